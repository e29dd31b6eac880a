extends Control
## The labs' start scene: [code]npm run start:dev[/code], then open it and press F6. The command line can choose a lab:
## [code]--lab=echo[/code], see [LabArguments].

const _LABS: Dictionary[String, String] = {
	"echo": "1  Echo and prediction: who waits for whom",
	"corrections": "2  Corrections: what a client cannot know",
	"interpolation": "3  Interpolation: even motion out of uneven patches",
	"rewind": "4  Rewind: hit what you see",
	"projectiles": "5  Projectiles: at once, with verdicts and spread",
	"slow_link": "6  Slow link: more state than the line carries",
}

@onready var _rows: VBoxContainer = %Rows


func _ready() -> void:
	var chosen := LabArguments.parse(OS.get_cmdline_user_args()).lab
	# Only at the start: Escape leads back here.
	if _LABS.has(chosen) and not Engine.has_meta(&"lab_chosen"):
		Engine.set_meta(&"lab_chosen", true)
		_open.call_deferred(chosen)
		return
	for lab: String in _LABS:
		var button := Button.new()
		button.theme_type_variation = &"PlainButton"
		button.alignment = HORIZONTAL_ALIGNMENT_LEFT
		button.custom_minimum_size = Vector2(0.0, 46.0)
		button.text = _LABS[lab]
		button.pressed.connect(_open.bind(lab))
		_rows.add_child(button)


func _unhandled_input(event: InputEvent) -> void:
	if event.is_action_pressed(&"ui_cancel"):
		get_tree().change_scene_to_file("res://demo/menu.tscn")


func _open(lab: String) -> void:
	get_tree().change_scene_to_file("res://labs/%s.tscn" % lab)
