extends GodwitMessage
class_name GodwitPartyCreate
## Creates a party with you as its leader and only member.
##
## The server answers with [GodwitPartyJoined].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 250

## The name you want, 1 to 24 characters. (1 to 24 characters; one line of visible characters)
var name_: String = ""
## Maximum number of members, 2 to 16; absent: 4. (2 to 16; optional)
var max_members: int = 0 setget set_max_members
## True when [member max_members] is set; setting it makes it so.
var has_max_members: bool = false
## Whether the code is enough to join; absent: true. (optional)
var is_open: bool = false setget set_is_open
## True when [member is_open] is set; setting it makes it so.
var has_is_open: bool = false


func _init(p_name_: String = "").(TYPE) -> void:
	name_ = p_name_


## Sets [member max_members].
func set_max_members(new_value: int) -> void:
	max_members = new_value
	has_max_members = true


## Sets [member is_open].
func set_is_open(new_value: bool) -> void:
	is_open = new_value
	has_is_open = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if name_.length() < 1:
		return "name must have at least 1 characters."
	if name_.length() > 24:
		return "name must have at most 24 characters."
	var name__problem: String = GodwitText.name_problem(name_)
	if name__problem != "":
		return "name " + name__problem + "."
	if has_max_members:
		if max_members < 2:
			return "maxMembers must not be less than 2."
		if max_members > 16:
			return "maxMembers must not be greater than 16."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["name"] = name_
	if has_max_members:
		values["maxMembers"] = max_members
	if has_is_open:
		values["isOpen"] = is_open
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	name_ = GodwitFields.to_text(values.get("name"), "")
	if values.get("maxMembers") != null:
		max_members = GodwitFields.to_int(values.get("maxMembers"), 0)
		has_max_members = true
	if values.get("isOpen") != null:
		is_open = GodwitFields.to_bool(values.get("isOpen"), false)
		has_is_open = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_max_members:
		head |= 1
	if has_is_open:
		head |= 2
	if has_is_open and is_open:
		head |= 4
	writer.put_bits(head, 3)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(name_)
	if has_max_members:
		stream.put_u8(max_members)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(3)
	var stream: StreamPeerBuffer = reader.stream
	name_ = reader.get_text()
	if (head & 1) != 0:
		if not reader.has(1):
			return
		max_members = stream.get_u8()
		has_max_members = true
	if (head & 2) != 0:
		is_open = (head & 4) != 0
		has_is_open = true
