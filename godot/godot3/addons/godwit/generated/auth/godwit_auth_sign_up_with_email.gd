extends GodwitMessage
class_name GodwitAuthSignUpWithEmail
## Requests an account with an e-mail address and a password. The mailed code creates it, see CompleteSignUp. The
## answer is the same when the address already has an account: only the mail says so.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 101

## The e-mail address, case-insensitive; ASCII before the "@", letters of any script in the domain. (0 to 254
## characters)
var email: String = ""
## 8 to 128 characters of any kind. (8 to 128 characters)
var password: String = ""
## The account's name, 1 to 32 characters. (1 to 32 characters; one line of visible characters; optional)
var display_name: String = "" setget set_display_name
## True when [member display_name] is set; setting it makes it so.
var has_display_name: bool = false


func _init(p_email: String = "", p_password: String = "").(TYPE) -> void:
	email = p_email
	password = p_password


## Sets [member display_name].
func set_display_name(new_value: String) -> void:
	display_name = new_value
	has_display_name = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if email.length() > 254:
		return "email must have at most 254 characters."
	if password.length() < 8:
		return "password must have at least 8 characters."
	if password.length() > 128:
		return "password must have at most 128 characters."
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
	values["email"] = email
	values["password"] = password
	if has_display_name:
		values["displayName"] = display_name
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	email = GodwitFields.to_text(values.get("email"), "")
	password = GodwitFields.to_text(values.get("password"), "")
	if values.get("displayName") != null:
		display_name = GodwitFields.to_text(values.get("displayName"), "")
		has_display_name = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_display_name:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(email)
	writer.put_text(password)
	if has_display_name:
		writer.put_text(display_name)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	email = reader.get_text()
	password = reader.get_text()
	if (head & 1) != 0:
		display_name = reader.get_text()
		has_display_name = true
