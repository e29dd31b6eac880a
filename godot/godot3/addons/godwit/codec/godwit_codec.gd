class_name GodwitCodec
extends Reference
## Turns envelopes into frames and back. Each codec speaks one WebSocket subprotocol, and overrides every function.


## The WebSocket subprotocol that asks the server for this codec.
func get_subprotocol() -> String:
	return ""


## True when frames are text, false when they are binary.
func is_text() -> bool:
	return false


## The frame of _envelope.
func encode(_envelope: GodwitEnvelope) -> PoolByteArray:
	return PoolByteArray()


## The envelope in _frame; null if the frame does not hold one.
func decode(_frame: PoolByteArray) -> GodwitEnvelope:
	return null


## message as the other side reads it, for example with its numbers rounded.
func get_wire_form(message: GodwitMessage, _catalogue: GodwitCatalogue) -> GodwitMessage:
	var envelope: GodwitEnvelope = decode(encode(GodwitEnvelope.with_message(message)))
	return envelope.message if envelope != null else null


## The type and ref of _frame, which holds no valid envelope; null if even they can't be read.
func read_head(_frame: PoolByteArray) -> GodwitEnvelope:
	return null
