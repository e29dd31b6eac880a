extends Reference
class_name GodwitPartiesApi
## The messages of the server's module "parties".
##
## Generated from the contract; do not edit.

## Somebody joined your party, or a member has signed in. [param message] is a [GodwitPartyMemberJoined].
signal member_joined(message)
## Somebody is no member of your party any more. [param message] is a [GodwitPartyMemberLeft].
signal member_left(message)
## A member is ready or not any more, went away or is back. [param message] is a [GodwitPartyMemberStatusChanged].
signal member_status_changed(message)
## A member changed what it says of itself. [param message] is a [GodwitPartyMemberDataChanged].
signal member_data_changed(message)
## The leader changed the party's data. [param message] is a [GodwitPartyDataChanged].
signal data_changed(message)
## Another member leads your party. [param message] is a [GodwitPartyLeaderChanged].
signal leader_changed(message)
## The leader changed who may join. [param message] is a [GodwitPartySettingsChanged].
signal settings_changed(message)
## Somebody invites you into a party. [param message] is a [GodwitPartyInvited].
signal invited(message)
## An invitation that you sent or got is over. [param message] is a [GodwitPartyInvitationEnded].
signal invitation_ended(message)
## You are in no party any more, and did not ask for it. [param message] is a [GodwitPartyEnded].
signal ended(message)

var _client: Node


func _init(client: Node) -> void:
	_client = client
	client.on(GodwitPartyMemberJoined.TYPE, self, "_on_member_joined")
	client.on(GodwitPartyMemberLeft.TYPE, self, "_on_member_left")
	client.on(GodwitPartyMemberStatusChanged.TYPE, self, "_on_member_status_changed")
	client.on(GodwitPartyMemberDataChanged.TYPE, self, "_on_member_data_changed")
	client.on(GodwitPartyDataChanged.TYPE, self, "_on_data_changed")
	client.on(GodwitPartyLeaderChanged.TYPE, self, "_on_leader_changed")
	client.on(GodwitPartySettingsChanged.TYPE, self, "_on_settings_changed")
	client.on(GodwitPartyInvited.TYPE, self, "_on_invited")
	client.on(GodwitPartyInvitationEnded.TYPE, self, "_on_invitation_ended")
	client.on(GodwitPartyEnded.TYPE, self, "_on_ended")


## Makes a party, whose leader and only member you are.
## Await it: var result = yield(Godwit.parties.create(...), "completed"), a GodwitResult whose value is a
## [GodwitPartyJoined].
func create(name_: String):
	return _client.request(GodwitPartyCreate.new(name_))


## Makes a party, whose leader and only member you are.
## Await it: var result = yield(Godwit.parties.create_with(...), "completed"), a GodwitResult whose value is a
## [GodwitPartyJoined].
func create_with(message: GodwitPartyCreate):
	return _client.request(message)


## Joins an open party by its code.
## Await it: var result = yield(Godwit.parties.join(...), "completed"), a GodwitResult whose value is a
## [GodwitPartyJoined].
func join(code: String, name_: String):
	return _client.request(GodwitPartyJoin.new(code, name_))


## Asks for the party that you are in, as after a restart of your own state.
## Await it: var result = yield(Godwit.parties.current(...), "completed"), a GodwitResult whose value is a
## [GodwitPartyJoined].
func current():
	return _client.request(GodwitPartyCurrent.new())


## Leaves the party. When the leader leaves, the one leads who came first of those who are here.
## Await it: var result = yield(Godwit.parties.leave(...), "completed"), a GodwitResult without a value.
func leave():
	return _client.request(GodwitPartyLeave.new())


## Ends the party for everybody. Leaders only.
## Await it: var result = yield(Godwit.parties.disband(...), "completed"), a GodwitResult without a value.
func disband():
	return _client.request(GodwitPartyDisband.new())


## Sends a member away, who comes back by invitation only. Leaders only.
## Await it: var result = yield(Godwit.parties.kick(...), "completed"), a GodwitResult without a value.
func kick(member_id: String):
	return _client.request(GodwitPartyKick.new(member_id))


