class_name GodwitAuthRefresh
extends GodwitMessage
## Exchanges a refresh token for new tokens; the old one is then void. If the answer was lost, the same address
## may repeat it for 30 seconds; any other second use ends the sign-in it belongs to.
##
## The server answers with [GodwitAuthSignedIn].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 103

## The latest refresh token. (1 to 128 characters)
var refresh_token: String = ""


func _init(p_refresh_token: String = "") -> void:
	super(TYPE)
	refresh_token = p_refresh_token


## How a request that is answered by [GodwitAuthRefresh] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitAuthRefresh


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitAuthRefresh


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if refresh_token.length() < 1:
		return "refreshToken must have at least 1 characters."
	if refresh_token.length() > 128:
		return "refreshToken must have at most 128 characters."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["refreshToken"] = refresh_token
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	refresh_token = GodwitFields.to_text(values.get("refreshToken"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(refresh_token)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	refresh_token = reader.get_text()
