class_name GodwitEnvelope
extends Reference
## One packet: a message's type and fields, and the request it belongs to.

## The wire type, 0 to 65,535.
var type: int
## The client's number for its request; 0 when the packet belongs to none.
var ref: int
## The message's fields.
var fields: Dictionary


func _init(p_type: int = 0, p_ref: int = 0, p_fields: Dictionary = {}) -> void:
	type = p_type
	ref = p_ref
	fields = p_fields
