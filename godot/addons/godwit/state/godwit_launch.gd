class_name GodwitLaunch
extends RefCounted
## What an input of the own player launches, such as a projectile, until the server tells of it.

## The player's own prediction.
var shooter: GodwitPrediction
## Tells apart what one input launches.
var index: int

var _seq: int
var _is_made: bool = false


## Launched by the input [param seq] of [param p_shooter], as the one with [param p_index].
func _init(p_shooter: GodwitPrediction, seq: int, p_index: int) -> void:
	shooter = p_shooter
	_seq = seq
	index = p_index


## The shooter's body that it begins from, and the input; empty once it has begun for good. Until its input is made, it
## begins anew each frame.
func get_begin() -> Array:
	if _is_made:
		return []
	var begin := shooter.get_launch(_seq)
	_is_made = GodwitPrediction.inputs_since(_seq, shooter.seq) >= 0
	return begin


## How many ticks it has flown in this frame.
func get_age() -> float:
	var inputs := GodwitPrediction.inputs_since(_seq, shooter.seq)
	return inputs + shooter.shown_part if inputs >= 0 else 0.0
