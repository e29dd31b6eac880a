class_name GodwitBinaryCodec
extends GodwitCodec
## The contract's binary encoding in binary frames: u16 type, LEB128 ref, then the fields without their names.

var _catalogue: GodwitCatalogue


func _init(catalogue: GodwitCatalogue) -> void:
	_catalogue = catalogue


func get_subprotocol() -> String:
	return "godwit.binary.v1.godot3"


func is_text() -> bool:
	return false


func encode(envelope: GodwitEnvelope) -> PoolByteArray:
	var message = envelope.message
	# A message built from raw fields does not know its encoding; its class does.
	if message == null or message.get_script() == GodwitMessage:
		message = _catalogue.from_fields(envelope.type, envelope.fields)
	var writer := GodwitWriter.new()
	writer.stream.put_u16(envelope.type)
	writer.put_varuint(envelope.ref)
	message.write(writer)
	return writer.get_bytes()


func decode(frame: PoolByteArray) -> GodwitEnvelope:
	var reader := GodwitReader.new(frame)
	if not reader.has(3):
		return null
	var type: int = reader.stream.get_u16()
	var ref: int = reader.get_varuint()
	if GodwitProtocol.is_state(type):
		var envelope := GodwitEnvelope.new(type, ref)
		envelope.packet = frame
		return envelope
	var message = _catalogue.create(type)
	if message == null:
		return null
	message.read(reader)
	if not reader.is_finished():
		return null
	return GodwitEnvelope.with_message(message, ref)


func read_head(frame: PoolByteArray) -> GodwitEnvelope:
	var reader := GodwitReader.new(frame)
	if not reader.has(3):
		return null
	var type: int = reader.stream.get_u16()
	var ref: int = reader.get_varuint()
	return null if reader.failed else GodwitEnvelope.new(type, ref)
