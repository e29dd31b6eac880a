class_name GodwitMatchAccept
extends GodwitMessage
## Accepts a match; it starts when the last player accepts.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 337

## The match. (1 to)
var match_id: int = 0


func _init(p_match_id: int = 0) -> void:
	super(TYPE)
	match_id = p_match_id


## How a request that is answered by [GodwitMatchAccept] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitMatchAccept


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitMatchAccept


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if match_id < 1:
		return "matchId must not be less than 1."
	if match_id > 9007199254740991:
		return "matchId must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["matchId"] = match_id
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	match_id = GodwitFields.to_int(values.get("matchId"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_varuint(match_id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	match_id = reader.get_varuint()
