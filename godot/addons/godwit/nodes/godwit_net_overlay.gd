@icon("../editor/icons/godwit_net_overlay.svg")
class_name GodwitNetOverlay
extends CanvasLayer
## Shows what the network does while the game runs, and makes it bad on purpose: press F3. A ring shows where the server has the
## player's own entity, which is predicted.
##
## Add one to the main scene. Until its key is pressed it draws nothing. Its sliders are those of the server's network lab,
## which a development server has ([code]npm run start:dev[/code]); any other refuses them.

const _REFRESH_MS := 250
# What each sets, its unit, its largest value and its step.
const _SLIDERS: Array = [
	["Added round trip", "ms", 1_000.0, 10.0],
	["Jitter", "ms", 300.0, 5.0],
	["Loss", "%", 20.0, 0.5],
	["Line", "kB/s", 128.0, 1.0],
]
const _STALL_MS := 300
const _WIDTH := 300.0
const _GAP := 12.0
const _GHOST_RADIUS := 18.0
const _GHOST_COLOR := Color(1.0, 1.0, 1.0, 0.6)
const _BACKGROUND := Color(0.05, 0.07, 0.09, 0.92)

## The key that shows and hides it, such as [constant KEY_F3].
@export var key: int = KEY_F3
## The client that is watched; empty for the only one.
@export_node_path("Node") var client: NodePath = ^""

var _godwit: GodwitClient
var _panel: PanelContainer
var _ghosts: Dictionary = {} # Node2D by GodwitPredictor
var _text: Label
var _lab_text: Label
var _sliders: Array[HSlider] = []
var _labels: Array[Label] = []
var _shown_at_ms: int = 0
var _is_chosen: bool = false # the line, by the sliders


func _ready() -> void:
	set_process(false)


func _process(_delta: float) -> void:
	var now_ms := Time.get_ticks_msec()
	if now_ms - _shown_at_ms >= _REFRESH_MS:
		_shown_at_ms = now_ms
		_text.text = get_report()
	_show_ghosts()


func _exit_tree() -> void:
	_end_ghosts([])


func _input(event: InputEvent) -> void:
	var pressed := event as InputEventKey
	if pressed != null and pressed.pressed and not pressed.is_echo() and pressed.keycode == key:
		set_open(not is_open())


## Whether it is shown.
func is_open() -> bool:
	return _panel != null and _panel.visible


## Shows or hides it.
func set_open(is_wanted: bool) -> void:
	if is_wanted and _panel == null:
		_build()
	if _panel == null:
		return
	_panel.visible = is_wanted
	set_process(is_wanted and _godwit != null)
	_shown_at_ms = 0
	if not is_wanted:
		_end_ghosts([])


## What it shows, as text.
func get_report() -> String:
	if _find_client() == null:
		return "There is no GodwitClient."
	var clock := _godwit.clock
	var statistics := _godwit.statistics
	var report := "round trip  %s\n" % _ms(clock.round_trip_ms)
	report += "jitter  %s, others are shown %s late\n" % [_ms(clock.jitter_ms), _ms(clock.view_delay_ms)]
	report += "tick  %d (shown: %d)\n" % [int(clock.server_tick), int(clock.view_tick)]
	report += "down  %s\n" % _rate(statistics.received_bytes_per_second, statistics.received_messages_per_second)
	report += "up  %s" % _rate(statistics.sent_bytes_per_second, statistics.sent_messages_per_second)
	for predictor: GodwitPredictor in _own_predictors():
		report += "\n" + _prediction_of(predictor)
	for step: String in statistics.mispredictions:
		report += "\nmispredicted  %s: %d" % [step.get_file(), statistics.mispredictions[step]]
	return report


# Those of others, and of what nobody steers, would be a long list.
func _own_predictors() -> Array:
	var own: Array = []
	for found in get_tree().get_nodes_in_group(GodwitPredictor.GROUP):
		var predictor := found as GodwitPredictor
		var is_steered := predictor.step == null or predictor.step.has_input
		if is_steered and predictor.entity != null and predictor.entity.is_own():
			own.append(predictor)
	return own


# A ring where the server has the player's own, by the numbers x and y of what is predicted.
func _show_ghosts() -> void:
	var own := _own_predictors()
	_end_ghosts(own)
	for predictor: GodwitPredictor in own:
		if predictor.step == null or not "x" in predictor.step.numbers or not "y" in predictor.step.numbers:
			continue
		if not _ghosts.has(predictor) or not is_instance_valid(_ghosts[predictor]):
			_ghosts[predictor] = _make_ghost(predictor)
		var ghost: Node2D = _ghosts[predictor]
		var told := predictor.step.told_of(predictor.entity)
		var x: float = told[predictor.step.numbers.find("x")]
		var y: float = told[predictor.step.numbers.find("y")]
		ghost.position = Vector2(x, y)


# Beside the node that shows the number x; beside the predictor, if the game draws by itself.
func _make_ghost(predictor: GodwitPredictor) -> Node2D:
	var parent := predictor.get_parent()
	if predictor.bindings.has("x"):
		var shown := predictor.get_node_or_null(GodwitBinding.node_path_of(NodePath(str(predictor.bindings["x"]))))
		if shown != null and shown.get_parent() != null:
			parent = shown.get_parent()
	var ghost := Node2D.new()
	ghost.name = "GodwitGhost"
	ghost.z_index = 100
	ghost.draw.connect(_on_ghost_draw.bind(ghost))
	parent.add_child(ghost)
	return ghost


