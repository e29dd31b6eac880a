extends Reference
class_name GodwitArenaShared
## The rules of [code]games/arena/arena.shared.ts[/code]: the same numbers to the last bit as on the server.
##
## Generated from the shared file; do not edit.

## Side length of the square arena, in units; one unit is a pixel in the demo.
const ARENA_SIZE: float = 2000.0
const PAWN_RADIUS: float = 15.0
## Units per second; the pawn is as fast after a tenth of one.
const PAWN_SPEED: float = 240.0
const ACCELERATION: float = 2400.0
const DASH_SPEED: float = 900.0
const DASH_TICKS: int = 4
const DASH_EVERY: int = 45
const RIFLE_EVERY: int = 4
const RIFLE_RANGE: float = 900.0
const BULLET_DAMAGE: int = 12
## The most that a bullet leaves the aim, in radians to either side.
const RIFLE_SPREAD: float = 0.035
const LAUNCHER_EVERY: int = 27
const ROCKET_SPEED: float = 700.0
## Walls: x, y, width and height of each; the same from all four sides.
const WALLS: Array = [300.0, 300.0, 220.0, 40.0, 300.0, 340.0, 40.0, 180.0, 1480.0, 300.0, 220.0, 40.0, 1660.0, 340.0, 40.0, 180.0, 300.0, 1660.0, 220.0, 40.0, 300.0, 1480.0, 40.0, 180.0, 1480.0, 1660.0, 220.0, 40.0, 1660.0, 1480.0, 40.0, 180.0, 760.0, 560.0, 40.0, 200.0, 1200.0, 560.0, 40.0, 200.0, 760.0, 1240.0, 40.0, 200.0, 1200.0, 1240.0, 40.0, 200.0, 560.0, 860.0, 160.0, 40.0, 1280.0, 860.0, 160.0, 40.0, 560.0, 1100.0, 160.0, 40.0, 1280.0, 1100.0, 160.0, 40.0]


class PawnBody:
	extends Reference
	## What a player predicts of a pawn: place, speed, ticks that a dash lasts, ticks until the next of each, and
	## whether it is dead.

	## The names of its numbers, in the order of [method numbers].
	const FIELDS := ["x", "y", "vx", "vy", "dash", "dash_wait", "rifle_wait", "launcher_wait", "is_out"]

	var x: float = 1000.0
	var y: float = 1000.0
	var vx: float = 0.0
	var vy: float = 0.0
	var dash: int = 0
	var dash_wait: int = 0
	var rifle_wait: int = 0
	var launcher_wait: int = 0
	var is_out: bool = false


	## All its numbers: a boolean is 1 or 0, a list its length and its items.
	func numbers() -> Array:
		return [x, y, vx, vy, dash * 1.0, dash_wait * 1.0, rifle_wait * 1.0, launcher_wait * 1.0, 1.0 if is_out else 0.0]


	## Sets all its numbers; the inverse of [method numbers].
	func set_numbers(p_values: Array) -> void:
		x = p_values[0]
		y = p_values[1]
		vx = p_values[2]
		vy = p_values[3]
		dash = int(p_values[4])
		dash_wait = int(p_values[5])
		rifle_wait = int(p_values[6])
		launcher_wait = int(p_values[7])
		is_out = p_values[8] != 0.0


	## Makes all its fields equal to those of another object, without sharing anything with it.
	func copy_from(p_other) -> void:
		x = p_other.x
		y = p_other.y
		vx = p_other.vx
		vy = p_other.vy
		dash = p_other.dash
		dash_wait = p_other.dash_wait
		rifle_wait = p_other.rifle_wait
		launcher_wait = p_other.launcher_wait
		is_out = p_other.is_out


class RocketBody:
	extends Reference
	## What flies when a rocket is launched.

	## The names of its numbers, in the order of [method numbers].
	const FIELDS := ["x", "y", "vx", "vy"]

	var x: float = 0.0
	var y: float = 0.0
	var vx: float = 0.0
	var vy: float = 0.0


	## All its numbers: a boolean is 1 or 0, a list its length and its items.
	func numbers() -> Array:
		return [x, y, vx, vy]


	## Sets all its numbers; the inverse of [method numbers].
	func set_numbers(p_values: Array) -> void:
		x = p_values[0]
		y = p_values[1]
		vx = p_values[2]
		vy = p_values[3]


	## Makes all its fields equal to those of another object, without sharing anything with it.
	func copy_from(p_other) -> void:
		x = p_other.x
		y = p_other.y
		vx = p_other.vx
		vy = p_other.vy


