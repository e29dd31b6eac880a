extends GodwitMessage
class_name GodwitMatchmakingProgressed
## Progress of your ticket, every few seconds while it waits.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 334

## How long the ticket has waited, in milliseconds. (0 to)
var waited_ms: int = 0
## The usual total wait of such a ticket, in milliseconds; absent until a similar one has found a match. (0 to;
## optional)
var expected_ms: int = 0 setget set_expected_ms
## True when [member expected_ms] is set; setting it makes it so.
var has_expected_ms: bool = false
## Its place in the queue by arrival, from 1. A ticket that nobody suits is overtaken. (1 to)
var position: int = 0
## The skill difference the ticket currently accepts; absent in a queue without skill. (optional)
var skill_window: float = 0.0 setget set_skill_window
## True when [member skill_window] is set; setting it makes it so.
var has_skill_window: bool = false


func _init(p_waited_ms: int = 0, p_position: int = 0).(TYPE) -> void:
	waited_ms = p_waited_ms
	position = p_position


## Sets [member expected_ms].
func set_expected_ms(new_value: int) -> void:
	expected_ms = new_value
	has_expected_ms = true


## Sets [member skill_window].
func set_skill_window(new_value: float) -> void:
	skill_window = new_value
	has_skill_window = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if waited_ms < 0:
		return "waitedMs must not be less than 0."
	if waited_ms > 9007199254740991:
		return "waitedMs must not be greater than 9007199254740991."
	if has_expected_ms:
		if expected_ms < 0:
			return "expectedMs must not be less than 0."
		if expected_ms > 9007199254740991:
			return "expectedMs must not be greater than 9007199254740991."
	if position < 1:
		return "position must not be less than 1."
	if position > 9007199254740991:
		return "position must not be greater than 9007199254740991."
	if has_skill_window:
		if not abs(skill_window) < INF:
			return "skillWindow must be a finite number."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["waitedMs"] = waited_ms
	if has_expected_ms:
		values["expectedMs"] = expected_ms
	values["position"] = position
	if has_skill_window:
		values["skillWindow"] = skill_window
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	waited_ms = GodwitFields.to_int(values.get("waitedMs"), 0)
	if values.get("expectedMs") != null:
		expected_ms = GodwitFields.to_int(values.get("expectedMs"), 0)
		has_expected_ms = true
	position = GodwitFields.to_int(values.get("position"), 0)
	if values.get("skillWindow") != null:
		skill_window = GodwitFields.to_float(values.get("skillWindow"), 0.0)
		has_skill_window = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_expected_ms:
		head |= 1
	if has_skill_window:
		head |= 2
	writer.put_bits(head, 2)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_varuint(waited_ms)
	if has_expected_ms:
		writer.put_varuint(expected_ms)
	writer.put_varuint(position)
	if has_skill_window:
		stream.put_double(skill_window)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(2)
	var stream: StreamPeerBuffer = reader.stream
	waited_ms = reader.get_varuint()
	if (head & 1) != 0:
		expected_ms = reader.get_varuint()
		has_expected_ms = true
	position = reader.get_varuint()
	if (head & 2) != 0:
		if not reader.has(8):
			return
		skill_window = stream.get_double()
		has_skill_window = true
