class_name GodwitJsonCodec
extends GodwitCodec
## JSON in text frames: {"type": 203, "ref": 7, "message": {"text": "hi"}}.
##
## Godot 3 writes a float with six decimals. Send what must be exact as whole numbers.


func get_subprotocol() -> String:
	return "godwit.json.v1"


func is_text() -> bool:
	return true


func encode(envelope: GodwitEnvelope) -> PoolByteArray:
	var packet := { "type": envelope.type }
	if envelope.ref > 0:
		packet["ref"] = envelope.ref
	packet["message"] = envelope.fields
	return JSON.print(packet).to_utf8()


func decode(frame: PoolByteArray) -> GodwitEnvelope:
	var parsed := JSON.parse(frame.get_string_from_utf8())
	if parsed.error != OK or not parsed.result is Dictionary:
		return null

	var packet: Dictionary = parsed.result
	var type := GodwitFields.int_of(packet, "type", -1)
	var ref := GodwitFields.int_of(packet, "ref", 0 if not packet.has("ref") else -1)
	if type < 0 or type > GodwitProtocol.MAX_TYPE or ref < 0:
		return null
	return GodwitEnvelope.new(type, ref, GodwitFields.object_of(packet, "message"))
