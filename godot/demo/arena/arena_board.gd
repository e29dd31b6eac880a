class_name ArenaBoard
extends PanelContainer
## The score: everybody's while the player holds its key; and at the end of a round the podium, one's own place, and the best
## of the week.

const _ROWS := 11
const _WEEKLY := "arena-weekly"
const _WEEKLY_ROWS := 5
# The server notes the scores of a round as it ends.
const _WEEKLY_AFTER_S := 0.8

var _is_podium: bool = false
var _rows: Array[ArenaBoardRow] = []
var _weekly_rows: Array[ArenaBoardRow] = []

@onready var _title: Label = %BoardTitle
@onready var _place: Label = %BoardPlace
@onready var _podium: ArenaPodium = %Podium
@onready var _table: VBoxContainer = %BoardRows
@onready var _weekly: VBoxContainer = %Weekly
@onready var _weekly_table: VBoxContainer = %WeeklyRows
@onready var _weekly_empty: Label = %WeeklyEmpty


func _ready() -> void:
	_fill(_table, _rows, _ROWS)
	_fill(_weekly_table, _weekly_rows, _WEEKLY_ROWS)


## Shows [param pawns], the best one first, in a round that goes on or, on the [param is_podium], has ended with
## [param left_s] seconds until the next.
func refresh(pawns: Array[GodwitPawn], is_podium: bool, left_s: float) -> void:
	if is_podium != _is_podium:
		_is_podium = is_podium
		_podium.visible = is_podium
		_weekly.visible = is_podium
		if not is_podium:
			print("round begins")
		else:
			print("podium own=%d of %d" % [pawns.find_custom(_is_own) + 1, pawns.size()])
			_podium.show_best(pawns)
			_read_weekly()
	if not visible:
		return
	var own := pawns.find_custom(_is_own)
	_title.text = "%s wins" % pawns[0].name if is_podium and not pawns.is_empty() else "Score"
	_place.visible = is_podium
	_place.text = "Next round in %d" % ceili(left_s)
	if own >= 0:
		_place.text = "You are %s of %d  ·  next round in %d" % [_ordinal(own + 1), pawns.size(), ceili(left_s)]
	for index in _rows.size():
		# Whoever is further down than the table is long takes its last row.
		var rank := own if index == _rows.size() - 1 and own > index else index
		_rows[index].visible = rank < pawns.size()
		if rank < pawns.size():
			var pawn := pawns[rank]
			_rows[index].show_line(rank + 1, pawn.name, pawn.score, rank == own, ArenaSettings.color_of(pawn.id, rank == own))


func _read_weekly() -> void:
	await get_tree().create_timer(_WEEKLY_AFTER_S).timeout
	var top := GodwitLeaderboardTop.new(_WEEKLY)
	top.limit = _WEEKLY_ROWS
	var result := await Godwit.leaderboards.top_with(top)
	var entries: Array[GodwitLeaderboardEntry] = []
	if result.ok:
		entries = result.message.entries
	_weekly_empty.visible = entries.is_empty()
	for index in _weekly_rows.size():
		_weekly_rows[index].visible = index < entries.size()
		if index < entries.size():
			var entry := entries[index]
			var is_own := entry.player_id == Godwit.player_id
			var shown_name := entry.display_name if entry.has_display_name else "somebody"
			var color := ArenaSettings.color_of(0, true) if is_own else LobbyBadge.color_of(shown_name)
			_weekly_rows[index].show_line(entry.rank, shown_name, entry.score, is_own, color)


static func _fill(table: VBoxContainer, rows: Array[ArenaBoardRow], count: int) -> void:
	for index in count:
		var row := ArenaBoardRow.new()
		row.hide()
		table.add_child(row)
		rows.append(row)


static func _is_own(pawn: GodwitPawn) -> bool:
	return pawn.is_own()


static func _ordinal(number: int) -> String:
	var is_teen := number % 100 >= 11 and number % 100 <= 13
	var last := number % 10 if not is_teen else 0
	return "%d%s" % [number, "st" if last == 1 else "nd" if last == 2 else "rd" if last == 3 else "th"]
