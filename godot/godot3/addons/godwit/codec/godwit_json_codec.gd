class_name GodwitJsonCodec
extends GodwitCodec
## JSON in text frames: {"type": 203, "ref": 7, "message": {"text": "hi"}}.

# The head of a packet is no longer than this, as the server writes it.
const _HEAD_BYTES := 64
const _PARTS := 1000000.0
const _MOST_ROUNDED := 1.0e8


func get_subprotocol() -> String:
	return "godwit.json.v1"


func is_text() -> bool:
	return true


func encode(envelope: GodwitEnvelope) -> PoolByteArray:
	var packet: Dictionary = { "type": envelope.type }
	if envelope.ref > 0:
		packet["ref"] = envelope.ref
	packet["message"] = envelope.fields
	return GodwitText.to_json(packet).to_utf8()


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


# The engine reads numbers of 16 and 17 digits inexactly, so whatever is to be equal on both sides has six decimals.
func get_wire_form(message: GodwitMessage, catalogue: GodwitCatalogue) -> GodwitMessage:
	var fields = message.to_fields().duplicate()
	for key in fields:
		fields[key] = _round(fields[key])
	return catalogue.from_fields(message.type, fields)


func read_head(frame: PoolByteArray) -> GodwitEnvelope:
	if frame.size() == 0:
		return null
	# {"type":204,"ref":7,"message":{ ...
	var head := frame.subarray(0, int(min(frame.size(), _HEAD_BYTES)) - 1).get_string_from_ascii()
	var end := head.find("{", 1)
	if end < 0:
		return null
	var parts := head.substr(1, end - 1).split(",")
	var type := _number_of(parts[0], "\"type\":")
	if type < 0:
		return null
	return GodwitEnvelope.new(type, int(max(0, _number_of(parts[1], "\"ref\":"))) if parts.size() > 1 else 0)


static func _round(value):
	if value is float:
		var number: float = value
		return round(number * _PARTS) / _PARTS if abs(number) < _MOST_ROUNDED else number
	if value is Array:
		var items: Array = value
		for index in items.size():
			items[index] = _round(items[index])
	return value


static func _number_of(part: String, key: String) -> int:
	var digits: String = part.trim_prefix(key)
	return int(digits) if digits != part and digits.is_valid_integer() else -1
