class_name GodwitCodec
extends RefCounted
## Turns envelopes into frames and back. Each codec speaks one WebSocket subprotocol, and overrides every function.


## The WebSocket subprotocol that asks the server for this codec.
func get_subprotocol() -> String:
	return ""


## True when frames are text, false when they are binary.
func is_text() -> bool:
	return false


## The frame of [param _envelope].
func encode(_envelope: GodwitEnvelope) -> PackedByteArray:
	return PackedByteArray()


## The envelope in [param _frame]; null if the frame does not hold one.
func decode(_frame: PackedByteArray) -> GodwitEnvelope:
	return null


## [param message] as the other side reads it, for example with its numbers rounded.
func get_wire_form(message: GodwitMessage, _catalogue: GodwitCatalogue) -> GodwitMessage:
	var envelope := decode(encode(GodwitEnvelope.with_message(message)))
	return envelope.message if envelope != null else null


## The type and ref of [param _frame], which holds no valid envelope; null if even they can't be read.
func read_head(_frame: PackedByteArray) -> GodwitEnvelope:
	return null
