class_name ArenaHud
extends Control
## Information besides the picture: health, what is ready, time, the best, who killed whom, the connection.

## Emitted for each heartbeat of a player who is badly hurt.
signal heart_beaten

const _STATE_TEXTS: Dictionary[int, String] = {
	GodwitClient.State.DISCONNECTED: "Offline",
	GodwitClient.State.CONNECTING: "Connecting…",
	GodwitClient.State.CONNECTED: "Online",
	GodwitClient.State.RECONNECTING: "Reconnecting…",
}
const _RANKS := 3
const _FEED_LINES := 5
const _FEED_MS := 6_000
const _MARK_S := 0.15
const _WEAPONS := ["shot", "blew up"]
const _TOLD: Dictionary[StringName, String] = {
	&"arena_dash": "dash", &"arena_score": "score", &"arena_chat": "chat", &"arena_overview": "map", &"arena_menu": "menu",
}
const _HEALTH_LOW := 30
const _IDS := 0x1_0000_0000
const _HEART_S := 0.9
const _DEATH_S := 2.5

var _feed_lines: Array[String] = []
var _feed_ends_ms: Array[int] = []
var _wants_score: bool = false
var _own_id: int = 0
var _keys_text: String = ""
var _next_heart_ms: int = 0

@onready var _own_panel: PanelContainer = %Own
@onready var _code: Label = %Code
@onready var _facts: Label = %Facts
@onready var _ranks: Label = %Ranks
@onready var _scores: Label = %Scores
@onready var _feed: Label = %Feed
@onready var _top: PanelContainer = %Top
@onready var _time: Label = %Time
@onready var _health: ProgressBar = %Health
@onready var _health_fill: StyleBoxFlat = _health.get_theme_stylebox(&"fill")
@onready var _dash: ProgressBar = %Dash
@onready var _launcher: ProgressBar = %Launcher
@onready var _board: ArenaBoard = %Board
@onready var _death: Label = %Death
@onready var _away: PanelContainer = %Away
@onready var _away_text: Label = %AwayText
@onready var _keys: Label = %KeysText
@onready var _mark: Label = %Mark
@onready var _hurt: ArenaHurtRing = %Hurt
@onready var _notice: PanelContainer = %Notice
@onready var _notice_text: Label = %NoticeText


func _ready() -> void:
	Godwit.arena.killed.connect(_on_killed)
	Godwit.arena.hurt.connect(_on_hurt)
	_mark.modulate.a = 0.0
	_death.modulate.a = 0.0
	show_notice("")
	refresh(null, "")
	describe_keys()


## Shows the current values; [param own] is the player's pawn, or null, and [param hint] what keys do instead of fighting.
func refresh(own: ArenaPawn, hint: String) -> void:
	var room := Godwit.rooms.current
	var arena := Godwit.state_receiver.state as GodwitArenaState
	var ping := Godwit.statistics.round_trip_ms
	_code.text = room.code if room != null else "–"
	var facts := PackedStringArray([_STATE_TEXTS[Godwit.state]])
	if ping >= 0.0:
		facts.append("ping %d ms" % roundi(ping))
	_facts.text = " · ".join(facts)
	_away.visible = Godwit.state == GodwitClient.State.RECONNECTING
	_away_text.text = "Reconnecting…  your seat is kept"
	_keys.text = hint if not hint.is_empty() else _keys_text
	_own_id = own.entity.id if own != null else 0
	_own_panel.visible = own != null
	_show_feed()
	_show_own(own)
	if arena == null:
		return
	var pawns := _rank(arena)
	_show_ranks(pawns)
	_show_round(arena, pawns)


## Shows the score board while [param is_wanted].
func show_score(is_wanted: bool) -> void:
	_wants_score = is_wanted


## The own shot has hit somebody.
func mark_hit(_damage: int) -> void:
	_mark.position = get_local_mouse_position() - _mark.size / 2.0
	_mark.modulate.a = 1.0
	create_tween().tween_property(_mark, ^"modulate:a", 0.0, _MARK_S)


