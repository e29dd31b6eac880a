class_name ArenaSpectator
extends Node
## For those who watch: follows a player, or looks around freely.

## Emitted when the player wants to fight.
signal fight_wanted

# A new pawn, or a new state, may be on its way.
const _PATIENCE_S := 0.6
const _FREE_SPEED := 900.0

## The spawner of the pawns; the scene sets it.
@export var pawns: GodwitEntitySpawner
## The camera; the scene sets it.
@export var camera: ArenaCamera
## What the player wants; the scene sets it.
@export var controls: ArenaControls

## Whether the player watches.
var is_watching: bool:
	get:
		return _without_s > _PATIENCE_S
## Whether the camera goes where the player wants.
var is_free: bool = false
## What to tell the player of it; empty while there is nothing.
var hint: String:
	get:
		if not is_watching:
			return ""
		var whom := "Looking around" if is_free else "Watching %s" % _name_of(_followed)
		var keys := "run keys move" if is_free else "left and right: another player"
		return "%s  ·  %s  ·  dash: %s  ·  fire: fight" % [whom, keys, "follow" if is_free else "free look"]

var _without_s: float = 0.0
var _followed: int = 0 # id of a pawn


## A frame has passed; [param own] is the player's pawn, or null. Moves the camera.
func advance(own: ArenaPawn, delta: float) -> void:
	_without_s = 0.0 if own != null or Godwit.state_receiver.state == null else _without_s + delta
	camera.target = own
	camera.is_free = false
	if not is_watching:
		return
	if is_free:
		camera.is_free = true
		var place := camera.free_place + controls.get_run() * _FREE_SPEED * delta
		camera.free_place = place.clamp(Vector2.ZERO, Vector2.ONE * GodwitArenaShared.ARENA_SIZE)
	else:
		camera.target = _find(_followed)
		if camera.target == null:
			_follow(1)


func _unhandled_input(event: InputEvent) -> void:
	if not is_watching or controls.is_paused:
		return
	if event.is_action_pressed(ArenaControls.FIRE):
		fight_wanted.emit()
	elif event.is_action_pressed(ArenaControls.DASH):
		is_free = not is_free
		camera.free_place = camera.position
	elif not is_free and event.is_action_pressed(&"arena_right"):
		_follow(1)
	elif not is_free and event.is_action_pressed(&"arena_left"):
		_follow(-1)


func _follow(direction: int) -> void:
	var arena := Godwit.state_receiver.state as GodwitArenaState
	if arena == null:
		return
	var ids: Array[int] = []
	for pawn in arena.pawns.all():
		ids.append(pawn.id)
	ids.sort()
	if not ids.is_empty():
		var place := ids.bsearch(_followed, direction < 0)
		var is_there := place < ids.size() and ids[place] == _followed
		_followed = ids[posmod(place + direction if is_there else place, ids.size())]
		print("watching %s" % _name_of(_followed))


func _find(id: int) -> ArenaPawn:
	return pawns.instance_of(id) as ArenaPawn


func _name_of(id: int) -> String:
	var pawn := _find(id)
	return pawn.entity.name if pawn != null else "nobody"
