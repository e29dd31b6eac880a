class_name GodwitAuthExported
extends GodwitMessage
## Everything stored about you.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 129

## A JSON object with one section for each part of the game that stores something.
var json: String = ""


func _init(p_json: String = "") -> void:
	super(TYPE)
	json = p_json


## How a request that is answered by [GodwitAuthExported] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitAuthExported


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitAuthExported


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["json"] = json
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	json = GodwitFields.to_text(values.get("json"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(json)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	json = reader.get_text()