## Makes another member the leader. Leaders only.
## Await it: var result = yield(Godwit.parties.promote(...), "completed"), a GodwitResult without a value.
func promote(member_id: String):
	return _client.request(GodwitPartyPromote.new(member_id))


## Changes who may join. Leaders only.
## Await it: var result = yield(Godwit.parties.configure(...), "completed"), a GodwitResult without a value.
func configure(is_open: bool, max_members: int):
	return _client.request(GodwitPartyConfigure.new(is_open, max_members))


## Says whether you are ready.
## Await it: var result = yield(Godwit.parties.set_ready(...), "completed"), a GodwitResult without a value.
func set_ready(is_ready: bool):
	return _client.request(GodwitPartySetReady.new(is_ready))


## Changes the party's data. Leaders only. A party keeps 32 keys and about 4 kB.
## Await it: var result = yield(Godwit.parties.set_data(...), "completed"), a GodwitResult without a value.
func set_data(data: Dictionary):
	return _client.request(GodwitPartySetData.new(data))


## Changes what you say of yourself, such as a character or a colour. Each member has 16 keys and about 1 kB.
## Await it: var result = yield(Godwit.parties.set_my_data(...), "completed"), a GodwitResult without a value.
func set_my_data(data: Dictionary):
	return _client.request(GodwitPartySetMyData.new(data))


## Invites a signed-in player, wherever that player is connected, into your party. Every member may.
## Await it: var result = yield(Godwit.parties.invite_player(...), "completed"), a GodwitResult whose value is a
## [GodwitPartyInvitationSent].
func invite_player(player_id: String):
	return _client.request(GodwitPartyInvitePlayer.new(player_id))


## Invites whoever has this session, signed in or not, such as a member of a chat channel. Every member of a party
## may.
## Await it: var result = yield(Godwit.parties.invite_session(...), "completed"), a GodwitResult whose value is a
## [GodwitPartyInvitationSent].
func invite_session(session_id: String):
	return _client.request(GodwitPartyInviteSession.new(session_id))


## Accepts an invitation and joins the party, whether it is open or not.
## Await it: var result = yield(Godwit.parties.accept(...), "completed"), a GodwitResult whose value is a
## [GodwitPartyJoined].
func accept(invitation_id: String, name_: String):
	return _client.request(GodwitPartyAccept.new(invitation_id, name_))


## Declines an invitation. The same member cannot invite you again before it would have ended by itself.
## Await it: var result = yield(Godwit.parties.decline(...), "completed"), a GodwitResult without a value.
func decline(invitation_id: String):
	return _client.request(GodwitPartyDecline.new(invitation_id))


## Takes back an invitation of yours.
## Await it: var result = yield(Godwit.parties.withdraw(...), "completed"), a GodwitResult without a value.
func withdraw(invitation_id: String):
	return _client.request(GodwitPartyWithdraw.new(invitation_id))


## Asks for the invitations that wait for your answer.
## Await it: var result = yield(Godwit.parties.invitations(...), "completed"), a GodwitResult whose value is a
## [GodwitPartyInvitationsListed].
func invitations():
	return _client.request(GodwitPartyInvitations.new())


func _on_member_joined(message: GodwitMessage) -> void:
	emit_signal("member_joined", message)


func _on_member_left(message: GodwitMessage) -> void:
	emit_signal("member_left", message)


func _on_member_status_changed(message: GodwitMessage) -> void:
	emit_signal("member_status_changed", message)


func _on_member_data_changed(message: GodwitMessage) -> void:
	emit_signal("member_data_changed", message)


func _on_data_changed(message: GodwitMessage) -> void:
	emit_signal("data_changed", message)


func _on_leader_changed(message: GodwitMessage) -> void:
	emit_signal("leader_changed", message)


func _on_settings_changed(message: GodwitMessage) -> void:
	emit_signal("settings_changed", message)


func _on_invited(message: GodwitMessage) -> void:
	emit_signal("invited", message)


func _on_invitation_ended(message: GodwitMessage) -> void:
	emit_signal("invitation_ended", message)


func _on_ended(message: GodwitMessage) -> void:
	emit_signal("ended", message)
