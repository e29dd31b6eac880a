class_name PredictorCase
extends PredictorWorld
## What the tests of the predictor share: a room with one runner on a simulated server, 30 ticks and 20 patches a second,
## lines to it and back, and frames of 60 Hz. Who fires launches a ball, which nobody steers.

const TICK_MS := 1000.0 / 30.0
const FRAME_MS := 1000.0 / 60.0

var _up: SimulatedLine
var _down: SimulatedLine
var _client: GodwitClient
var _predictor: GodwitPredictor
var _sender: Sender
var _now_ms: float
var _tick: int
var _stood_ms: float # how long the server has stood still
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
var _owns: bool # whether the server tells it of its body
var _owned: bool # whether it was told
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
	_stood_ms = 0.0
	_version = 0
	_credit = 0
	_waiting = []
	_server = Body.new()
	_teleports = 0
	_pushes = 0
	_acknowledged = 0
	_frame = 0
	_reports = []
	_owns = true
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
		while _ms_of(_tick + 1) <= _now_ms:
			_run_tick()
		_receive()
		_client.state_receiver.advance(_now_ms)
		_sender.now_ms = _now_ms
		_predictor.advance(_now_ms)
		_on_frame()
		_frame += 1
		_now_ms += FRAME_MS


# The server says that it stands still from now on, and in so many milliseconds that it goes on.
func _stand_still(duration_ms: float) -> void:
	_down.send([_paused(true)], _now_ms)
	_stood_ms += duration_ms
	_down.send([_paused(false)], _now_ms + duration_ms)


func _receive() -> void:
	for packets: Array in _down.take(_now_ms):
		for packet: Dictionary in packets:
			if packet["type"] == GodwitProtocol.Type.SERVER_PAUSED:
				var fields: Dictionary = packet["message"]
				_client._on_envelope_received(GodwitEnvelope.new(GodwitProtocol.Type.SERVER_PAUSED, 0, fields))
			else:
				_client.state_receiver.receive_patch(packet, _now_ms)


func _paused(is_paused: bool) -> Dictionary:
	return { "type": GodwitProtocol.Type.SERVER_PAUSED, "message": { "isPaused": is_paused } }


func _ms_of(tick: int) -> float:
	return tick * TICK_MS + _stood_ms


# For tests that look at each frame.
func _on_frame() -> void:
	pass


# One input is one step; two while more wait.
func _run_tick() -> void:
	_tick += 1
	for ball: Array in _balls.values():
		var flying: BallBody = ball[0]
		BallRules.fly(flying, (1000.0 / 30.0) / 1000.0)
	_waiting.append_array(_up.take(_ms_of(_tick)))
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
		_down.send([_own(), _patch(false)], _ms_of(_tick))


func _own() -> Dictionary:
	var rows: Dictionary = { "ids": [1], "columns": {
		"body.x": [_server.x], "body.y": [_server.y], "body.speed": [_server.speed],
		"body.teleports": [_teleports], "body.pushes": [_pushes],
	} }
	var section: Dictionary = { "set": "runners", "layer": "owner" }
	if _owned and _owns:
		section["changed"] = [rows]
	elif _owns:
		section["added"] = rows
	elif _owned:
		section["removed"] = [1]
	_owned = _owns
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
		"serverTimeMs": 1_000 + int(_ms_of(_tick)), "sets": [section],
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
