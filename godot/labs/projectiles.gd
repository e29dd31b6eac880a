extends Lab
## Lab 5: bolts that are there in the frame of the press, hits that are shown before they are certain, and pellets whose
## spread nobody sends.

const _PAUSE_MS := 500.0
const _SHOWN_MS := 1_200.0
const _WEAPONS: Array[StringName] = [&"bolt", &"fire", &"blast"]
const _HIT := Color("9bd18b")
const _MISS := Color("e06c6c")

var _weapon: StringName = &"bolt"
var _aim: float = 0.0 # of the last press
var _aimed_at := Vector2.ZERO
var _next_ms: float = 0.0
var _pressed: int = 0
var _marks: Dictionary[int, Mark] = {} # by the number of the input
var _bolts := Vector2i.ZERO # taken over, rejected
var _hits := Vector2i.ZERO # confirmed, rejected
var _spreads := Vector2i.ZERO # with equal bits, all

@onready var _predictor: GodwitPredictor = $Predictor
@onready var _targets: Node2D = $Targets
@onready var _bolt_spawner: GodwitEntitySpawner = $BoltSpawner


# What an input is believed to have done.
class Mark:
	extends RefCounted

	var from: Vector2
	var at: Vector2
	var angles: Array = [] # of pellets
	var color: Color = Lab.RUNNER
	var made_ms: float = GodwitClock.local_ms()


func _begin() -> void:
	for weapon: StringName in _WEAPONS:
		var names: Dictionary[StringName, String] = { &"bolt": "Bolts", &"fire": "Bullets", &"blast": "Pellets" }
		add_button(names[weapon], func() -> void: _weapon = weapon)
	Godwit.labs.shot_judged.connect(_on_shot_judged)
	Godwit.labs.pellets_spread.connect(_on_pellets_spread)
	for caption: String in ["bolts taken over, rejected", "hits confirmed, rejected", "spreads with equal bits"]:
		show_figure(caption, "–")


func _exit_tree() -> void:
	if Godwit.labs.shot_judged.is_connected(_on_shot_judged):
		Godwit.labs.shot_judged.disconnect(_on_shot_judged)
		Godwit.labs.pellets_spread.disconnect(_on_pellets_spread)


func _unhandled_input(event: InputEvent) -> void:
	super(event)
	var click := event as InputEventMouseButton
	if click != null and click.pressed and _predictor.is_active:
		_press(get_local_mouse_position() - _targets.position)


func _press(at: Vector2) -> void:
	_aimed_at = at
	_aim = Vector2(_predictor.shown("x"), _predictor.shown("y")).angle_to_point(at)
	_predictor.press(_weapon)


func _on_predictor_input_requested(input: LabsInput) -> void:
	if arguments.plays and now_ms > _next_ms and _targets.get_child_count() > 0:
		_next_ms = now_ms + _PAUSE_MS
		_weapon = _WEAPONS[_pressed % 3]
		_press((_targets.get_child(floori(_pressed / 3.0) % _targets.get_child_count()) as LabTarget).position)
		_pressed += 1
	var steer := Vector2.ZERO if arguments.plays else get_steer()
	input.x = steer.x
	input.y = steer.y
	input.aim = _aim
	input.bolt = _predictor.was_pressed(&"bolt")
	input.fire = _predictor.was_pressed(&"fire")
	input.blast = _predictor.was_pressed(&"blast")
	if input.bolt:
		_bolt_spawner.spawn_predicted(_bolt_spawner.scene, _predictor.seq)
	# Asked each frame, also twice for one input.
	if (input.fire or input.blast) and not _marks.has(_predictor.seq):
		_mark(_predictor.seq, input.blast)


# Shows at once what the server will say.
func _mark(seq: int, is_blast: bool) -> void:
	var mark := Mark.new()
	mark.from = Vector2(_predictor.shown("x"), _predictor.shown("y"))
	mark.at = _aimed_at
	_marks[seq] = mark
	if is_blast:
		var state := Godwit.state_receiver.state as GodwitLabsRangeState
		for index in GodwitLabsShared.PELLETS:
			mark.angles.append(GodwitLabsShared.spread(_aim, seq, state.salt, index))
	else:
		_predictor.expect(StringName("hit %d" % seq))


func _on_shot_judged(judged: LabsShotJudged) -> void:
	if judged.is_hit:
		_predictor.confirm(StringName("hit %d" % judged.seq))


func _on_predictor_confirmed(event: StringName) -> void:
	_hits.x += 1
	_decide(event, _HIT)


func _on_predictor_rejected(event: StringName) -> void:
	_hits.y += 1
	_decide(event, _MISS)


func _decide(event: StringName, color: Color) -> void:
	var mark: Mark = _marks.get(event.get_slice(" ", 1).to_int())
	if mark != null:
		mark.color = color
		mark.made_ms = GodwitClock.local_ms()


func _on_pellets_spread(spread: LabsPelletsSpread) -> void:
	var mark: Mark = _marks.get(spread.seq)
	var told: Array = []
	told.assign(spread.angles)
	_spreads.y += 1
	if mark != null and GodwitPrediction.has_same_bits(mark.angles, told):
		_spreads.x += 1
		mark.color = _HIT


func _on_bolt_spawned(_instance: Node, bolt: GodwitLabBolt) -> void:
	_bolts.x += int(bolt.owner == (_predictor.entity as GodwitLabRunner).owner)


func _on_bolt_rejected(_instance: Node) -> void:
	_bolts.y += 1


func _draw_field() -> void:
	draw_walls()
	if not _predictor.is_active:
		return
	draw_figure(Vector2(_predictor.shown("x"), _predictor.shown("y")), RUNNER)
	for seq: int in _marks.keys():
		var mark := _marks[seq]
		var left := 1.0 - (GodwitClock.local_ms() - mark.made_ms) / _SHOWN_MS
		if left <= 0.0:
			_marks.erase(seq)
			continue
		var color := Color(mark.color, left)
		for angle: float in mark.angles:
			draw_line(mark.from, mark.from + Vector2.from_angle(angle) * 560.0, color, 1.5, true)
		if mark.angles.is_empty():
			draw_line(mark.from, mark.at, color, 2.0, true)
			draw_arc(mark.at, GodwitLabsShared.RADIUS + 6.0, 0.0, TAU, 40, color, 3.0, true)
	show_figure("bolts taken over, rejected", "%d, %d" % [_bolts.x, _bolts.y])
	show_figure("hits confirmed, rejected", "%d, %d" % [_hits.x, _hits.y])
	show_figure("spreads with equal bits", "%d of %d" % [_spreads.x, _spreads.y])
