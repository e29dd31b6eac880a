class_name GodwitAuthRequestPasswordReset
extends GodwitMessage
## Sends a mail with a code for a new password. The answer is the same whether or not the address has an account.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 110

## The field email. (0 to 254 characters)
var email: String = ""


func _init(p_email: String = "") -> void:
	super(TYPE)
	email = p_email


## How a request that is answered by [GodwitAuthRequestPasswordReset] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitAuthRequestPasswordReset


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitAuthRequestPasswordReset


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if email.length() > 254:
		return "email must have at most 254 characters."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["email"] = email
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	email = GodwitFields.to_text(values.get("email"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(email)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	email = reader.get_text()
