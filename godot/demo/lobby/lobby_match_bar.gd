class_name LobbyMatchBar
extends PanelContainer
## The state of the match search; hidden while there is none.

## Emitted when something about it failed.
signal refused(result: GodwitResult)
## Emitted when the search started or ended.
signal searching_changed(is_searching: bool)

@onready var _title: Label = %Title
@onready var _detail: Label = %Detail
@onready var _progress: ProgressBar = %Progress
@onready var _accept: Button = %Accept
@onready var _decline: Button = %Decline
@onready var _cancel: Button = %Cancel


func _ready() -> void:
	var search := Godwit.matchmaking
	search.waiting.connect(_on_waiting)
	search.proposed.connect(_on_proposed)
	search.player_accepted.connect(_on_search_changed)
	search.dissolved.connect(_on_dissolved)
	search.matched.connect(_on_matched)
	search.cancelled.connect(_on_cancelled)
	search.failed.connect(_on_failed)
	_accept.pressed.connect(_on_accept_pressed)
	_decline.pressed.connect(_on_decline_pressed)
	_cancel.pressed.connect(_on_cancel_pressed)
	_on_search_changed()


func _process(_delta: float) -> void:
	var search := Godwit.matchmaking
	if search.state == GodwitMatchmaking.State.PROPOSED:
		_progress.value = search.answer_within_ms
		return
	var detail := "Waiting for " + LobbyTexts.clock(search.waited_ms)
	if search.expected_ms >= 0:
		detail += " · usually " + LobbyTexts.clock(search.expected_ms)
		_progress.max_value = maxf(1.0, search.expected_ms)
		_progress.value = search.waited_ms
	if search.position > 0:
		detail += " · place %d" % search.position
	_detail.text = detail


func _on_search_changed() -> void:
	var search := Godwit.matchmaking
	var is_proposed := search.state == GodwitMatchmaking.State.PROPOSED
	visible = search.state != GodwitMatchmaking.State.IDLE
	set_process(visible)
	_accept.visible = is_proposed and not search.has_accepted
	_decline.visible = _accept.visible
	_cancel.visible = not _accept.visible
	_progress.visible = is_proposed or search.expected_ms >= 0
	_title.text = "Match found" if is_proposed else "Looking for players"
	if is_proposed:
		_detail.text = "%d of %d are ready" % [search.accepted, search.players]
	searching_changed.emit(visible)


func _on_waiting() -> void:
	_on_search_changed()
	_cancel.grab_focus()


func _on_proposed(answer_within_ms: int) -> void:
	_progress.max_value = maxi(1, answer_within_ms)
	_on_search_changed()
	_accept.grab_focus()


func _on_dissolved(_reason: String, _is_waiting: bool) -> void:
	_on_search_changed()


func _on_matched(_message: GodwitMatchStarted) -> void:
	_on_search_changed()


func _on_cancelled(_reason: String) -> void:
	_on_search_changed()


func _on_failed(code: StringName, text: String) -> void:
	_on_search_changed()
	refused.emit(GodwitResult.failed(code, text))


func _on_accept_pressed() -> void:
	_tell(await Godwit.matchmaking.accept())


func _on_decline_pressed() -> void:
	_tell(await Godwit.matchmaking.decline())


func _on_cancel_pressed() -> void:
	_tell(await Godwit.matchmaking.cancel())


func _tell(result: GodwitResult) -> void:
	_on_search_changed()
	if not result.ok:
		refused.emit(result)
