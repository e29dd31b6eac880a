class_name TictactoeRecorded
extends GodwitMessage
## Your game was recorded.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 951

## Games won so far. (0 to; optional)
var won: int = 0:
	set(new_value):
		won = new_value
		has_won = true
## True when [member won] is set; setting it makes it so.
var has_won: bool = false
## Games lost so far. (0 to; optional)
var lost: int = 0:
	set(new_value):
		lost = new_value
		has_lost = true
## True when [member lost] is set; setting it makes it so.
var has_lost: bool = false
## Games drawn so far. (0 to; optional)
var drawn: int = 0:
	set(new_value):
		drawn = new_value
		has_drawn = true
## True when [member drawn] is set; setting it makes it so.
var has_drawn: bool = false


func _init() -> void:
	super(TYPE)


## How a request that is answered by [TictactoeRecorded] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: TictactoeRecorded


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as TictactoeRecorded


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_won:
		if won < 0:
			return "won must not be less than 0."
		if won > 9007199254740991:
			return "won must not be greater than 9007199254740991."
	if has_lost:
		if lost < 0:
			return "lost must not be less than 0."
		if lost > 9007199254740991:
			return "lost must not be greater than 9007199254740991."
	if has_drawn:
		if drawn < 0:
			return "drawn must not be less than 0."
		if drawn > 9007199254740991:
			return "drawn must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	if has_won:
		values["won"] = won
	if has_lost:
		values["lost"] = lost
	if has_drawn:
		values["drawn"] = drawn
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	if values.get("won") != null:
		won = GodwitFields.to_int(values.get("won"), 0)
	if values.get("lost") != null:
		lost = GodwitFields.to_int(values.get("lost"), 0)
	if values.get("drawn") != null:
		drawn = GodwitFields.to_int(values.get("drawn"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_won:
		head |= 1
	if has_lost:
		head |= 2
	if has_drawn:
		head |= 4
	writer.put_bits(head, 3)
	if has_won:
		writer.put_varuint(won)
	if has_lost:
		writer.put_varuint(lost)
	if has_drawn:
		writer.put_varuint(drawn)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(3)
	if (head & 1) != 0:
		won = reader.get_varuint()
	if (head & 2) != 0:
		lost = reader.get_varuint()
	if (head & 4) != 0:
		drawn = reader.get_varuint()
