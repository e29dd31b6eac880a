class_name LobbyPartyPanel
extends PanelContainer
## The party you are in, or the ways to join one.

## Emitted when something failed.
signal refused(result: GodwitResult)

const _ROW := preload("res://demo/lobby/lobby_member_row.tscn")

@onready var _subtitle: Label = %Subtitle
@onready var _outside: VBoxContainer = %Outside
@onready var _invitation: HBoxContainer = %Invitation
@onready var _invitation_text: Label = %InvitationText
@onready var _accept: Button = %Accept
@onready var _decline: Button = %Decline
@onready var _create: Button = %Create
@onready var _join_code: LineEdit = %JoinCode
@onready var _join: Button = %Join
@onready var _inside: VBoxContainer = %Inside
@onready var _code: Label = %Code
@onready var _copy: Button = %Copy
@onready var _members: VBoxContainer = %Members
@onready var _ready_button: Button = %Ready
@onready var _leave: Button = %Leave


func _ready() -> void:
	var parties := Godwit.parties
	parties.joined.connect(_on_joined)
	parties.left.connect(_on_left)
	parties.invited.connect(_on_invited)
	parties.invitation_ended.connect(_on_invitation_ended)
	_accept.pressed.connect(_on_accept_pressed)
	_decline.pressed.connect(_on_decline_pressed)
	_create.pressed.connect(_on_create_pressed)
	_join_code.text_changed.connect(_on_code_changed)
	_join_code.text_submitted.connect(_on_code_submitted)
	_join.pressed.connect(_on_join_pressed)
	_copy.pressed.connect(_on_copy_pressed)
	_ready_button.toggled.connect(_on_ready_toggled)
	_leave.pressed.connect(_on_leave_pressed)
	_on_code_changed("")
	_show()


func _show() -> void:
	var party := Godwit.parties.current
	_outside.visible = party == null
	_inside.visible = party != null
	_invitation.visible = not Godwit.parties.invitations.is_empty()
	if _invitation.visible:
		_invitation_text.text = "%s invites you" % Godwit.parties.invitations[0].from_name
	if party == null:
		_subtitle.text = "Play together, whichever room you go into."
		return
	_subtitle.text = "%d of %d · %s" % [party.members.size(), party.max_members, "open" if party.is_open else "by invitation"]
	_code.text = party.code
	_ready_button.set_pressed_no_signal(party.me.is_ready)
	_ready_button.text = "Not ready" if party.me.is_ready else "I'm ready"
	for row in _members.get_children():
		row.queue_free()
	for member in party.members:
		var row: LobbyMemberRow = _ROW.instantiate()
		_members.add_child(row)
		row.show_player(member.name, "you" if member.is_me else "", member == party.leader, member.is_ready, member.is_away)


func _on_joined(party: GodwitParty) -> void:
	party.member_joined.connect(_on_member_changed)
	party.member_left.connect(_on_member_left)
	party.member_changed.connect(_on_member_changed)
	party.leader_changed.connect(_on_member_changed)
	party.changed.connect(_show)
	_show()


func _on_left(_party: GodwitParty, _reason: String) -> void:
	_show()


func _on_member_changed(_member: GodwitPartyMember) -> void:
	_show()


func _on_member_left(_member: GodwitPartyMember, _reason: String) -> void:
	_show()


func _on_invited(_party_invitation: GodwitPartyInvitation) -> void:
	_show()


func _on_invitation_ended(_invitation_id: String, _reason: String) -> void:
	_show()


func _on_accept_pressed() -> void:
	_tell(await Godwit.parties.accept(Godwit.parties.invitations[0]))


func _on_decline_pressed() -> void:
	_tell(await Godwit.parties.decline(Godwit.parties.invitations[0]))


func _on_create_pressed() -> void:
	_tell(await Godwit.parties.create())


func _on_code_changed(text: String) -> void:
	_join.disabled = text.strip_edges().length() < 6


func _on_code_submitted(_text: String) -> void:
	_on_join_pressed()


func _on_join_pressed() -> void:
	if not _join.disabled:
		_tell(await Godwit.parties.join(_join_code.text))
		_join_code.clear()
		_on_code_changed("")


func _on_copy_pressed() -> void:
	DisplayServer.clipboard_set(_code.text)
	_copy.text = "Copied"
	await get_tree().create_timer(1.5).timeout
	_copy.text = "Copy"


func _on_ready_toggled(is_pressed: bool) -> void:
	_tell(await Godwit.parties.current.set_ready(is_pressed))


func _on_leave_pressed() -> void:
	_tell(await Godwit.parties.leave())


func _tell(result: GodwitResult) -> void:
	_show()
	if not result.ok:
		refused.emit(result)