## Shows the player an important message; nothing if [param text] is empty.
func show_notice(text: String) -> void:
	_notice_text.text = text
	_notice.visible = not text.is_empty()


## Tells the player of the keys, which may have changed.
func describe_keys() -> void:
	ArenaSettings.prepare()
	var texts := PackedStringArray()
	for action in _TOLD:
		texts.append("%s %s" % [ArenaBindings.title_of(ArenaBindings.event_of(action, false)), _TOLD[action]])
	_keys_text = "  ·  ".join(texts) + "  ·  F3 network"


func _show_own(own: ArenaPawn) -> void:
	var body := own.predictor.body as GodwitArenaShared.PawnBody if own != null else null
	if body == null:
		return
	_health.value = own.entity.health
	_health_fill.bg_color = ArenaSettings.color_of_health(own.entity.health / 100.0)
	if own.entity.health in range(1, _HEALTH_LOW) and Time.get_ticks_msec() >= _next_heart_ms:
		_next_heart_ms = Time.get_ticks_msec() + roundi(_HEART_S * 1000.0)
		heart_beaten.emit()
	_dash.value = 1.0 - float(body.dash_wait) / GodwitArenaShared.DASH_EVERY
	_launcher.value = 1.0 - float(body.launcher_wait) / GodwitArenaShared.LAUNCHER_EVERY


func _show_ranks(pawns: Array[GodwitPawn]) -> void:
	var names := PackedStringArray()
	var scores := PackedStringArray()
	for rank in pawns.size():
		var pawn := pawns[rank]
		if rank < _RANKS or pawn.id == _own_id:
			names.append("%d  %s" % [rank + 1, pawn.name])
			scores.append(str(pawn.score))
	_ranks.text = "\n".join(names)
	_scores.text = "\n".join(scores)


func _show_round(arena: GodwitArenaState, pawns: Array[GodwitPawn]) -> void:
	var left_s := maxf(0.0, (arena.ends_at_tick - Godwit.clock.server_tick) * Godwit.clock.tick_ms / 1000.0)
	var is_podium := arena.phase == "podium"
	_time.text = "%d:%02d" % [int(left_s / 60.0), int(left_s) % 60]
	if arena.ends_at_tick == 0:
		_time.text = "peaceful"
	_time.visible = not is_podium
	_board.visible = is_podium or _wants_score
	_top.visible = not _board.visible
	_board.refresh(pawns, is_podium, left_s)


func _on_killed(message: ArenaKilled) -> void:
	if message.pawn == _own_id and _own_id != 0:
		_show_death(message)
	_feed_lines.append("%s  %s  %s" % [message.killer, _WEAPONS[message.weapon], message.name_])
	_feed_ends_ms.append(Time.get_ticks_msec() + _FEED_MS)
	_show_feed()


func _show_feed() -> void:
	while not _feed_lines.is_empty() and (_feed_lines.size() > _FEED_LINES or _feed_ends_ms[0] <= Time.get_ticks_msec()):
		_feed_lines.pop_front()
		_feed_ends_ms.pop_front()
	_feed.text = "\n".join(_feed_lines)


func _show_death(message: ArenaKilled) -> void:
	_death.text = "%s %s you" % [message.killer, _WEAPONS[message.weapon]]
	_hurt.stay(_DEATH_S)
	_death.modulate.a = 1.0
	create_tween().tween_property(_death, ^"modulate:a", 0.0, _DEATH_S).set_ease(Tween.EASE_IN).set_trans(Tween.TRANS_EXPO)


func _on_hurt(message: ArenaHurt) -> void:
	_hurt.show_from(message.from)


# By score. Of hundreds, comparing them by a function would take longer than all else of the frame.
static func _rank(arena: GodwitArenaState) -> Array[GodwitPawn]:
	var ranks := PackedInt64Array()
	for pawn in arena.pawns.all():
		ranks.append(-pawn.score * _IDS + pawn.id)
	ranks.sort()
	var ranked: Array[GodwitPawn] = []
	for rank in ranks:
		ranked.append(arena.pawns.by_id(posmod(rank, _IDS)))
	return ranked
