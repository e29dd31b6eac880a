class_name GodwitJsonCodec
extends GodwitCodec
## JSON in text frames: [code]{"type": 203, "ref": 7, "message": {"text": "hi"}}[/code].

var _parser := JSON.new()


func get_subprotocol() -> String:
	return "godwit.json.v1"


func is_text() -> bool:
	return true


func encode(envelope: GodwitEnvelope) -> PackedByteArray:
	var packet: Dictionary = { "type": envelope.type }
	if envelope.ref > 0:
		packet["ref"] = envelope.ref
	packet["message"] = envelope.fields
	# Full precision: JSON.stringify otherwise cuts a float to 15 digits, and it does not come back as it went.
	return JSON.stringify(packet, "", false, true).to_utf8_buffer()


func decode(frame: PackedByteArray) -> GodwitEnvelope:
	# JSON.parse on an instance, for JSON.parse_string prints an engine error on bad input.
	if _parser.parse(frame.get_string_from_utf8()) != OK or not _parser.data is Dictionary:
		return null

	var packet: Dictionary = _parser.data
	var type := GodwitFields.int_of(packet, "type", -1)
	var ref := GodwitFields.int_of(packet, "ref", 0 if not packet.has("ref") else -1)
	if type < 0 or type > GodwitProtocol.MAX_TYPE or ref < 0:
		return null
	return GodwitEnvelope.new(type, ref, GodwitFields.object_of(packet, "message"))
