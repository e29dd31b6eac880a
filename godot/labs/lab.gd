class_name Lab
extends Control
## What all labs share: a room, a line to it that can be made bad, a text, the code that runs, figures and knobs.
##
## A lab draws in [method _draw_field]; its scene inherits lab.tscn.

const RUNNER := Color("f2b25c")
const OTHER := Color("5cc2b2")
const GHOST := Color("95abb8")
const _BACKGROUND := Color("08101a")
const _GROUND := Color("0f1a22")
const _GRID := Color("16242e")
const _WALL := Color("2f4a5c")
const _FIELD_AT := Vector2(20.0, 64.0)
const _MENU := "res://labs/labs.tscn"

## What the lab is called.
@export var title: String = ""
## The type of its room.
@export var room_type: String = "labs-field"
## Its text.
@export_multiline var text: String = ""
## The files that are shown; the first is the lab's own.
@export var files: PackedStringArray = []
## How bad the line is at first: round trip and jitter in milliseconds, loss in percent.
@export var line := Vector3(200.0, 0.0, 0.0)

## The command line.
var arguments: LabArguments
## When this frame began, in milliseconds.
var now_ms: float = 0.0
## How long the frame before took, in milliseconds.
var frame_ms: float = 1000.0 / 60.0

var _line := GodwitNetworkLabLine.new()
var _figures: Dictionary[String, Label] = {}

@onready var _status: Label = %Status
@onready var _figure_row: HBoxContainer = %Figures
@onready var _knobs: GridContainer = %Knobs
@onready var _side: LabSide = %Side
@onready var _overlay: GodwitNetOverlay = %NetOverlay


func _ready() -> void:
	arguments = LabArguments.parse(OS.get_cmdline_user_args())
	var head: Label = %Title
	head.text = title
	_side.show_pages(text, files, arguments.page)
	if arguments.line.size() == 3:
		line = Vector3(arguments.line[0], arguments.line[1], arguments.line[2])
	add_knob("Round trip", "ms", Vector3(0.0, 600.0, 10.0), line.x, change_line.bind(&"latency_ms"))
	add_knob("Jitter", "ms", Vector3(0.0, 100.0, 5.0), line.y, change_line.bind(&"jitter_ms"))
	add_knob("Loss", "%", Vector3(0.0, 5.0, 0.5), line.z, change_line.bind(&"loss_percent"))
	_overlay.set_open(arguments.has_overlay)
	Godwit.rooms.joined.connect(_on_room_joined)
	Godwit.disconnected.connect(_on_disconnected)
	_enter()


func _process(_delta: float) -> void:
	var began_ms := GodwitClock.local_ms()
	frame_ms = began_ms - now_ms
	now_ms = began_ms
	queue_redraw()


func _unhandled_input(event: InputEvent) -> void:
	if event.is_action_pressed(&"ui_cancel"):
		_leave()


func _draw() -> void:
	draw_rect(Rect2(Vector2.ZERO, size), _BACKGROUND)
	draw_set_transform(_FIELD_AT)
	var field := Vector2(GodwitLabsShared.FIELD_WIDTH, GodwitLabsShared.FIELD_HEIGHT)
	draw_rect(Rect2(Vector2.ZERO, field), _GROUND)
	for x in range(40, int(field.x), 40):
		draw_line(Vector2(x, 0.0), Vector2(x, field.y), _GRID)
	for y in range(40, int(field.y), 40):
		draw_line(Vector2(0.0, y), Vector2(field.x, y), _GRID)
	_draw_field()
	draw_rect(Rect2(Vector2.ZERO, field), _WALL, false, 2.0)


## Draws what there is to see, in the field's own coordinates.
func _draw_field() -> void:
	pass


## Called once the lab is in its room.
func _begin() -> void:
	pass


## Draws the walls of the rule.
func draw_walls() -> void:
	for index in range(0, GodwitLabsShared.WALLS.size(), 4):
		var at := Vector2(GodwitLabsShared.WALLS[index], GodwitLabsShared.WALLS[index + 1])
		var extent := Vector2(GodwitLabsShared.WALLS[index + 2], GodwitLabsShared.WALLS[index + 3])
		draw_rect(Rect2(at, extent), _WALL)


## Draws a runner or a target, with a caption.
func draw_figure(at: Vector2, color: Color, caption: String = "", is_hollow: bool = false) -> void:
	if is_hollow:
		draw_arc(at, GodwitLabsShared.RADIUS, 0.0, TAU, 40, color, 2.0, true)
	else:
		draw_circle(at, GodwitLabsShared.RADIUS, color, true, -1.0, true)
	if caption.is_empty():
		return
	var font := get_theme_default_font()
	var width := font.get_string_size(caption, HORIZONTAL_ALIGNMENT_LEFT, -1, 13).x
	draw_string(font, at + Vector2(-width / 2.0, -22.0), caption, HORIZONTAL_ALIGNMENT_LEFT, -1, 13, color)


