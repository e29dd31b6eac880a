class_name GodwitCodec
extends Reference
## Turns envelopes into frames and back. One codec speaks one WebSocket subprotocol. Codecs override the other functions.


## The WebSocket subprotocol that asks the server for this codec.
func get_subprotocol() -> String:
	return ""


## True when frames are text, false when they are binary.
func is_text() -> bool:
	return false


## The frame of an envelope.
func encode(_envelope: GodwitEnvelope) -> PoolByteArray:
	return PoolByteArray()


## The frame of a message, as request ref where that is not 0.
func encode_message(message: GodwitMessage, ref: int) -> PoolByteArray:
	var envelope := GodwitEnvelope.new(message.type, ref)
	envelope.message = message
	return encode(envelope)


## The envelope in a frame; null when the frame does not hold one.
func decode(_frame: PoolByteArray) -> GodwitEnvelope:
	return null


## The type and the ref of a frame that holds no envelope; null when even they can't be read.
func read_head(_frame: PoolByteArray) -> GodwitEnvelope:
	return null
