class_name ArenaKilled
extends GodwitMessage
## Somebody has died.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 903

## Name of the killer.
var killer: String = ""
## Id of the pawn that died. (0 to 65535)
var pawn: int = 0
## Its name.
var name_: String = ""
## What killed it, a number of ArenaWeapon. (0 to 1)
var weapon: int = 0


func _init(p_killer: String = "", p_pawn: int = 0, p_name_: String = "", p_weapon: int = 0) -> void:
	super(TYPE)
	killer = p_killer
	pawn = p_pawn
	name_ = p_name_
	weapon = p_weapon


## How a request that is answered by [ArenaKilled] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: ArenaKilled


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as ArenaKilled


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if pawn < 0:
		return "pawn must not be less than 0."
	if pawn > 65535:
		return "pawn must not be greater than 65535."
	if weapon < 0:
		return "weapon must not be less than 0."
	if weapon > 1:
		return "weapon must not be greater than 1."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["killer"] = killer
	values["pawn"] = pawn
	values["name"] = name_
	values["weapon"] = weapon
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	killer = GodwitFields.to_text(values.get("killer"), "")
	pawn = GodwitFields.to_int(values.get("pawn"), 0)
	name_ = GodwitFields.to_text(values.get("name"), "")
	weapon = GodwitFields.to_int(values.get("weapon"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(killer)
	stream.put_u16(pawn)
	writer.put_text(name_)
	stream.put_u8(weapon)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	killer = reader.get_text()
	if not reader.has(2):
		return
	pawn = stream.get_u16()
	name_ = reader.get_text()
	if not reader.has(1):
		return
	weapon = stream.get_u8()
