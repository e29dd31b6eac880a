class_name ArenaHud
extends Control
## Information besides the picture: health, what is ready, time, the best, who killed whom, the connection; and the score board.

const _STATE_TEXTS: Dictionary[int, String] = {
	GodwitClient.State.DISCONNECTED: "Offline",
	GodwitClient.State.CONNECTING: "Connecting…",
	GodwitClient.State.CONNECTED: "Online",
	GodwitClient.State.RECONNECTING: "Reconnecting…",
}
const _RANKS := 3
const _FEED_LINES := 5
const _FEED_S := 6.0
const _MARK_S := 0.15
const _WEAPONS := ["shot", "blew up"]

var _feed_lines: Array[String] = []
var _wants_score: bool = false

@onready var _code: Label = %Code
@onready var _facts: Label = %Facts
@onready var _ranks: Label = %Ranks
@onready var _scores: Label = %Scores
@onready var _feed: Label = %Feed
@onready var _time: Label = %Time
@onready var _health: ProgressBar = %Health
@onready var _dash: ProgressBar = %Dash
@onready var _launcher: ProgressBar = %Launcher
@onready var _board: PanelContainer = %Board
@onready var _board_title: Label = %BoardTitle
@onready var _board_names: Label = %BoardNames
@onready var _board_scores: Label = %BoardScores
@onready var _mark: Label = %Mark
@onready var _hurt: ArenaHurtRing = %Hurt
@onready var _notice: PanelContainer = %Notice
@onready var _notice_text: Label = %NoticeText


func _ready() -> void:
	Godwit.arena.killed.connect(_on_killed)
	Godwit.arena.hurt.connect(_on_hurt)
	_mark.modulate.a = 0.0
	show_notice("")
	refresh(null)


## Shows the current values; [param own] is the player's pawn, or null.
func refresh(own: ArenaPawn) -> void:
	var room := Godwit.rooms.current
	var arena := Godwit.state_receiver.state as GodwitArenaState
	var ping := Godwit.statistics.round_trip_ms
	_code.text = room.code if room != null else "–"
	var facts := PackedStringArray([_STATE_TEXTS[Godwit.state]])
	if ping >= 0.0:
		facts.append("ping %d ms" % roundi(ping))
	_facts.text = " · ".join(facts)
	_show_own(own)
	if arena == null:
		return
	var pawns := arena.pawns.all()
	pawns.sort_custom(_is_ahead)
	_show_ranks(pawns)
	_show_board(arena, pawns)


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


func _show_own(own: ArenaPawn) -> void:
	var body := own.predictor.body as GodwitArenaShared.PawnBody if own != null else null
	if body == null:
		return
	_health.value = own.entity.health
	_dash.value = 1.0 - float(body.dash_wait) / GodwitArenaShared.DASH_EVERY
	_launcher.value = 1.0 - float(body.launcher_wait) / GodwitArenaShared.LAUNCHER_EVERY


func _show_ranks(pawns: Array[GodwitPawn]) -> void:
	var names := PackedStringArray()
	var scores := PackedStringArray()
	for rank in pawns.size():
		var pawn := pawns[rank]
		if rank < _RANKS or pawn.is_own():
			names.append("%d  %s" % [rank + 1, pawn.name])
			scores.append(str(pawn.score))
	_ranks.text = "\n".join(names)
	_scores.text = "\n".join(scores)


func _show_board(arena: GodwitArenaState, pawns: Array[GodwitPawn]) -> void:
	var left_s := maxf(0.0, (arena.ends_at_tick - Godwit.clock.server_tick) * Godwit.clock.tick_ms / 1000.0)
	var is_podium := arena.phase == "podium"
	_time.text = "next round in %d" % ceili(left_s) if is_podium else "%d:%02d" % [int(left_s / 60.0), int(left_s) % 60]
	if arena.ends_at_tick == 0:
		_time.text = "peaceful"
	_board.visible = is_podium or _wants_score
	if not _board.visible:
		return
	_board_title.text = "%s wins" % pawns[0].name if is_podium and not pawns.is_empty() else "Score"
	_board_names.text = "\n".join(pawns.map(_name_of))
	_board_scores.text = "\n".join(pawns.map(_score_of))


func _on_killed(message: ArenaKilled) -> void:
	_feed_lines.append("%s  %s  %s" % [message.killer, _WEAPONS[message.weapon], message.name_])
	if _feed_lines.size() > _FEED_LINES:
		_feed_lines.pop_front()
	_feed.text = "\n".join(_feed_lines)
	await get_tree().create_timer(_FEED_S).timeout
	_feed_lines.pop_front()
	_feed.text = "\n".join(_feed_lines)


func _on_hurt(message: ArenaHurt) -> void:
	_hurt.show_from(message.from)


static func _is_ahead(pawn: GodwitPawn, other: GodwitPawn) -> bool:
	return pawn.score > other.score or pawn.score == other.score and pawn.id < other.id


static func _name_of(pawn: GodwitPawn) -> String:
	return ("» " if pawn.is_own() else "") + pawn.name


static func _score_of(pawn: GodwitPawn) -> String:
	return str(pawn.score)
