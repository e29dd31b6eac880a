extends GodwitMessage
class_name GodwitAuthTicketIssued
## A ticket that opens one connection as this player.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 107

## Goes into the subprotocol `godwit.ticket.<ticket>`, or the query parameter `ticket`.
var ticket: String = ""
## How long it is valid, in milliseconds.
var expires_in_ms: int = 0


func _init(p_ticket: String = "", p_expires_in_ms: int = 0).(TYPE) -> void:
	ticket = p_ticket
	expires_in_ms = p_expires_in_ms


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if expires_in_ms < -9007199254740991:
		return "expiresInMs must not be less than -9007199254740991."
	if expires_in_ms > 9007199254740991:
		return "expiresInMs must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["ticket"] = ticket
	values["expiresInMs"] = expires_in_ms
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	ticket = GodwitFields.to_text(values.get("ticket"), "")
	expires_in_ms = GodwitFields.to_int(values.get("expiresInMs"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(ticket)
	writer.put_varint(expires_in_ms)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	ticket = reader.get_text()
	expires_in_ms = reader.get_varint()
