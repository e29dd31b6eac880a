class_name GodwitAuthLinkEmail
extends GodwitMessage
## Asks to link an e-mail address and a password to your account. The mailed code, sent back with VerifyEmail,
## links them. The answer is the same when the address already has an account: only the mail says so.
##
## The server answers with [GodwitAuthAccountRead].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 124

## The field email. (0 to 254 characters)
var email: String = ""
## 8 to 128 characters. (8 to 128 characters)
var password: String = ""


func _init(p_email: String = "", p_password: String = "") -> void:
	super(TYPE)
	email = p_email
	password = p_password


## How a request that is answered by [GodwitAuthLinkEmail] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitAuthLinkEmail


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitAuthLinkEmail


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if email.length() > 254:
		return "email must have at most 254 characters."
	if password.length() < 8:
		return "password must have at least 8 characters."
	if password.length() > 128:
		return "password must have at most 128 characters."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["email"] = email
	values["password"] = password
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	email = GodwitFields.to_text(values.get("email"), "")
	password = GodwitFields.to_text(values.get("password"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(email)
	writer.put_text(password)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	email = reader.get_text()
	password = reader.get_text()
