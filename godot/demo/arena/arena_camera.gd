class_name ArenaCamera
extends Camera2D
## Follows a pawn and leads a little towards its aim; shakes when something explodes near.

# The zoom on a pawn.
const _NEAR := 0.85
# How fast it moves to its target, per second, and how far it leads.
const _PULL := 8.0
const _LEAD := 0.15
const _OUTSIDE := 140.0
const _MOST_SHAKE := 8.0
const _CALM_PER_S := 2.5
const _SHAKES_WITHIN := 700.0
const _SLOW := 0.25
const _SLOW_S := 0.09

## Whom it follows; null shows the whole arena.
var target: ArenaPawn
## Whether it shows the whole arena.
var shows_all: bool = false
## Whether it shows [member free_place] instead.
var is_free: bool = false
## The place to show while [member is_free].
var free_place: Vector2

var _trauma: float = 0.0


func _exit_tree() -> void:
	Engine.time_scale = 1.0


func _process(delta: float) -> void:
	var size := get_viewport_rect().size
	var is_far := shows_all or target == null and not is_free
	var wanted_zoom := minf(size.x, size.y) / 2100.0 if is_far else _NEAR
	var wanted := free_place if is_free else Vector2.ONE * GodwitArenaShared.ARENA_SIZE / 2.0
	if not is_far and not is_free:
		wanted = target.position + Vector2.from_angle(target.aim) * minf(size.x, size.y) / 2.0 * _LEAD
	if not is_far:
		# At the edge, the arena fills most of the picture.
		var half := size / 2.0 / wanted_zoom - Vector2.ONE * _OUTSIDE
		wanted = wanted.clamp(half, Vector2.ONE * GodwitArenaShared.ARENA_SIZE - half)
	var pull := 1.0 - exp(-_PULL * delta)
	zoom = zoom.lerp(Vector2.ONE * wanted_zoom, pull)
	position = position.lerp(wanted, pull)
	_trauma = maxf(0.0, _trauma - _CALM_PER_S * delta)
	var reach := _MOST_SHAKE * _trauma * _trauma if ArenaSettings.shakes else 0.0
	offset = Vector2(randf_range(-reach, reach), randf_range(-reach, reach))


## Something happened at [param at]: the nearer, the more it shakes. [param force] is 0 to 1.
func shake(at: Vector2, force: float) -> void:
	if target != null:
		_trauma = minf(1.0, _trauma + force * maxf(0.0, 1.0 - target.position.distance_to(at) / _SHAKES_WITHIN))


## A kick back in the direction of a shot.
func kick(angle: float) -> void:
	if ArenaSettings.shakes:
		position -= Vector2.from_angle(angle) * 2.0


## Slows the picture for a moment. Inputs and predictions follow the clock, not the picture.
func slow_down() -> void:
	if ArenaSettings.shakes:
		Engine.time_scale = _SLOW
		await get_tree().create_timer(_SLOW_S, true, false, true).timeout
		Engine.time_scale = 1.0
