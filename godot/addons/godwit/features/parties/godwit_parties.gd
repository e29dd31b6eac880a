class_name GodwitParties
extends RefCounted
## Creates and joins parties, and holds the one you are in: [code]Godwit.parties[/code].
## [codeblock]
## Godwit.player_name = "Ada"
## var result := await Godwit.parties.create()
## if result.ok:
##     code_label.text = result.party.code
## [/codeblock]

## Emitted when you are in a party, before the request that asked for it ends.
signal joined(party: GodwitParty)
## Emitted when you have left [param party]. [param reason] is one of [GodwitPartyMemberLeftReason].
signal left(party: GodwitParty, reason: String)
## Emitted when somebody invites you.
signal invited(invitation: GodwitPartyInvitation)
## Emitted when an invitation you sent or received is over. [param reason] is one of [GodwitPartyInvitationEndedReason].
signal invitation_ended(invitation_id: String, reason: String)

## The underlying messages.
var api: GodwitPartiesApi
## The party you are in; null if none.
var current: GodwitParty
## The invitations waiting for your answer, oldest first. Do not modify it.
var invitations: Array[GodwitPartyInvitation] = []

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	api = GodwitPartiesApi.new(client)
	client.connected.connect(_on_connected)
	client.disconnected.connect(_on_disconnected)
	client.answer_received.connect(_on_answer_received)
	client.on(GodwitPartyJoined.TYPE, _on_joined)
	api.ended.connect(_on_party_ended)
	api.member_joined.connect(_on_member_joined)
	api.member_left.connect(_on_member_left)
	api.member_status_changed.connect(_on_member_status_changed)
	api.member_data_changed.connect(_on_member_data_changed)
	api.data_changed.connect(_on_data_changed)
	api.settings_changed.connect(_on_settings_changed)
	api.leader_changed.connect(_on_leader_changed)
	api.invited.connect(_on_invited)
	api.invitation_ended.connect(_on_invitation_ended)


## Creates a party with you as leader. With [param is_open] anyone with its code may join; otherwise only invited players.
func create(max_members: int = 4, is_open: bool = true) -> GodwitParty.Result:
	var message := GodwitPartyCreate.new(_get_name())
	message.max_members = max_members
	message.is_open = is_open
	return await _enter(message)


## Joins an open party by its code; case, blanks and hyphens do not matter.
func join(code: String) -> GodwitParty.Result:
	return await _enter(GodwitPartyJoin.new(code, _get_name()))


## Accepts an invitation and joins the party, whether it is open or not.
func accept(invitation: GodwitPartyInvitation) -> GodwitParty.Result:
	return await _enter(GodwitPartyAccept.new(invitation.id, _get_name()))


## Declines an invitation.
func decline(invitation: GodwitPartyInvitation) -> GodwitResult:
	return await _client.request(GodwitPartyDecline.new(invitation.id))


## Leaves the party; if you are in none, the result is [code]&"party.not_member"[/code].
func leave() -> GodwitResult:
	if current == null:
		return GodwitResult.failed(&"party.not_member")
	return await current.leave()


# Parties require a name.
func _get_name() -> String:
	return _client.player_name if not _client.player_name.is_empty() else "Player"


func _enter(message: GodwitMessage) -> GodwitParty.Result:
	return GodwitParty.Result.new(await _client.request(message), current)


func _on_answer_received(request: GodwitRequest, result: GodwitResult) -> void:
	if result.value is GodwitPartyJoined:
		_on_joined(result.value)
	elif request == null:
		return
	elif request.message is GodwitPartyLeave and (result.ok or result.code == &"party.not_member"):
		_end(GodwitPartyMemberLeftReason.LEFT)
	elif request.message is GodwitPartyDisband and result.ok:
		_end(GodwitPartyMemberLeftReason.DISBANDED)
	elif request.message is GodwitPartyDecline:
		_forget_invitation((request.message as GodwitPartyDecline).invitation_id)
	elif request.message is GodwitPartyAccept:
		_forget_invitation((request.message as GodwitPartyAccept).invitation_id)


func _on_joined(message: GodwitMessage) -> void:
	var news := message as GodwitPartyJoined
	if current != null and current.id == news.party.id:
		current.read(news)
		current.changed.emit()
		return
	_end(GodwitPartyMemberLeftReason.MOVED)
	current = GodwitParty.new(_client, news)
	for invitation in invitations.duplicate() as Array[GodwitPartyInvitation]:
		if invitation.party_id == current.id:
			_forget_invitation(invitation.id)
	joined.emit(current)


# A new session: the server has forgotten the old one, which was in the party.
func _on_connected(_session_id: String) -> void:
	invitations.clear()
	_end(GodwitPartyMemberLeftReason.LOST)


func _on_disconnected(_code: int, _reason: String) -> void:
	invitations.clear()
	_end(GodwitPartyMemberLeftReason.LOST)


func _on_party_ended(message: GodwitPartyEnded) -> void:
	_end(message.reason)


func _on_member_joined(message: GodwitPartyMemberJoined) -> void:
	if current != null:
		current.add_member(message.member)


func _on_member_left(message: GodwitPartyMemberLeft) -> void:
	if current != null:
		current.remove_member(message.member_id, message.reason)


func _on_member_status_changed(message: GodwitPartyMemberStatusChanged) -> void:
	if current != null:
		current.set_status(message)


func _on_member_data_changed(message: GodwitPartyMemberDataChanged) -> void:
	if current != null:
		current.patch_member(message.member_id, message.data)


func _on_data_changed(message: GodwitPartyDataChanged) -> void:
	if current != null:
		current.patch(message.data)


func _on_settings_changed(message: GodwitPartySettingsChanged) -> void:
	if current != null:
		current.set_settings(message)


func _on_leader_changed(message: GodwitPartyLeaderChanged) -> void:
	if current != null:
		current.set_leader(message.leader_id)


func _on_invited(message: GodwitPartyInvited) -> void:
	invitations.append(message.invitation)
	invited.emit(message.invitation)


func _on_invitation_ended(message: GodwitPartyInvitationEnded) -> void:
	_forget_invitation(message.invitation_id)
	invitation_ended.emit(message.invitation_id, message.reason)


func _forget_invitation(invitation_id: String) -> void:
	for index in range(invitations.size() - 1, -1, -1):
		if invitations[index].id == invitation_id:
			invitations.remove_at(index)


func _end(reason: String) -> void:
	if current == null:
		return
	var party := current
	current = null
	party.end(reason)
	left.emit(party, reason)
