extends GodwitMessage
class_name GodwitAuthSignOut
## Ends a sign-in and voids its tokens. The session itself lasts until it disconnects.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 105

## The latest refresh token of the sign-in to end. (1 to 128 characters)
var refresh_token: String = ""
## Whether to end all of the account's sign-ins, and its other sessions; false by default. (optional)
var everywhere: bool = false setget set_everywhere
## True when [member everywhere] is set; setting it makes it so.
var has_everywhere: bool = false


func _init(p_refresh_token: String = "").(TYPE) -> void:
	refresh_token = p_refresh_token


## Sets [member everywhere].
func set_everywhere(new_value: bool) -> void:
	everywhere = new_value
	has_everywhere = true


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
	if has_everywhere:
		values["everywhere"] = everywhere
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	refresh_token = GodwitFields.to_text(values.get("refreshToken"), "")
	if values.get("everywhere") != null:
		everywhere = GodwitFields.to_bool(values.get("everywhere"), false)
		has_everywhere = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_everywhere:
		head |= 1
	if has_everywhere and everywhere:
		head |= 2
	writer.put_bits(head, 2)
	writer.put_text(refresh_token)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(2)
	refresh_token = reader.get_text()
	if (head & 1) != 0:
		everywhere = (head & 2) != 0
		has_everywhere = true
