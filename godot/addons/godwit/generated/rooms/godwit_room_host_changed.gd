class_name GodwitRoomHostChanged
extends GodwitMessage
## Another member is the host now.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 59

## The host's session id; empty when there is none.
var host_id: String = ""


func _init(p_host_id: String = "") -> void:
	super(TYPE)
	host_id = p_host_id


## How a request that is answered by [GodwitRoomHostChanged] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitRoomHostChanged


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitRoomHostChanged


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["hostId"] = host_id
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	host_id = GodwitFields.to_text(values.get("hostId"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(host_id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	host_id = reader.get_text()
