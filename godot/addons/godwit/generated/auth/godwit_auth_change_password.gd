class_name GodwitAuthChangePassword
extends GodwitMessage
## Sets a new password, and signs out everywhere else.
##
## The server answers with [GodwitAuthSignedIn].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 112

## The current password. (1 to 128 characters)
var password: String = ""
## The new password, 8 to 128 characters. (8 to 128 characters)
var new_password: String = ""


func _init(p_password: String = "", p_new_password: String = "") -> void:
	super(TYPE)
	password = p_password
	new_password = p_new_password


## How a request that is answered by [GodwitAuthChangePassword] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitAuthChangePassword


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitAuthChangePassword


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if password.length() < 1:
		return "password must have at least 1 characters."
	if password.length() > 128:
		return "password must have at most 128 characters."
	if new_password.length() < 8:
		return "newPassword must have at least 8 characters."
	if new_password.length() > 128:
		return "newPassword must have at most 128 characters."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["password"] = password
	values["newPassword"] = new_password
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	password = GodwitFields.to_text(values.get("password"), "")
	new_password = GodwitFields.to_text(values.get("newPassword"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(password)
	writer.put_text(new_password)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	password = reader.get_text()
	new_password = reader.get_text()
