extends GodwitStruct
class_name GodwitMessageDigest
## One message as the client knows it.
##
## Generated from the contract; do not edit.

## The wire type. (0 to 65535)
var type_: int = 0
## The message's name.
var name_: String = ""
## The message's own hash, 8 hexadecimal digits.
var hash_: String = ""
## Who sends it: "client" or "server".
var direction: String = ""
## Who may send it: "player" or "anyone".
var access: String = ""
## The name of the reply; absent if the reply is an Ack. (optional)
var reply: String = "" setget set_reply
## True when [member reply] is set; setting it makes it so.
var has_reply: bool = false
## Each field as "name:signature", in wire order. (0 to 256 items)
var fields_: Array = []


func _init(p_type_: int = 0, p_name_: String = "", p_hash_: String = "", p_direction: String = "", p_access: String = "", p_fields_: Array = []) -> void:
	type_ = p_type_
	name_ = p_name_
	hash_ = p_hash_
	direction = p_direction
	access = p_access
	fields_ = p_fields_


## Sets [member reply].
func set_reply(new_value: String) -> void:
	reply = new_value
	has_reply = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if type_ < 0:
		return "type must not be less than 0."
	if type_ > 65535:
		return "type must not be greater than 65535."
	if fields_.size() > 256:
		return "fields must have at most 256 items."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["type"] = type_
	values["name"] = name_
	values["hash"] = hash_
	values["direction"] = direction
	values["access"] = access
	if has_reply:
		values["reply"] = reply
	values["fields"] = fields_
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	type_ = GodwitFields.to_int(values.get("type"), 0)
	name_ = GodwitFields.to_text(values.get("name"), "")
	hash_ = GodwitFields.to_text(values.get("hash"), "")
	direction = GodwitFields.to_text(values.get("direction"), "")
	access = GodwitFields.to_text(values.get("access"), "")
	if values.get("reply") != null:
		reply = GodwitFields.to_text(values.get("reply"), "")
		has_reply = true
	var fields__items: Array = []
	for _value in GodwitFields.list_of(values, "fields"):
		fields__items.append(GodwitFields.to_text(_value, ""))
	fields_ = fields__items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_reply:
		head |= 1
	writer.put_bits(head, 1)
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u16(type_)
	writer.put_text(name_)
	writer.put_text(hash_)
	writer.put_text(direction)
	writer.put_text(access)
	if has_reply:
		writer.put_text(reply)
	writer.put_varuint(fields_.size())
	for _item in fields_:
		writer.put_text(_item)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(2):
		return
	type_ = stream.get_u16()
	name_ = reader.get_text()
	hash_ = reader.get_text()
	direction = reader.get_text()
	access = reader.get_text()
	if (head & 1) != 0:
		reply = reader.get_text()
		has_reply = true
	var fields__items: Array = []
	for _index in range(reader.get_count(1)):
		fields__items.append(reader.get_text())
	fields_ = fields__items
