extends GodwitMessage
class_name GodwitAuthLinkDevice
## Links a device, so that it can sign in to your account.
##
## The server answers with [GodwitAuthAccountRead].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 123

## As in SignInWithDevice.
var device_id: String = ""


func _init(p_device_id: String = "").(TYPE) -> void:
	device_id = p_device_id


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["deviceId"] = device_id
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	device_id = GodwitFields.to_text(values.get("deviceId"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(device_id)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	device_id = reader.get_text()
