class_name ArenaHud
extends Control
## Information besides the picture: the room, the connection, and who has the most coins.

const _STATE_TEXTS: Dictionary[int, String] = {
	GodwitClient.State.DISCONNECTED: "Offline",
	GodwitClient.State.CONNECTING: "Connecting…",
	GodwitClient.State.CONNECTED: "Online",
	GodwitClient.State.RECONNECTING: "Reconnecting…",
}
const _RANKS := 5

@onready var _code: Label = %Code
@onready var _facts: Label = %Facts
@onready var _ranks: Label = %Ranks
@onready var _coins: Label = %Coins
@onready var _notice: PanelContainer = %Notice
@onready var _notice_text: Label = %NoticeText


func _ready() -> void:
	show_notice("")
	refresh()


## Shows the current values.
func refresh() -> void:
	var room := Godwit.rooms.current
	var arena := Godwit.state_receiver.state as GodwitArenaState
	var ping := Godwit.statistics.round_trip_ms
	_code.text = room.code if room != null else "–"
	var facts := PackedStringArray([_STATE_TEXTS[Godwit.state]])
	if ping >= 0.0:
		facts.append("ping %d ms" % roundi(ping))
	if arena != null and room != null:
		var bots := arena.pawns.all().filter(_is_bot).size()
		facts.append("tick %d" % arena.tick)
		facts.append("players %d · bots %d" % [arena.pawns.size() - bots, bots])
	_facts.text = "\n".join(facts)
	_rank([] as Array[GodwitPawn] if arena == null else arena.pawns.all())


## Shows the player an important message; nothing if [param text] is empty.
func show_notice(text: String) -> void:
	_notice_text.text = text
	_notice.visible = not text.is_empty()


func _rank(pawns: Array[GodwitPawn]) -> void:
	pawns.sort_custom(_is_ahead)
	var names := PackedStringArray()
	var coins := PackedStringArray()
	for pawn: GodwitPawn in pawns.slice(0, _RANKS):
		names.append(("» " if pawn.owner == Godwit.session_id else "") + pawn.name)
		coins.append(str(pawn.coins))
	_ranks.text = "\n".join(names)
	_coins.text = "\n".join(coins)


static func _is_ahead(pawn: GodwitPawn, other: GodwitPawn) -> bool:
	return pawn.coins > other.coins or pawn.coins == other.coins and pawn.id < other.id


static func _is_bot(pawn: GodwitPawn) -> bool:
	return pawn.owner.is_empty()
