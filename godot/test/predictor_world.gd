class_name PredictorWorld
extends GodwitTest
## What runs and flies in the tests of the predictor: its rules, the state that the server tells, and what sends the inputs.

## The input of the runners.
class Steer:
	extends GodwitMessage

	var seq: int = 0
	var have: int = 0
	var seen: int = 0
	var x: float = 0.0
	var y: float = 0.0
	var dash: bool = false
	var fire: bool = false

	func _init() -> void:
		super(900)

	func to_fields() -> Dictionary:
		return { "seq": seq, "have": have, "seen": seen, "x": x, "y": y, "dash": dash, "fire": fire }

	func read_fields(values: Dictionary) -> void:
		seq = values["seq"]
		have = values["have"]
		seen = values["seen"]
		x = values["x"]
		y = values["y"]
		dash = values["dash"]
		fire = values["fire"]


## The body that both sides step.
class Body:
	extends RefCounted

	const FIELDS := ["x", "y", "speed"]

	var x: float = 400.0
	var y: float = 300.0
	var speed: float = 0.0

	func numbers() -> Array:
		return [x, y, speed]

	func set_numbers(values: Array) -> void:
		x = values[0]
		y = values[1]
		speed = values[2]

	func copy_from(other: Body) -> void:
		x = other.x
		y = other.y
		speed = other.speed


## The rule: running, dashes, friction and twelve walls.
class Rules:
	extends RefCounted

	static func run(body: Body, input: Steer, seconds: float) -> void:
		if input.dash:
			body.speed = 600.0
		body.speed = body.speed * (1.0 - 4.0 * seconds)
		body.x += input.x * (220.0 + body.speed) * seconds
		body.y += input.y * (220.0 + body.speed) * seconds
		for wall in 12:
			var left := 100.0 + 70.0 * wall
			if body.x > left and body.x < left + 20.0 and body.y > 200.0 and body.y < 280.0:
				body.x = left if body.x < left + 10.0 else left + 20.0
		body.x = clampf(body.x, 0.0, 1000.0)
		body.y = clampf(body.y, 0.0, 600.0)


## A ball's body.
class BallBody:
	extends RefCounted

	const FIELDS := ["x", "y", "vx"]

	var x: float = 0.0
	var y: float = 0.0
	var vx: float = 600.0

	func numbers() -> Array:
		return [x, y, vx]

	func set_numbers(values: Array) -> void:
		x = values[0]
		y = values[1]
		vx = values[2]

	func copy_from(other: BallBody) -> void:
		x = other.x
		y = other.y
		vx = other.vx


## The rules of balls.
class BallRules:
	extends RefCounted

	static func fly(body: BallBody, seconds: float) -> void:
		body.x += body.vx * seconds
		body.y += 1.5 * seconds

	static func launch(body: BallBody, shooter: Body, input: Steer) -> void:
		body.x = shooter.x + 12.5
		body.y = shooter.y + input.seq % 7


## What the server tells its owner of the body.
class ToldBody:
	extends GodwitSynced

	var x: float = 0.0
	var y: float = 0.0
	var speed: float = 0.0
	var teleports: int = 0
	var pushes: int = 0


## A runner of the state.
class Runner:
	extends GodwitEntity

	var position: Vector2 = Vector2()
	var body: ToldBody = ToldBody.new()

	static func get_columns() -> Array[GodwitColumn]:
		return [
			GodwitColumn.new("position", 0, GodwitForms.vector2(), "position"),
			GodwitColumn.new("body.x", 2, GodwitForms.double(), "body:x"),
			GodwitColumn.new("body.y", 2, GodwitForms.double(), "body:y"),
			GodwitColumn.new("body.speed", 2, GodwitForms.double(), "body:speed"),
			GodwitColumn.new("body.teleports", 2, GodwitForms.integer(1, false), "body:teleports"),
			GodwitColumn.new("body.pushes", 2, GodwitForms.integer(1, false), "body:pushes"),
		]


## What the server tells of a ball.
class ToldBall:
	extends GodwitSynced

	var x: float = 0.0
	var y: float = 0.0
	var vx: float = 0.0
	var teleports: int = 0
	var since: int = 0


## A ball of the state.
class Ball:
	extends GodwitEntity

	var owner: String = ""
	var seq: int = 0
	var index: int = 0
	var body: ToldBall = ToldBall.new()

	static func get_columns() -> Array[GodwitColumn]:
		return [
			GodwitColumn.new("owner", 0, GodwitForms.text(), "owner"),
			GodwitColumn.new("seq", 0, GodwitForms.integer(2, false), "seq"),
			GodwitColumn.new("index", 0, GodwitForms.integer(1, false), "index"),
			GodwitColumn.new("body.x", 0, GodwitForms.double(), "body:x"),
			GodwitColumn.new("body.y", 0, GodwitForms.double(), "body:y"),
			GodwitColumn.new("body.vx", 0, GodwitForms.double(), "body:vx"),
			GodwitColumn.new("body.teleports", 0, GodwitForms.integer(1, false), "body:teleports"),
			GodwitColumn.new("body.since", 0, GodwitForms.integer(4, false), "body:since"),
		]


## The room's state.
class Field:
	extends GodwitState

	var runners: GodwitEntitySet = GodwitEntitySet.new(Runner, Runner.get_columns())
	var balls: GodwitEntitySet = GodwitEntitySet.new(Ball, Ball.get_columns())

	func _init() -> void:
		_add_set("runners", runners)
		_add_set("balls", balls)

	func get_state_name() -> String:
		return "Field"


## Knows the state, the input and the rule.
class Catalogue:
	extends GodwitCatalogue

	func get_state_names() -> PackedStringArray:
		return ["Field"]

	func create_state(_name: String) -> GodwitState:
		return Field.new()

	func create(_type: int) -> GodwitMessage:
		return Steer.new()

	func get_step(entity: GodwitEntity) -> GodwitStep:
		if entity is Ball:
			return GodwitStep.new("body", BallRules, &"fly", BallBody, [], false)
		return GodwitStep.new("body", Rules, &"run", Body)


## Sends over a simulated line.
class Sender:
	extends GodwitInputSender

	var line: SimulatedLine
	var now_ms: float = 0.0
	var is_up: bool = true
	var sent: int = 0
	var dashes: int = 0

	func is_open() -> bool:
		return is_up

	func create_input() -> GodwitMessage:
		return Steer.new()

	func get_wire_form(input: GodwitMessage) -> GodwitMessage:
		return GodwitJsonCodec.new().get_wire_form(input, Catalogue.new())

	func send(input: GodwitMessage) -> bool:
		sent += 1
		var steer: Steer = input
		dashes += 1 if steer.dash else 0
		line.send(input, now_ms)
		return true
