extends GodwitMessage
class_name GodwitAuthResetPassword
## Sets a new password with the code from a mail, and signs out everywhere.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 111

## The code from the mail; case, spaces and "-" do not matter. (1 to 40 characters)
var code: String = ""
## The new password, 8 to 128 characters. (8 to 128 characters)
var password: String = ""


func _init(p_code: String = "", p_password: String = "").(TYPE) -> void:
	code = p_code
	password = p_password


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if code.length() < 1:
		return "code must have at least 1 characters."
	if code.length() > 40:
		return "code must have at most 40 characters."
	if password.length() < 8:
		return "password must have at least 8 characters."
	if password.length() > 128:
		return "password must have at most 128 characters."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["code"] = code
	values["password"] = password
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	code = GodwitFields.to_text(values.get("code"), "")
	password = GodwitFields.to_text(values.get("password"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(code)
	writer.put_text(password)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	code = reader.get_text()
	password = reader.get_text()
