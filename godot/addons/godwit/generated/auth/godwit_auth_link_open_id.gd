class_name GodwitAuthLinkOpenId
extends GodwitMessage
## Links an account at the server's OpenID provider, so that it can sign in to your account.
##
## The server answers with [GodwitAuthAccountRead].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 125

## A token from the provider for this game. (1 to 4096 characters)
var token: String = ""


func _init(p_token: String = "") -> void:
	super(TYPE)
	token = p_token


## How a request that is answered by [GodwitAuthLinkOpenId] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitAuthLinkOpenId


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitAuthLinkOpenId


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if token.length() < 1:
		return "token must have at least 1 characters."
	if token.length() > 4096:
		return "token must have at most 4096 characters."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["token"] = token
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	token = GodwitFields.to_text(values.get("token"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(token)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	token = reader.get_text()
