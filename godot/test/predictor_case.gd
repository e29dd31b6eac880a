class_name PredictorCase
extends GodwitTest
## What the tests of the predictor share: a room with one runner on a simulated server, 30 ticks and 20 patches a second,
## lines to it and back, and frames of 60 Hz. Who fires launches a ball, which nobody steers.

const TICK_MS := 1000.0 / 30.0
const FRAME_MS := 1000.0 / 60.0

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


var _up: SimulatedLine
var _down: SimulatedLine
var _client: GodwitClient
var _predictor: GodwitPredictor
var _sender: Sender
var _now_ms: float
var _tick: int
var _version: int
var _credit: int
var _waiting: Array # inputs at the server
var _server: Body # the truth
var _teleports: int
var _pushes: int
var _acknowledged: int
var _frame: int
var _reports: Array
var _steer: StringName # the method that fills in the input
var _owned: bool
var _balls: Dictionary # id -> [body, owner, seq, index, since; below 0 if it is to be told]
var _known_balls: Dictionary # ids that the client was told of
var _last_ball: int
var _teleported: Dictionary # id -> how often
var _tellings: Dictionary # id -> how often it was told
var _refuses: bool # to launch
var _burst: int # balls per shot


func before_each() -> void:
	_start(SimulatedLine.new(1, 125.0), SimulatedLine.new(2, 125.0))


func after_each() -> void:
	_predictor.free()
	super()


func _start(up: SimulatedLine, down: SimulatedLine) -> void:
	_up = up
	_down = down
	_client = make_client()
	_client.set_process(false)
	_client.contract = Catalogue.new()
	_client.clock.set_rates(30.0, 20.0)
	_now_ms = 0.0
	_tick = 0
	_version = 0
	_credit = 0
	_waiting = []
	_server = Body.new()
	_teleports = 0
	_pushes = 0
	_acknowledged = 0
	_frame = 0
	_reports = []
	_owned = false
	_balls = {}
	_known_balls = {}
	_teleported = {}
	_tellings = {}
	_last_ball = 0
	_refuses = false
	_burst = 1
	_client.session_id = "s1"
	_steer = &"_stand"
	_sender = Sender.new(_client)
	_sender.line = up
	_predictor = GodwitPredictor.new()
	_predictor.entity_set = "runners"
	_predictor.client = _client.get_path()
	_predictor.sender = _sender
	_predictor.set_process(false)
	_predictor.input_requested.connect(_on_input_requested)
	_predictor.mispredicted.connect(_on_mispredicted)
	tree.root.add_child(_predictor)
	_client.state_receiver.receive_patch(_patch(true), 0.0)


func _run(duration_ms: float) -> void:
	var end_ms := _now_ms + duration_ms
	while _now_ms < end_ms:
		while (_tick + 1) * TICK_MS <= _now_ms:
			_run_tick()
		for packets: Array in _down.take(_now_ms):
			for packet: Dictionary in packets:
				_client.state_receiver.receive_patch(packet, _now_ms)
		_client.state_receiver.advance(_now_ms)
		_sender.now_ms = _now_ms
		_predictor.advance(_now_ms)
		_on_frame()
		_frame += 1
		_now_ms += FRAME_MS


# For tests that look at each frame.
func _on_frame() -> void:
	pass


# One input is one step; two while more wait.
func _run_tick() -> void:
	_tick += 1
	for ball: Array in _balls.values():
		var flying: BallBody = ball[0]
		BallRules.fly(flying, (1000.0 / 30.0) / 1000.0)
	_waiting.append_array(_up.take(_tick * TICK_MS))
	for count in (2 if _waiting.size() > 1 else 1):
		if not _waiting.is_empty():
			var input: Steer = _waiting.pop_front()
			Rules.run(_server, input, (1000.0 / 30.0) / 1000.0)
			_acknowledged = input.seq
			if input.fire and not _refuses:
				for index in _burst:
					_launch("s1", input, index)
	_credit += 20
	if _credit >= 30:
		_credit -= 30
		_down.send([_own(), _patch(false)], _tick * TICK_MS)


func _own() -> Dictionary:
	var rows: Dictionary = { "ids": [1], "columns": {
		"body.x": [_server.x], "body.y": [_server.y], "body.speed": [_server.speed],
		"body.teleports": [_teleports], "body.pushes": [_pushes],
	} }
	var section: Dictionary = { "set": "runners", "layer": "owner" }
	if _owned:
		section["changed"] = [rows]
	else:
		section["added"] = rows
	_owned = true
	return { "type": 11, "message": { "ack": _acknowledged, "sets": [section] } }


func _patch(is_full: bool) -> Dictionary:
	_version += 1
	var rows: Dictionary = { "ids": [1], "columns": { "position": [[_server.x, _server.y]] } }
	var section: Dictionary = { "set": "runners", "layer": "everyone" }
	if is_full:
		section["added"] = rows
	else:
		section["changed"] = [rows]
	var message: Dictionary = {
		"version": _version, "base": 0 if is_full else _version - 1, "tick": _tick,
		"serverTimeMs": 1_000 + int(_tick * TICK_MS), "sets": [section],
	}
	if is_full:
		message["full"] = true
		message["state"] = "Field"
	var sections: Array = message["sets"]
	_tell_balls(sections, is_full)
	return { "type": 10, "message": message }


# Each once, and again when it was changed.
func _tell_balls(sections: Array, is_full: bool) -> void:
	if is_full:
		_known_balls = {}
	var removed: Array = []
	for id: int in _known_balls.keys():
		if not _balls.has(id):
			removed.append(id)
			_known_balls.erase(id)
	if not removed.is_empty():
		sections.append({ "set": "balls", "layer": "everyone", "removed": removed })
	for id: int in _balls:
		var ball: Array = _balls[id]
		var is_new: bool = not _known_balls.has(id)
		var since: int = ball[4]
		if is_new or since < 0:
			ball[4] = _tick
			_known_balls[id] = true
			_tellings[id] = _tellings.get(id, 0) + 1
			var rows := _rows_of(id, ball)
			sections.append({ "set": "balls", "layer": "everyone", "added": rows } if is_new else
				{ "set": "balls", "layer": "everyone", "changed": [rows] })


func _rows_of(id: int, ball: Array) -> Dictionary:
	var body: BallBody = ball[0]
	var teleports: int = _teleported.get(id, 0)
	return { "ids": [id], "columns": {
		"owner": [ball[1]], "seq": [ball[2]], "index": [ball[3]],
		"body.x": [body.x], "body.y": [body.y], "body.vx": [body.vx],
		"body.teleports": [teleports], "body.since": [ball[4]],
	} }


func _launch(owner: String, input: Steer, index: int = 0) -> int:
	var body := BallBody.new()
	BallRules.launch(body, _server, input)
	body.y += 20.0 * index
	_last_ball += 1
	_balls[_last_ball] = [body, owner, input.seq, index, -1]
	return _last_ball


func _on_input_requested(input: GodwitMessage) -> void:
	call(_steer, input)


func _on_mispredicted(report: GodwitMisprediction) -> void:
	_reports.append(report)


func _stand(input: Steer) -> void:
	input.x = 0.0
	input.y = 0.0
	input.dash = false
	input.fire = false


func _run_right(input: Steer) -> void:
	input.x = 1.0


# Round in curves, with a dash every 40 frames.
func _run_about(input: Steer) -> void:
	input.x = sin(_frame * 0.013) * 0.9371
	input.y = cos(_frame * 0.0217) * 0.8713
	input.dash = _frame % 40 < 3
