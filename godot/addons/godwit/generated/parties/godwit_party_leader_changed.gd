class_name GodwitPartyLeaderChanged
extends GodwitMessage
## Your party has a new leader.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 275

## The leader's session id.
var leader_id: String = ""


func _init(p_leader_id: String = "") -> void:
	super(TYPE)
	leader_id = p_leader_id


## How a request that is answered by [GodwitPartyLeaderChanged] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitPartyLeaderChanged


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitPartyLeaderChanged


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["leaderId"] = leader_id
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	leader_id = GodwitFields.to_text(values.get("leaderId"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(leader_id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	leader_id = reader.get_text()
