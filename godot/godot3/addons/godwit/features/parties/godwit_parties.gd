class_name GodwitParties
extends Reference
## Creates and joins parties, and holds the one you are in: Godwit.parties.
##
##     Godwit.player_name = "Ada"
##     var result = yield(Godwit.parties.create(), "completed")
##     if result.ok:
##         code_label.text = result.party.code

## Emitted when you are in a party, before the request that asked for it ends.
signal joined(party)
## Emitted when you have left party. reason is one of GodwitPartyMemberLeftReason.
signal left(party, reason)
## Emitted when somebody invites you.
signal invited(invitation)
## Emitted when an invitation you sent or received is over. reason is one of GodwitPartyInvitationEndedReason.
signal invitation_ended(invitation_id, reason)

## The underlying messages.
var api: GodwitPartiesApi
## The party you are in; null if none.
var current: GodwitParty
## The invitations waiting for your answer, oldest first. Do not modify it.
var invitations: Array = []

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	api = GodwitPartiesApi.new(client)
	client.connect("connected", self, "_on_connected")
	client.connect("disconnected", self, "_on_disconnected")
	client.connect("answer_received", self, "_on_answer_received")
	client.on(GodwitPartyJoined.TYPE, self, "_on_joined")
	api.connect("ended", self, "_on_party_ended")
	api.connect("member_joined", self, "_on_member_joined")
	api.connect("member_left", self, "_on_member_left")
	api.connect("member_status_changed", self, "_on_member_status_changed")
	api.connect("member_data_changed", self, "_on_member_data_changed")
	api.connect("data_changed", self, "_on_data_changed")
	api.connect("settings_changed", self, "_on_settings_changed")
	api.connect("leader_changed", self, "_on_leader_changed")
	api.connect("invited", self, "_on_invited")
	api.connect("invitation_ended", self, "_on_invitation_ended")


## Creates a party with you as leader. With is_open anyone with its code may join; otherwise only invited players.
func create(max_members: int = 4, is_open: bool = true):
	var message := GodwitPartyCreate.new(_get_name())
	message.max_members = max_members
	message.is_open = is_open
	return yield(_enter(message), "completed")


## Joins an open party by its code; case, blanks and hyphens do not matter.
func join(code: String):
	return yield(_enter(GodwitPartyJoin.new(code, _get_name())), "completed")


## Accepts an invitation and joins the party, whether it is open or not.
func accept(invitation: GodwitPartyInvitation):
	return yield(_enter(GodwitPartyAccept.new(invitation.id, _get_name())), "completed")


## Declines an invitation.
func decline(invitation: GodwitPartyInvitation):
	return yield(_client.request(GodwitPartyDecline.new(invitation.id)), "completed")


## Leaves the party; if you are in none, the result is "party.not_member".
func leave():
	if current == null:
		return GodwitScripts.later(GodwitResult.failed("party.not_member"))
	return yield(current.leave(), "completed")


# Parties require a name.
func _get_name() -> String:
	return _client.player_name if not _client.player_name.empty() else "Player"


func _enter(message: GodwitMessage):
	return GodwitParty.Result.new(yield(_client.request(message), "completed"), current)


func _on_answer_received(request: GodwitRequest, result: GodwitResult) -> void:
	if result.value is GodwitPartyJoined:
		_on_joined(result.value)
	elif request == null:
		return
	elif request.message is GodwitPartyLeave and (result.ok or result.code == "party.not_member"):
		_end(GodwitPartyMemberLeftReason.LEFT)
	elif request.message is GodwitPartyDisband and result.ok:
		_end(GodwitPartyMemberLeftReason.DISBANDED)
	elif request.message is GodwitPartyDecline:
		_forget_invitation((request.message as GodwitPartyDecline).invitation_id)
	elif request.message is GodwitPartyAccept:
		_forget_invitation((request.message as GodwitPartyAccept).invitation_id)


func _on_joined(message: GodwitMessage) -> void:
	var news = message as GodwitPartyJoined
	if current != null and current.id == news.party.id:
		current.read(news)
		current.emit_signal("changed")
		return
	_end(GodwitPartyMemberLeftReason.MOVED)
	current = GodwitParty.new(_client, news)
	for invitation in invitations.duplicate():
		if invitation.party_id == current.id:
			_forget_invitation(invitation.id)
	emit_signal("joined", current)


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
	emit_signal("invited", message.invitation)


func _on_invitation_ended(message: GodwitPartyInvitationEnded) -> void:
	_forget_invitation(message.invitation_id)
	emit_signal("invitation_ended", message.invitation_id, message.reason)


func _forget_invitation(invitation_id: String) -> void:
	for index in range(invitations.size() - 1, -1, -1):
		if invitations[index].id == invitation_id:
			invitations.remove(index)


func _end(reason: String) -> void:
	if current == null:
		return
	var party = current
	current = null
	party.end(reason)
	emit_signal("left", party, reason)
