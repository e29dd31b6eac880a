extends Control
## A lobby to build on, simpler than Godot 4's: sign in with a name, find or create a room, form a party, chat, and
## start the game.
##
## It also prints what happens, one plain line each, so that it can be run without a window; see LobbyArguments.

## Emitted with a GodwitRoom when its game starts: change to your game's scene.
signal game_started(room)

const _STATE_TEXTS := {
	GodwitClient.State.DISCONNECTED: "Offline",
	GodwitClient.State.CONNECTING: "Connecting…",
	GodwitClient.State.CONNECTED: "Online",
	GodwitClient.State.RECONNECTING: "Reconnecting…",
}

## The type of the rooms created and listed here.
export var room_type: String = "relay"
## The matchmaking queue for quick match; if the server has none of this name, quick match joins the fullest
## open room, or creates one.
export var match_queue: String = ""

var _arguments := LobbyArguments.new()
var _readiness := LobbyReadiness.new()
var _texts := LobbyTexts.new()
var _listed: Array = [] # the ids of the rooms in the list, by row

onready var _state: Label = $Margin/Rows/Header/State
onready var _notice: PanelContainer = $Margin/Rows/Notice
onready var _notice_text: Label = $Margin/Rows/Notice/Text
onready var _sign_in: HBoxContainer = $Margin/Rows/SignIn
onready var _url: LineEdit = $Margin/Rows/SignIn/Url
onready var _player_name: LineEdit = $Margin/Rows/SignIn/PlayerName
onready var _main: HBoxContainer = $Margin/Rows/Main
onready var _browser: PanelContainer = $Margin/Rows/Main/Browser
onready var _count: Label = $Margin/Rows/Main/Browser/Rows/Count
onready var _list: ItemList = $Margin/Rows/Main/Browser/Rows/List
onready var _match: HBoxContainer = $Margin/Rows/Main/Browser/Rows/Match
onready var _code: LineEdit = $Margin/Rows/Main/Browser/Rows/Join/Code
onready var _quick: Button = $Margin/Rows/Main/Browser/Rows/Join/Quick
onready var _create: HBoxContainer = $Margin/Rows/Main/Browser/Rows/Create
onready var _room: PanelContainer = $Margin/Rows/Main/Room
onready var _room_head: HBoxContainer = $Margin/Rows/Main/Room/Rows/Head
onready var _members: ItemList = $Margin/Rows/Main/Room/Rows/Members
onready var _ready_button: Button = $Margin/Rows/Main/Room/Rows/Actions/Ready
onready var _start: Button = $Margin/Rows/Main/Room/Rows/Actions/Start
onready var _party: VBoxContainer = $Margin/Rows/Main/Side/Party/Rows
onready var _chat: LobbyChat = $Margin/Rows/Main/Side/Chat


func _ready() -> void:
	randomize()
	_arguments.parse(OS.get_cmdline_args())
	_listen()
	var url := str(ProjectSettings.get_setting(GodwitClient.URL_SETTING))
	_url.text = _arguments.url if _arguments.url != "" else url
	_player_name.text = _arguments.name if _arguments.name != "" else "Player %d" % (100 + randi() % 900)
	_player_name.grab_focus()
	_show_party()
	if _arguments.name != "":
		_on_play_pressed()
	if _arguments.quit_after_s > 0.0:
		get_tree().create_timer(_arguments.quit_after_s).connect("timeout", get_tree(), "quit")


func _process(_delta: float) -> void:
	var search: GodwitMatchmaking = Godwit.matchmaking
	_match.visible = search.state != GodwitMatchmaking.State.IDLE
	if not _match.visible:
		return
	var is_proposed: bool = search.state == GodwitMatchmaking.State.PROPOSED
	_match.get_node("Accept").visible = is_proposed and not search.has_accepted
	_match.get_node("Decline").visible = is_proposed and not search.has_accepted
	_match.get_node("Cancel").visible = not is_proposed
	var text := "Looking for players · " + _texts.clock(search.waited_ms)
	if search.expected_ms >= 0:
		text += " · usually " + _texts.clock(search.expected_ms)
	if is_proposed:
		text = "Match found: %d of %d are ready" % [search.accepted, search.players]
	_match.get_node("Text").text = text


## Tells the player why something failed.
func show_refusal(result: GodwitResult) -> void:
	print("refused code=%s" % result.code)
	_show_notice(_texts.of(result))


