class_name GodwitAuthUnlink
extends GodwitMessage
## Removes a sign-in method, but never the last one.
##
## The server answers with [GodwitAuthAccountRead].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 126

## The identity's id.
var identity_id: String = ""


func _init(p_identity_id: String = "") -> void:
	super(TYPE)
	identity_id = p_identity_id


## How a request that is answered by [GodwitAuthUnlink] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitAuthUnlink


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitAuthUnlink


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["identityId"] = identity_id
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	identity_id = GodwitFields.to_text(values.get("identityId"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(identity_id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	identity_id = reader.get_text()
