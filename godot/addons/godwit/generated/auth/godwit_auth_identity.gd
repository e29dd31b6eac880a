class_name GodwitAuthIdentity
extends GodwitStruct
## One sign-in method of an account.
##
## Generated from the contract; do not edit.

## Its id, for Unlink.
var id: String = ""
## "device", "email" or "openid".
var kind: String = ""
## The e-mail address, or the OpenID provider's URL; empty for a device.
var name_: String = ""
## Whether an e-mail address is verified and can sign in; true for the other kinds.
var is_verified: bool = false


func _init(p_id: String = "", p_kind: String = "", p_name_: String = "", p_is_verified: bool = false) -> void:
	id = p_id
	kind = p_kind
	name_ = p_name_
	is_verified = p_is_verified


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["id"] = id
	values["kind"] = kind
	values["name"] = name_
	values["isVerified"] = is_verified
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	id = GodwitFields.to_text(values.get("id"), "")
	kind = GodwitFields.to_text(values.get("kind"), "")
	name_ = GodwitFields.to_text(values.get("name"), "")
	is_verified = GodwitFields.to_bool(values.get("isVerified"), false)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_verified:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_text(id)
	writer.put_text(kind)
	writer.put_text(name_)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	id = reader.get_text()
	kind = reader.get_text()
	name_ = reader.get_text()
	is_verified = (head & 1) != 0