func _listen() -> void:
	Godwit.connect("state_changed", self, "_on_state_changed")
	Godwit.connect("connected", self, "_on_connected")
	Godwit.connect("disconnected", self, "_on_disconnected")
	Godwit.connect("refusal_received", self, "show_refusal")
	Godwit.rooms.connect("joined", self, "_on_room_joined")
	Godwit.rooms.connect("left", self, "_on_room_left")
	for event in ["reloaded"]:
		Godwit.lobby.room_list.connect(event, self, "_show_list")
	for event in ["room_added", "room_changed", "room_removed"]:
		Godwit.lobby.room_list.connect(event, self, "_on_list_changed")
	Godwit.parties.connect("joined", self, "_on_party_joined")
	Godwit.parties.connect("left", self, "_on_party_left")
	_readiness.connect("changed", self, "_show_room")
	_readiness.connect("started", self, "_on_started")
	_chat.connect("refused", self, "show_refusal")
	$Margin/Rows/SignIn/Play.connect("pressed", self, "_on_play_pressed")
	_player_name.connect("text_entered", self, "_on_name_entered")
	_list.connect("item_activated", self, "_on_room_activated")
	_quick.connect("pressed", self, "_on_quick_pressed")
	_code.connect("text_entered", self, "_on_code_entered")
	$Margin/Rows/Main/Browser/Rows/Join/JoinCode.connect("pressed", self, "_on_join_pressed")
	_create.get_node("CreateRoom").connect("pressed", self, "_on_create_pressed")
	_match.get_node("Accept").connect("pressed", self, "_on_match_pressed", ["accept"])
	_match.get_node("Decline").connect("pressed", self, "_on_match_pressed", ["decline"])
	_match.get_node("Cancel").connect("pressed", self, "_on_match_pressed", ["cancel"])
	_room_head.get_node("Copy").connect("pressed", self, "_on_copy_pressed")
	$Margin/Rows/Main/Room/Rows/Actions/Leave.connect("pressed", self, "_on_leave_pressed")
	_ready_button.connect("pressed", self, "_on_ready_pressed")
	_start.connect("pressed", self, "_on_start_pressed")
	_party.get_node("Outside/Join").connect("pressed", self, "_on_party_join_pressed")
	_party.get_node("Outside/Create").connect("pressed", self, "_on_party_create_pressed")
	_party.get_node("Inside/Leave").connect("pressed", self, "_on_party_leave_pressed")
	_party.get_node("Inside/Ready").connect("pressed", self, "_on_party_ready_pressed")


func _show_notice(text: String) -> void:
	_notice_text.text = text
	_notice.visible = text != ""


func _show_main(is_in: bool) -> void:
	_sign_in.visible = not is_in
	_main.visible = is_in
	_browser.visible = Godwit.rooms.current == null
	_room.visible = Godwit.rooms.current != null
	if is_in and _browser.visible:
		_quick.grab_focus()


func _show_list() -> void:
	_list.clear()
	_listed = []
	for room in Godwit.lobby.room_list.rooms:
		var title: String = room.metadata["name"] if room.metadata.has("name") else room.host_name + "'s room"
		var state := " · in game" if room.is_locked else ""
		_list.add_item("%s · %s · %d / %d%s" % [title, room.host_name, room.players, room.max_players, state])
		_listed.append(room.id)
	_count.text = "Rooms · %d" % _listed.size()


func _show_room() -> void:
	var room: GodwitRoom = Godwit.rooms.current
	if room == null:
		return
	_room_head.get_node("Title").text = room.metadata["name"] if room.metadata.has("name") else "Room"
	_room_head.get_node("Code").text = room.code
	_members.clear()
	for member in room.members:
		var notes := " · you" if member.is_me else ""
		notes += " · host" if member == room.host else ""
		notes += " · ready" if _readiness.is_member_ready(member) else ""
		notes += " · is reconnecting…" if member.is_away else ""
		_members.add_item(member.name + notes, null, false)
	_ready_button.visible = _readiness.is_available and not room.is_host
	_ready_button.pressed = _readiness.is_member_ready(room.me)
	_start.visible = _readiness.is_available and room.is_host
	_start.disabled = not _readiness.is_everyone_ready()


func _show_party() -> void:
	var party: GodwitParty = Godwit.parties.current
	_party.get_node("Outside").visible = party == null
	_party.get_node("Inside").visible = party != null
	if party == null:
		_party.get_node("Text").text = "Party: play together, whichever room you go into."
		return
	var text := "Party %s" % party.code
	for member in party.members:
		text += "\n%s" % member.name
		text += " · leads" if member == party.leader else ""
		text += " · ready" if member.is_ready else ""
		text += " · is reconnecting…" if member.is_away else ""
	_party.get_node("Text").text = text
	_party.get_node("Inside/Ready").pressed = party.me.is_ready


func _on_state_changed(state: int) -> void:
	_state.text = _STATE_TEXTS[state]


func _on_name_entered(_text: String) -> void:
	_on_play_pressed()


func _on_play_pressed() -> void:
	Godwit.player_name = _player_name.text.strip_edges()
	# Each name is its own player, so that several windows on one machine are several players.
	Godwit.identity.profile = Godwit.player_name
	var result: GodwitResult = yield(Godwit.identity.sign_in(_url.text, Godwit.player_name), "completed")
	if result.ok:
		print("signed in as %s" % Godwit.player_id)
	elif result.code == "address.invalid":
		_show_notice(GodwitAddress.read(_url.text).problem)
	elif result.code != "message.unknown_type" and Godwit.state == GodwitClient.State.CONNECTED:
		show_refusal(result)