## A slider: [param bounds] are its least and most value and its step.
func add_knob(caption: String, unit: String, bounds: Vector3, value: float, on_changed: Callable) -> void:
	var column := VBoxContainer.new()
	var label := Label.new()
	label.theme_type_variation = &"MutedLabel"
	var slider := HSlider.new()
	slider.custom_minimum_size = Vector2(190.0, 16.0)
	slider.focus_mode = Control.FOCUS_NONE
	slider.min_value = bounds.x
	slider.max_value = bounds.y
	slider.step = bounds.z
	slider.value_changed.connect(func(new_value: float) -> void: label.text = "%s: %s %s" % [caption, str(snappedf(new_value, 0.1)).trim_suffix(".0"), unit])
	slider.value_changed.connect(on_changed)
	column.add_child(label)
	column.add_child(slider)
	_knobs.add_child(column)
	slider.value = value
	slider.value_changed.emit(slider.value)


## Makes the line to the server as bad as [param value] of [param setting] is, a member of [GodwitNetworkLabLine].
func change_line(value: float, setting: StringName) -> void:
	_line.set(setting, value)
	if Godwit.rooms.current == null:
		return
	var result := await Godwit.network_lab.line_with(_line)
	if not result.ok:
		_status.text = result.text


## A button among the knobs.
func add_button(caption: String, on_pressed: Callable) -> void:
	var button := Button.new()
	button.theme_type_variation = &"PlainButton"
	button.text = caption
	button.focus_mode = Control.FOCUS_NONE
	button.pressed.connect(on_pressed)
	_knobs.add_child(button)


## A switch among the knobs.
func add_switch(caption: String, is_on: bool, on_toggled: Callable) -> void:
	var switch := CheckButton.new()
	switch.text = caption
	switch.button_pressed = is_on
	switch.focus_mode = Control.FOCUS_NONE
	switch.toggled.connect(on_toggled)
	_knobs.add_child(switch)


## A curve beside the figures.
func add_graph(caption: String, most: float) -> LabGraph:
	var graph := LabGraph.new()
	graph.caption = caption
	graph.most = most
	graph.custom_minimum_size = Vector2(240.0, 0.0)
	graph.size_flags_horizontal = Control.SIZE_EXPAND_FILL
	_figure_row.add_child(graph)
	return graph


## Shows a figure under the field.
func show_figure(caption: String, value: String) -> void:
	if not _figures.has(caption):
		var column := VBoxContainer.new()
		var label := Label.new()
		label.theme_type_variation = &"MutedLabel"
		label.text = caption
		_figures[caption] = Label.new()
		_figures[caption].theme_type_variation = &"CodeLabel"
		column.add_child(_figures[caption])
		column.add_child(label)
		_figure_row.add_child(column)
	_figures[caption].text = value


## What the player steers: the arrow keys, WASD or a gamepad; by itself, round and round.
func get_steer() -> Vector2:
	if arguments.plays:
		return Vector2.from_angle(Time.get_ticks_msec() / 700.0)
	var keys := Vector2(
		float(Input.is_physical_key_pressed(KEY_D)) - float(Input.is_physical_key_pressed(KEY_A)),
		float(Input.is_physical_key_pressed(KEY_S)) - float(Input.is_physical_key_pressed(KEY_W)),
	)
	return (keys + Input.get_vector(&"ui_left", &"ui_right", &"ui_up", &"ui_down")).limit_length()


func _enter() -> void:
	_status.text = "Connecting…"
	# Each window is a player of its own.
	Godwit.identity.profile = "lab %d" % OS.get_process_id()
	var result := await Godwit.identity.sign_in(arguments.url, "Lab %d" % randi_range(10, 99))
	if not result.ok:
		_status.text = result.text
		return
	var joined := await Godwit.lobby.join_or_create(room_type)
	if not joined.ok:
		_status.text = joined.text


func _on_room_joined(room: GodwitRoom) -> void:
	print("in room code=%s" % room.code)
	_status.text = "Room %s" % room.code
	change_line(line.x, &"latency_ms")
	_begin()
	if arguments.quit_after_s > 0.0:
		get_tree().create_timer(arguments.quit_after_s).timeout.connect(_quit)


func _on_disconnected(_code: int, _reason: String) -> void:
	_status.text = "There is no server: start one with npm run start:dev."


func _leave() -> void:
	Godwit.disconnect_from_server()
	get_tree().change_scene_to_file(_MENU)


func _quit() -> void:
	if not arguments.screenshot_path.is_empty():
		await RenderingServer.frame_post_draw
		get_viewport().get_texture().get_image().save_png(arguments.screenshot_path)
	for caption: String in _figures:
		print("figure %s: %s" % [caption, _figures[caption].text])
	print("quit fps=%d" % Engine.get_frames_per_second())
	get_tree().quit()
