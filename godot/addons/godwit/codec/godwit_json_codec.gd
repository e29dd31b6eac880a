class_name GodwitJsonCodec
extends GodwitCodec
## JSON in text frames: [code]{"type": 203, "ref": 7, "message": {"text": "hi"}}[/code].

# The head of a packet is no longer than this, as the server writes it.
const _HEAD_BYTES := 64
const _PARTS := 1_000_000.0
const _MOST_ROUNDED := 1.0e8

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
	return GodwitText.to_json(packet).to_utf8_buffer()


func decode(frame: PackedByteArray) -> GodwitEnvelope:
	# An instance, because JSON.parse_string prints an engine error on bad input.
	if _parser.parse(frame.get_string_from_utf8()) != OK or not _parser.data is Dictionary:
		return null

	var packet: Dictionary = _parser.data
	var type := GodwitFields.int_of(packet, "type", -1)
	var ref := GodwitFields.int_of(packet, "ref", 0 if not packet.has("ref") else -1)
	if type < 0 or type > GodwitProtocol.MAX_TYPE or ref < 0:
		return null
	return GodwitEnvelope.new(type, ref, GodwitFields.object_of(packet, "message"))


# The engine reads numbers of 16 and 17 digits inexactly, so whatever is to be equal on both sides has six decimals.
func get_wire_form(message: GodwitMessage, catalogue: GodwitCatalogue) -> GodwitMessage:
	var fields := message.to_fields().duplicate()
	for key: String in fields:
		fields[key] = _round(fields[key])
	return catalogue.from_fields(message.type, fields)


func read_head(frame: PackedByteArray) -> GodwitEnvelope:
	# {"type":204,"ref":7,"message":{ ...
	var end := frame.find(0x7b, 1)
	if end < 0 or end > _HEAD_BYTES:
		return null
	var parts := frame.slice(1, end).get_string_from_ascii().split(",")
	var type := _number_of(parts[0], "\"type\":")
	if type < 0:
		return null
	return GodwitEnvelope.new(type, maxi(0, _number_of(parts[1], "\"ref\":")) if parts.size() > 1 else 0)


static func _round(value: Variant) -> Variant:
	if value is float:
		var number: float = value
		return roundf(number * _PARTS) / _PARTS if absf(number) < _MOST_ROUNDED else number
	if value is Array:
		var items: Array = value
		for index in items.size():
			items[index] = _round(items[index])
	return value


static func _number_of(part: String, key: String) -> int:
	var digits := part.trim_prefix(key)
	return int(digits) if digits != part and digits.is_valid_int() else -1