func _on_connected(session_id: String) -> void:
	print("connected session=%s" % session_id)
	_show_notice("")
	_show_main(true)
	var filter := GodwitLobbySubscribe.new()
	filter.room_types = [room_type]
	_tell(Godwit.lobby.room_list.follow(filter))
	_chat.open()
	_take_steps()


func _on_disconnected(code: int, reason: String) -> void:
	print("disconnected code=%d reason=%s" % [code, reason])
	_show_main(false)
	if code != GodwitClose.NORMAL:
		_show_notice(_texts.of_code(reason, "The server could not be reached, or ended the connection."))


func _on_list_changed(_changed_room: GodwitLobbyRoom) -> void:
	_show_list()


func _on_room_joined(room: GodwitRoom) -> void:
	print("in room code=%s members=%d" % [room.code, room.members.size()])
	for event in ["member_joined", "member_left", "member_away", "member_back", "host_changed"]:
		room.connect(event, self, "_on_member_changed")
	room.connect("changed", self, "_show_room")
	_readiness.enter(room)
	_show_main(true)


func _on_room_left(_former: GodwitRoom, code: String, text: String) -> void:
	print("left room code=%s" % code)
	_show_main(_main.visible)
	if code != "room.left":
		_show_notice(_texts.of_code(code, text))


func _on_member_changed(_member: GodwitRoomMember) -> void:
	_show_room()


func _on_started() -> void:
	print("game started")
	_show_notice("The game starts now: this is where your own scene takes over.")
	emit_signal("game_started", Godwit.rooms.current)


func _on_room_activated(row: int) -> void:
	_tell(Godwit.rooms.join(_listed[row]))


func _on_code_entered(code: String) -> void:
	_tell(Godwit.rooms.join_by_code(code))


func _on_join_pressed() -> void:
	_on_code_entered(_code.text)


func _on_create_pressed() -> void:
	_create_room(_create.get_node("RoomName").text, _create.get_node("Players").value, _create.get_node("Private").pressed)


func _create_room(title: String, players: int, is_private: bool) -> void:
	_tell(Godwit.lobby.create(room_type, {} if title == "" else { "name": title }, players, is_private))


func _on_quick_pressed() -> void:
	if match_queue != "":
		var search: GodwitResult = yield(Godwit.matchmaking.find(match_queue), "completed")
		if search.ok:
			return
		if search.code != "matchmaking.unknown_queue":
			show_refusal(search)
			return
	_tell(Godwit.lobby.join_or_create(room_type))


func _on_match_pressed(answer: String) -> void:
	_tell(Godwit.matchmaking.call(answer))


func _on_copy_pressed() -> void:
	OS.clipboard = Godwit.rooms.current.code


func _on_leave_pressed() -> void:
	_tell(Godwit.rooms.leave())


func _on_ready_pressed() -> void:
	_tell(_readiness.set_ready(_ready_button.pressed))


func _on_start_pressed() -> void:
	_tell(_readiness.start())


func _on_party_joined(party: GodwitParty) -> void:
	print("party code=%s" % party.code)
	for event in ["member_joined", "member_changed", "leader_changed"]:
		party.connect(event, self, "_on_party_member_changed")
	party.connect("member_left", self, "_on_party_member_left")
	party.connect("changed", self, "_show_party")
	_show_party()


func _on_party_left(_former: GodwitParty, _reason: String) -> void:
	_show_party()


func _on_party_member_changed(_member: GodwitPartyMember) -> void:
	_show_party()


func _on_party_member_left(_member: GodwitPartyMember, _reason: String) -> void:
	_show_party()


func _on_party_join_pressed() -> void:
	_tell(Godwit.parties.join(_party.get_node("Outside/Code").text))


func _on_party_create_pressed() -> void:
	_tell(Godwit.parties.create())


func _on_party_leave_pressed() -> void:
	_tell(Godwit.parties.leave())


func _on_party_ready_pressed() -> void:
	_tell(Godwit.parties.current.set_ready(_party.get_node("Inside/Ready").pressed))


func _tell(call) -> void:
	var result: GodwitResult = yield(call, "completed")
	if not result.ok:
		show_refusal(result)


func _take_steps() -> void:
	var steps := _arguments.steps
	_arguments.steps = []
	for step in steps:
		match step[0]:
			"create":
				_create_room(step[1], 4, false)
			"join":
				_on_code_entered(step[1])
			"quick":
				_on_quick_pressed()
			"party":
				_tell(Godwit.parties.create() if step[1] == "" else Godwit.parties.join(step[1]))
			"ready":
				while not _readiness.is_available:
					yield(get_tree(), "idle_frame")
				_tell(_readiness.set_ready(true))
			"say":
				_chat.say(step[1])
