class_name GodwitAuthVerifyEmail
extends GodwitMessage
## Proves that an address given to LinkEmail is yours, with the code sent to it; after that you can sign in with
## it.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 109

## The code from the mail; case, spaces and "-" do not matter. (1 to 40 characters)
var code: String = ""


func _init(p_code: String = "") -> void:
	super(TYPE)
	code = p_code


## How a request that is answered by [GodwitAuthVerifyEmail] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitAuthVerifyEmail


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitAuthVerifyEmail


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if code.length() < 1:
		return "code must have at least 1 characters."
	if code.length() > 40:
		return "code must have at most 40 characters."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["code"] = code
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	code = GodwitFields.to_text(values.get("code"), "")


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(code)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	code = reader.get_text()