# All but those of [param kept].
func _end_ghosts(kept: Array) -> void:
	for predictor: Variant in _ghosts.keys():
		if is_instance_valid(predictor) and predictor in kept:
			continue
		if is_instance_valid(_ghosts[predictor]):
			var ghost: Node2D = _ghosts[predictor]
			ghost.queue_free()
		_ghosts.erase(predictor)


func _prediction_of(predictor: GodwitPredictor) -> String:
	if predictor.is_outdated:
		return "prediction  off: the server has another rule"
	if not predictor.is_active:
		return "prediction  off"
	var text := "prediction  %d pending, %d corrections" % [predictor.pending, predictor.corrections]
	var last := predictor.last_misprediction
	if last == null:
		return text
	return text + "\nlast  %s by %.3f at tick %d" % [last.field, last.distance, last.tick]


func _find_client() -> GodwitClient:
	if _godwit != null:
		return _godwit
	if client != ^"":
		_godwit = get_node_or_null(client) as GodwitClient
		return _godwit
	for found in get_tree().get_nodes_in_group(GodwitStateReceiver.GROUP):
		_godwit = found as GodwitClient
	return _godwit


func _build() -> void:
	_find_client()
	_panel = PanelContainer.new()
	_panel.name = "Panel"
	var background := ColorRect.new()
	background.color = _BACKGROUND
	_panel.add_child(background)
	var columns := HBoxContainer.new()
	_panel.add_child(columns)
	columns.add_child(_make_gap())
	var column := VBoxContainer.new()
	columns.add_child(column)
	columns.add_child(_make_gap())
	column.add_child(_make_gap())
	_text = Label.new()
	column.add_child(_text)
	for row: Array in _SLIDERS:
		_add_slider(column, row)
	var stall := _add_button(column, "Stall for %d ms" % _STALL_MS)
	stall.pressed.connect(_on_stall_pressed)
	var cut := _add_button(column, "Cut the connection")
	cut.pressed.connect(_on_cut_pressed)
	_lab_text = Label.new()
	column.add_child(_lab_text)
	_show_settings()
	add_child(_panel)


func _make_gap() -> Control:
	var gap := Control.new()
	gap.custom_minimum_size = Vector2(_GAP, _GAP)
	return gap


func _add_slider(column: Container, row: Array) -> void:
	var label := Label.new()
	column.add_child(label)
	_labels.append(label)
	var slider := HSlider.new()
	slider.max_value = row[2]
	slider.step = row[3]
	slider.custom_minimum_size = Vector2(_WIDTH, 16.0)
	slider.focus_mode = Control.FOCUS_NONE
	slider.value_changed.connect(_on_slider_changed)
	column.add_child(slider)
	_sliders.append(slider)


func _add_button(column: Container, text: String) -> Button:
	var button := Button.new()
	button.text = text
	button.focus_mode = Control.FOCUS_NONE
	column.add_child(button)
	return button


func _show_settings() -> void:
	for index in _SLIDERS.size():
		var row: Array = _SLIDERS[index]
		var value: float = _sliders[index].value
		var shown := "%s %s" % [value, row[1]]
		if not _is_chosen:
			shown = "the server's"
		elif row[1] == "kB/s" and value == 0.0:
			shown = "any"
		_labels[index].text = "%s: %s" % [row[0], shown]


func _on_ghost_draw(ghost: Node2D) -> void:
	ghost.draw_arc(Vector2.ZERO, _GHOST_RADIUS, 0.0, TAU, 32, _GHOST_COLOR, 2.0)


func _on_slider_changed(_value: float) -> void:
	_is_chosen = true
	_show_settings()
	var line := {
		"latency_ms": _sliders[0].value, "jitter_ms": _sliders[1].value, "loss_percent": _sliders[2].value,
		"bytes_per_second": int(_sliders[3].value * 1_000.0),
	}
	_ask(GodwitProtocol.Type.NETWORK_LAB_LINE, line)


func _on_stall_pressed() -> void:
	_ask(GodwitProtocol.Type.NETWORK_LAB_STALL, { "ms": _STALL_MS })


func _on_cut_pressed() -> void:
	_ask(GodwitProtocol.Type.NETWORK_LAB_CUT, {})


# By type, since a project's classes may be of a server that has no such messages.
func _ask(type: int, fields: Dictionary) -> void:
	if _find_client() == null:
		return
	var message := _godwit.contract.create(type)
	if message == null:
		_lab_text.text = "The server's contract has no network lab."
		return
	for field: String in fields:
		message.set(field, fields[field])
	var result := await _godwit.request(message)
	if result.code == &"network_lab.off":
		_lab_text.text = "The server has no network lab:\nstart it with NETWORK_LAB=on."
	else:
		_lab_text.text = "" if result.ok else str(result.code)


static func _ms(duration_ms: float) -> String:
	return "%d ms" % int(roundf(duration_ms)) if duration_ms >= 0.0 else "unknown"


static func _rate(bytes: float, messages: float) -> String:
	return "%.1f kB/s, %d messages/s" % [bytes / 1_000.0, int(roundf(messages))]