## One tick of a pawn. It fired if [code]rifleWait[/code] is RIFLE_EVERY afterwards, and launched if
## [code]launcherWait[/code] is LAUNCHER_EVERY.
static func play(body: PawnBody, input: ArenaInput, seconds: float) -> void:
	if body.dash_wait > 0:
		body.dash_wait -= 1
	if body.rifle_wait > 0:
		body.rifle_wait -= 1
	if body.launcher_wait > 0:
		body.launcher_wait -= 1
	if body.is_out:
		return
	steer(body, input, seconds)
	if input.fire and body.rifle_wait == 0:
		body.rifle_wait = RIFLE_EVERY
	if input.launch and body.launcher_wait == 0:
		body.launcher_wait = LAUNCHER_EVERY
	var x: float = GodwitStepMathShared.clamp_(body.x + body.vx * seconds, PAWN_RADIUS, ARENA_SIZE - PAWN_RADIUS)
	body.x = GodwitStepShapesShared.stop_at_boxes(WALLS, 0, x, body.y, PAWN_RADIUS, body.vx)
	if body.x != x:
		body.vx = 0.0
	var y: float = GodwitStepMathShared.clamp_(body.y + body.vy * seconds, PAWN_RADIUS, ARENA_SIZE - PAWN_RADIUS)
	body.y = GodwitStepShapesShared.stop_at_boxes(WALLS, 1, y, body.x, PAWN_RADIUS, body.vy)
	if body.y != y:
		body.vy = 0.0


static func steer(body: PawnBody, input: ArenaInput, seconds: float) -> void:
	var size: float = GodwitStepMathShared.hypot(input.x, input.y)
	var is_standing: bool = size < 0.1
	if body.dash > 0:
		body.dash -= 1
	if input.dash and body.dash_wait == 0:
		body.dash = DASH_TICKS
		body.dash_wait = DASH_EVERY
		body.vx = (GodwitStepMathShared.cos_(input.aim) if is_standing else (input.x / size if size != 0.0 else GodwitStepMathShared.div(input.x, size))) * DASH_SPEED
		body.vy = (GodwitStepMathShared.sin_(input.aim) if is_standing else (input.y / size if size != 0.0 else GodwitStepMathShared.div(input.y, size))) * DASH_SPEED
	if body.dash > 0:
		return
	var speed: float = 0.0 if is_standing else GodwitStepMathShared.div(PAWN_SPEED, 1.0 if 1.0 > size else size)
	body.vx = GodwitStepMathShared.move_toward_(body.vx, input.x * speed, ACCELERATION * seconds)
	body.vy = GodwitStepMathShared.move_toward_(body.vy, input.y * speed, ACCELERATION * seconds)


## Whether a wall or the edge is within a distance of a place.
static func is_blocked(x: float, y: float, margin: float) -> bool:
	var is_outside: bool = x < margin or y < margin or x > ARENA_SIZE - margin or y > ARENA_SIZE - margin
	return is_outside or GodwitStepShapesShared.is_near_box(WALLS, x, y, margin)


## Where a bullet goes, in radians: the aim, and what the input's number and the shooter's salt make of it.
static func bullet_angle(input: ArenaInput, salt: int) -> float:
	return input.aim + (GodwitStepMathShared.unit_of(GodwitStepMathShared.hash32(input.seq, salt)) * 2.0 - 1.0) * RIFLE_SPREAD


## Gives a rocket its place and speed.
static func launch(rocket: RocketBody, pawn: PawnBody, aim: float) -> void:
	rocket.x = pawn.x + GodwitStepMathShared.cos_(aim) * (PAWN_RADIUS + 5.0)
	rocket.y = pawn.y + GodwitStepMathShared.sin_(aim) * (PAWN_RADIUS + 5.0)
	rocket.vx = GodwitStepMathShared.cos_(aim) * ROCKET_SPEED
	rocket.vy = GodwitStepMathShared.sin_(aim) * ROCKET_SPEED


## One tick of a rocket, which nobody steers.
static func fly(rocket: RocketBody, seconds: float) -> void:
	rocket.x += rocket.vx * seconds
	rocket.y += rocket.vy * seconds
