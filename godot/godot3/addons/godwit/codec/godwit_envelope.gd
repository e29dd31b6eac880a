class_name GodwitEnvelope
extends Reference
## One packet: a message, and the request it belongs to.

## The wire type, 0 to 65,535.
var type: int
## The client's number for its request; 0 if the packet belongs to none.
var ref: int
## The message's fields by their wire names.
var fields: Dictionary setget , get_fields
## The typed message; null for a packet built from raw fields.
var message: GodwitMessage
## The packet's raw bytes, for packets that hold room state.
var packet: PoolByteArray


func _init(p_type: int = 0, p_ref: int = 0, p_fields: Dictionary = {}) -> void:
	type = p_type
	ref = p_ref
	fields = p_fields


## A packet of p_message.
static func with_message(p_message: GodwitMessage, p_ref: int = 0):
	var envelope = GodwitScripts.named("GodwitEnvelope").new(p_message.type, p_ref)
	envelope.message = p_message
	return envelope


## The message, typed if catalogue knows its class.
func to_message(catalogue: GodwitCatalogue) -> GodwitMessage:
	return message if message != null else catalogue.from_fields(type, get_fields())


## The packet as the state reader takes it: its bytes, or the decoded JSON.
func to_packet():
	if not packet.empty():
		return packet
	return { "type": type, "message": get_fields() }


## See fields.
func get_fields() -> Dictionary:
	return message.to_fields() if message != null else fields
