class_name GodwitErrors
extends RefCounted
## The codes of the server's refusals.
##
## Generated from the contract; do not edit.

## The token was refused.
const AUTH_REFUSED := &"auth.refused"
## Sign in first.
const AUTH_REQUIRED := &"auth.required"
## You are not in this channel.
const CHAT_NOT_MEMBER := &"chat.not_member"
## You are in as many channels as one player may be.
const CHAT_TOO_MANY_CHANNELS := &"chat.too_many_channels"
## The client was made for another contract of the server.
const CONTRACT_MISMATCH := &"contract.mismatch"
## A binary client must say Hello with the contract it was made for first.
const CONTRACT_NOT_AGREED := &"contract.not_agreed"
## The message breaks a rule of its contract.
const MESSAGE_INVALID := &"message.invalid"
## This message is not allowed for this session.
const MESSAGE_NOT_ALLOWED := &"message.not_allowed"
## What the message asks for does not exist.
const MESSAGE_NOT_FOUND := &"message.not_found"
## The message was refused.
const MESSAGE_REFUSED := &"message.refused"
## The server has no message of this type.
const MESSAGE_UNKNOWN_TYPE := &"message.unknown_type"
## The field "ref" must be a positive integer.
const PACKET_BAD_REF := &"packet.bad_ref"
## The field "type" must be an integer from 0 to 65535.
const PACKET_BAD_TYPE := &"packet.bad_type"
## A field of the packet holds what its form on the wire does not allow.
const PACKET_BAD_VALUE := &"packet.bad_value"
## A number of variable length is longer than it has to be, or has more than 53 bits.
const PACKET_BAD_VARINT := &"packet.bad_varint"
## The frame is empty.
const PACKET_EMPTY := &"packet.empty"
## The frame is not valid JSON.
const PACKET_MALFORMED := &"packet.malformed"
## Packets of this subprotocol come in binary frames.
const PACKET_NOT_BINARY := &"packet.not_binary"
## A packet must be a JSON object.
const PACKET_NOT_OBJECT := &"packet.not_object"
## Text in the packet is not valid UTF-8.
const PACKET_NOT_UTF8 := &"packet.not_utf8"
## The packet is nested too deeply.
const PACKET_TOO_DEEP := &"packet.too_deep"
## Bytes follow the last field of the packet.
const PACKET_TRAILING_BYTES := &"packet.trailing_bytes"
## The packet ends before its last field does.
const PACKET_TRUNCATED := &"packet.truncated"
## Too many messages in too short a time.
const RATE_LIMITED := &"rate.limited"
## The server is restarting.
const SERVER_DRAINING := &"server.draining"
## The server failed to handle the message.
const SERVER_INTERNAL := &"server.internal"
## The client did not answer the heartbeat.
const SESSION_HEARTBEAT_LOST := &"session.heartbeat_lost"
## No Hello arrived in time.
const SESSION_HELLO_TIMEOUT := &"session.hello_timeout"
## Too many messages of this session are waiting.
const SESSION_QUEUE_FULL := &"session.queue_full"
## The client reads slower than the server sends.
const SESSION_TOO_SLOW := &"session.too_slow"
## A value is not of the type its typed array or dictionary declares.
const VARIANT_BAD_ELEMENT := &"variant.bad_element"
## A header of the Variant has flags that its type does not allow.
const VARIANT_BAD_FLAGS := &"variant.bad_flags"
## The padding of a Variant string or byte array is not zero.
const VARIANT_BAD_PADDING := &"variant.bad_padding"
## A string of the Variant is not valid Unicode or holds the character NUL.
const VARIANT_BAD_STRING := &"variant.bad_string"
## A dictionary of the Variant holds a key twice.
const VARIANT_DUPLICATE_KEY := &"variant.duplicate_key"
## The value is not one of the Variant model.
const VARIANT_NOT_A_VARIANT := &"variant.not_a_variant"
## The engine version has no such Variant type.
const VARIANT_NOT_IN_ENGINE := &"variant.not_in_engine"
## A number of the Variant is outside what its type can hold.
const VARIANT_OUT_OF_RANGE := &"variant.out_of_range"
## The Variant holds an Object, RID, Callable or Signal.
const VARIANT_REFUSED := &"variant.refused"
## The Variant is nested too deeply.
const VARIANT_TOO_DEEP := &"variant.too_deep"
## The Variant is larger than allowed.
const VARIANT_TOO_LARGE := &"variant.too_large"
## Bytes follow the end of the Variant.
const VARIANT_TRAILING := &"variant.trailing"
## The Variant ends before its last value does.
const VARIANT_TRUNCATED := &"variant.truncated"
## The Variant holds a type number that this engine does not have.
const VARIANT_UNKNOWN_TYPE := &"variant.unknown_type"
