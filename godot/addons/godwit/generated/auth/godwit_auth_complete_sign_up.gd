class_name GodwitAuthCompleteSignUp
extends GodwitMessage
## Creates the account requested by SignUpWithEmail, with the code mailed to its address, and signs in.
##
## The server answers with [GodwitAuthSignedIn].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 113

## The code from the mail; case, spaces and "-" do not matter. (1 to 40 characters)
var code: String = ""
## The same password as in SignUpWithEmail. (1 to 128 characters)
var password: String = ""


func _init(p_code: String = "", p_password: String = "") -> void:
	super(TYPE)
	code = p_code
	password = p_password


## How a request that is answered by [GodwitAuthCompleteSignUp] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitAuthCompleteSignUp


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitAuthCompleteSignUp


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if code.length() < 1:
		return "code must have at least 1 characters."
	if code.length() > 40:
		return "code must have at most 40 characters."
	if password.length() < 1:
		return "password must have at least 1 characters."
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
