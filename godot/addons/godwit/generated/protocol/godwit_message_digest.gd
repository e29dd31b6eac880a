class_name GodwitMessageDigest
extends GodwitStruct
## One message as the client knows it.
##
## Generated from the contract; do not edit.

## The wire type. (0 to 65535)
var type_: int = 0
## The message's name.
var name_: String = ""
## Each field as "name:signature", in the order on the wire.
var fields_: Array[String] = []


func _init(p_type_: int = 0, p_name_: String = "", p_fields_: Array[String] = []) -> void:
	type_ = p_type_
	name_ = p_name_
	fields_ = p_fields_


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
	values["fields"] = fields_
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	type_ = GodwitFields.to_int(values.get("type"), 0)
	name_ = GodwitFields.to_text(values.get("name"), "")
	var fields__items: Array[String] = []
	for value: Variant in GodwitFields.list_of(values, "fields"):
		fields__items.append(GodwitFields.to_text(value, ""))
	fields_ = fields__items


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u16(type_)
	writer.put_text(name_)
	writer.put_varuint(fields_.size())
	for item in fields_:
		writer.put_text(item)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(2):
		return
	type_ = stream.get_u16()
	name_ = reader.get_text()
	var fields__items: Array[String] = []
	for _index in range(reader.get_count(1)):
		fields__items.append(reader.get_text())
	fields_ = fields__items
