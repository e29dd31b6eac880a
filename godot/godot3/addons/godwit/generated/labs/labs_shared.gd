extends Reference
class_name GodwitLabsShared
## The rules of [code]games/labs/labs.shared.ts[/code]: the same numbers to the last bit as on the server.
##
## Generated from the shared file; do not edit.

## The labs' ground, in units; a unit is a pixel in the labs' scenes.
const FIELD_WIDTH: float = 800.0
## The labs' ground, in units.
const FIELD_HEIGHT: float = 440.0
## The radius of runners and targets.
const RADIUS: float = 14.0
## Twelve walls: left, top, width, height.
const WALLS: Array = [120.0, 90.0, 80.0, 20.0, 280.0, 60.0, 20.0, 80.0, 380.0, 110.0, 90.0, 20.0, 560.0, 50.0, 20.0, 90.0, 640.0, 110.0, 90.0, 20.0, 90.0, 210.0, 20.0, 80.0, 220.0, 250.0, 90.0, 20.0, 500.0, 240.0, 80.0, 20.0, 670.0, 220.0, 20.0, 80.0, 150.0, 350.0, 90.0, 20.0, 400.0, 330.0, 20.0, 80.0, 590.0, 350.0, 90.0, 20.0]
## Pellets of a blast.
const PELLETS: int = 8
const UNITS_PER_SECOND: float = 220.0
const DASH_SPEED: float = 3.0
const DASH_SECONDS: float = 0.15
const DASH_PAUSE_SECONDS: float = 0.6
const SPREAD: float = 0.35
const BOLT_SPEED: float = 420.0


class LabBody:
	extends Reference
	## What a player of a lab predicts: plain numbers.

	## The names of its numbers, in the order of [method numbers].
	const FIELDS := ["x", "y", "dash", "pause"]

	var x: float = 60.0
	var y: float = 220.0
	## Seconds that the dash still lasts.
	var dash: float = 0.0
	## Seconds until the next dash.
	var pause: float = 0.0


	## All its numbers: a boolean is 1 or 0, a list its length and its items.
	func numbers() -> Array:
		return [x, y, dash, pause]


	## Sets all its numbers; the inverse of [method numbers].
	func set_numbers(p_values: Array) -> void:
		x = p_values[0]
		y = p_values[1]
		dash = p_values[2]
		pause = p_values[3]


	## Makes all its fields equal to those of another object, without sharing anything with it.
	func copy_from(p_other) -> void:
		x = p_other.x
		y = p_other.y
		dash = p_other.dash
		pause = p_other.pause


class BoltBody:
	extends Reference
	## What flies: nobody steers it.

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


## One tick of running: with dashes, and walls to slide along.
static func run(body: LabBody, input: LabsInput, seconds: float) -> void:
	body.dash = GodwitStepMathShared.max_(0.0, body.dash - seconds)
	body.pause = GodwitStepMathShared.max_(0.0, body.pause - seconds)
	if input.dash and body.pause == 0.0:
		body.dash = DASH_SECONDS
		body.pause = DASH_PAUSE_SECONDS
	var speed: float = UNITS_PER_SECOND * DASH_SPEED if body.dash > 0.0 else UNITS_PER_SECOND
	var way: float = GodwitStepMathShared.div(speed * seconds, GodwitStepMathShared.max_(1.0, GodwitStepMathShared.hypot(input.x, input.y)))
	var x: float = GodwitStepMathShared.clamp_(body.x + input.x * way, RADIUS, FIELD_WIDTH - RADIUS)
	if not is_blocked(x, body.y):
		body.x = x
	var y: float = GodwitStepMathShared.clamp_(body.y + input.y * way, RADIUS, FIELD_HEIGHT - RADIUS)
	if not is_blocked(body.x, y):
		body.y = y


## One tick of flight; bolts bounce off the edges.
static func fly(body: BoltBody, seconds: float) -> void:
	body.x += body.vx * seconds
	body.y += body.vy * seconds
	if body.y < 0.0 or body.y > FIELD_HEIGHT:
		body.vy = 0.0 - body.vy


## Gives a bolt its first numbers, where its shooter is after the input.
static func launch(bolt: BoltBody, shooter: LabBody, input: LabsInput) -> void:
	bolt.x = shooter.x
	bolt.y = shooter.y
	bolt.vx = GodwitStepMathShared.cos_(input.aim) * BOLT_SPEED
	bolt.vy = GodwitStepMathShared.sin_(input.aim) * BOLT_SPEED


## Where pellet number [code]index[/code] of a blast goes: known to both sides, without a byte.
static func spread(aim: float, seq: int, salt: int, index: int) -> float:
	return aim + (GodwitStepMathShared.unit_of(GodwitStepMathShared.hash32(GodwitStepMathShared.hash32(seq, salt), index)) - 0.5) * SPREAD


static func is_blocked(x: float, y: float) -> bool:
	for i in range(0, WALLS.size(), 4):
		var is_beside: bool = x > WALLS[i] - RADIUS and x < WALLS[i] + WALLS[i + 2] + RADIUS
		if is_beside and y > WALLS[i + 1] - RADIUS and y < WALLS[i + 1] + WALLS[i + 3] + RADIUS:
			return true
	return false
