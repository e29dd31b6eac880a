class_name GodwitMessage
extends GodwitStruct
## One message: its wire type and its fields.
##
## Generated classes have typed members. Without such a class, create a message with of(); read its fields with
## GodwitFields, which turns JSON's numbers back into the declared types.

## The wire type, 0 to 65,535; each server module owns a block and declares it in one enum.
var type: int
## The fields by their wire names; only of a message without a generated class.
var fields: Dictionary
## False for a room's inputs: while the connection is lost they are refused with "link.closed" instead of
## being kept, since what they say would be long past when it is back.
var is_kept_offline: bool = true
## True for what GodwitIdentity signs the session in with: it does not wait for GodwitOutbox.is_signing_in.
var signs_in: bool = false


func _init(p_type: int = 0, p_fields: Dictionary = {}) -> void:
	type = p_type
	fields = p_fields


## A message of p_type with p_fields, e.g. GodwitMessage.of(203, { "text": "hi" }).
static func of(p_type: int, p_fields: Dictionary = {}):
	return GodwitScripts.named("GodwitMessage").new(p_type, p_fields)


func check() -> String:
	var problem: String = GodwitUntyped.json_problem(fields, -1)
	return problem if problem.empty() else "The message %s." % problem


func to_fields() -> Dictionary:
	return fields


func read_fields(values: Dictionary) -> void:
	fields = values
