class_name GodwitAuthSignInWithDevice
extends GodwitMessage
## Signs in without a name or password: the device is the account. A new device creates a new account.
##
## The server answers with [GodwitAuthSignedIn].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 100

## Generated once by the client from at least 16 random bytes, and stored: it works as a password. 16 to 128
## letters, digits, "-", "_" and ".".
var device_id: String = ""
## Name for a new account, 1 to 32 characters; an existing one keeps its name. (1 to 32 characters; one line of
## visible characters; optional)
var display_name: String = "":
	set(new_value):
		display_name = new_value
		has_display_name = true
## True when [member display_name] is set; setting it makes it so.
var has_display_name: bool = false


func _init(p_device_id: String = "") -> void:
	super(TYPE)
	device_id = p_device_id


## How a request that is answered by [GodwitAuthSignInWithDevice] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitAuthSignInWithDevice


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitAuthSignInWithDevice


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_display_name:
		if display_name.length() < 1:
			return "displayName must have at least 1 characters."
		if display_name.length() > 32:
			return "displayName must have at most 32 characters."
		var display_name_problem: String = GodwitText.name_problem(display_name)
		if display_name_problem != "":
			return "displayName " + display_name_problem + "."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["deviceId"] = device_id
	if has_display_name:
		values["displayName"] = display_name
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	device_id = GodwitFields.to_text(values.get("deviceId"), "")
	if values.get("displayName") != null:
		display_name = GodwitFields.to_text(values.get("displayName"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_display_name:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(device_id)
	if has_display_name:
		writer.put_text(display_name)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	device_id = reader.get_text()
	if (head & 1) != 0:
		display_name = reader.get_text()
