extends GodwitMessage
class_name GodwitAuthSignInWithEmail
## Signs in with an e-mail address and a password.
##
## The server answers with [GodwitAuthSignedIn].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 102

## The field email. (0 to 254 characters)
var email: String = ""
## The field password. (1 to 128 characters)
var password: String = ""
## A refresh token this device once had for the account, valid or not: it lets you in even while strangers are
## guessing the password. (1 to 128 characters; optional)
var refresh_token: String = "" setget set_refresh_token
## True when [member refresh_token] is set; setting it makes it so.
var has_refresh_token: bool = false


func _init(p_email: String = "", p_password: String = "").(TYPE) -> void:
	email = p_email
	password = p_password


## Sets [member refresh_token].
func set_refresh_token(new_value: String) -> void:
	refresh_token = new_value
	has_refresh_token = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if email.length() > 254:
		return "email must have at most 254 characters."
	if password.length() < 1:
		return "password must have at least 1 characters."
	if password.length() > 128:
		return "password must have at most 128 characters."
	if has_refresh_token:
		if refresh_token.length() < 1:
			return "refreshToken must have at least 1 characters."
		if refresh_token.length() > 128:
			return "refreshToken must have at most 128 characters."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["email"] = email
	values["password"] = password
	if has_refresh_token:
		values["refreshToken"] = refresh_token
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	email = GodwitFields.to_text(values.get("email"), "")
	password = GodwitFields.to_text(values.get("password"), "")
	if values.get("refreshToken") != null:
		refresh_token = GodwitFields.to_text(values.get("refreshToken"), "")
		has_refresh_token = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_refresh_token:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(email)
	writer.put_text(password)
	if has_refresh_token:
		writer.put_text(refresh_token)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	email = reader.get_text()
	password = reader.get_text()
	if (head & 1) != 0:
		refresh_token = reader.get_text()
		has_refresh_token = true
