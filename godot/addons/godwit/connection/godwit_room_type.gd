class_name GodwitRoomType
extends RefCounted
## A type of rooms as the contract describes it: its rates and its input message. See
## [method GodwitCatalogue.get_room_type].

## The name that rooms of this type are asked for by.
var name: String
## Ticks per second. A room that you are in states its own, which may differ after an update of the server.
var tick_hz: float
## How often the state is sent at most, in patches per second.
var patch_hz: float
## The wire type of the message that carries the player's inputs, for [method GodwitCatalogue.create]; -1 without.
var input_type: int


func _init(p_name: String, p_tick_hz: float, p_patch_hz: float, p_input_type: int) -> void:
	name = p_name
	tick_hz = p_tick_hz
	patch_hz = p_patch_hz
	input_type = p_input_type
