extends Reference
class_name GodwitPartiesApi
## The messages of the server's module "parties".
##
## Generated from the contract; do not edit.

## Somebody joined your party, or a member has signed in. [param message] is a [GodwitPartyMemberJoined].
signal member_joined(message)
## Somebody is no longer a member of your party. [param message] is a [GodwitPartyMemberLeft].
signal member_left(message)
## A member changed between ready and not ready, or disconnected or came back. [param message] is a
## [GodwitPartyMemberStatusChanged].
signal member_status_changed(message)
## A member changed their own data. [param message] is a [GodwitPartyMemberDataChanged].
signal member_data_changed(message)
## The leader changed the party's data. [param message] is a [GodwitPartyDataChanged].
signal data_changed(message)
## Your party has a new leader. [param message] is a [GodwitPartyLeaderChanged].
signal leader_changed(message)
## The leader changed who may join. [param message] is a [GodwitPartySettingsChanged].
signal settings_changed(message)
## Somebody has invited you to a party. [param message] is a [GodwitPartyInvited].
signal invited(message)
## An invitation that you sent or received has ended. [param message] is a [GodwitPartyInvitationEnded].
signal invitation_ended(message)
## You are no longer in a party, and did not ask to leave. [param message] is a [GodwitPartyEnded].
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


## Creates a party with you as its leader and only member.
## Await it: var result = yield(Godwit.parties.create(...), "completed"), a GodwitResult whose value is a
## [GodwitPartyJoined].
func create(name_: String):
	return _client.request(GodwitPartyCreate.new(name_))


## Creates a party with you as its leader and only member.
## Await it: var result = yield(Godwit.parties.create_with(...), "completed"), a GodwitResult whose value is a
## [GodwitPartyJoined].
func create_with(message: GodwitPartyCreate):
	return _client.request(message)


## Joins an open party by its code.
## Await it: var result = yield(Godwit.parties.join(...), "completed"), a GodwitResult whose value is a
## [GodwitPartyJoined].
func join(code: String, name_: String):
	return _client.request(GodwitPartyJoin.new(code, name_))


## Requests the party you are in, for example after your client has restarted.
## Await it: var result = yield(Godwit.parties.current(...), "completed"), a GodwitResult whose value is a
## [GodwitPartyJoined].
func current():
	return _client.request(GodwitPartyCurrent.new())


## Leaves the party. If the leader leaves, the connected member who joined first takes over.
## Await it: var result = yield(Godwit.parties.leave(...), "completed"), a GodwitResult without a value.
func leave():
	return _client.request(GodwitPartyLeave.new())


## Disbands the party. Leader only.
## Await it: var result = yield(Godwit.parties.disband(...), "completed"), a GodwitResult without a value.
func disband():
	return _client.request(GodwitPartyDisband.new())


## Kicks a member, who can only come back by invitation. Leader only.
## Await it: var result = yield(Godwit.parties.kick(...), "completed"), a GodwitResult without a value.
func kick(member_id: String):
	return _client.request(GodwitPartyKick.new(member_id))


## Makes another member the leader. Leader only.
## Await it: var result = yield(Godwit.parties.promote(...), "completed"), a GodwitResult without a value.
func promote(member_id: String):
	return _client.request(GodwitPartyPromote.new(member_id))


## Changes who may join. Leader only.
## Await it: var result = yield(Godwit.parties.configure(...), "completed"), a GodwitResult without a value.
func configure(is_open: bool, max_members: int):
	return _client.request(GodwitPartyConfigure.new(is_open, max_members))


## Sets whether you are ready.
## Await it: var result = yield(Godwit.parties.set_ready(...), "completed"), a GodwitResult without a value.
func set_ready(is_ready: bool):
	return _client.request(GodwitPartySetReady.new(is_ready))


## Changes the party's data. Leader only. A party can have 32 keys and about 4 kB.
## Await it: var result = yield(Godwit.parties.set_data(...), "completed"), a GodwitResult without a value.
func set_data(data: Dictionary):
	return _client.request(GodwitPartySetData.new(data))


## Changes your own data, such as a character or a colour. Each member can have 16 keys and about 1 kB.
## Await it: var result = yield(Godwit.parties.set_my_data(...), "completed"), a GodwitResult without a value.
func set_my_data(data: Dictionary):
	return _client.request(GodwitPartySetMyData.new(data))


## Invites a signed-in player into your party, on all of their sessions. Every member may do this.
## Await it: var result = yield(Godwit.parties.invite_player(...), "completed"), a GodwitResult whose value is a
## [GodwitPartyInvitationSent].
func invite_player(player_id: String):
	return _client.request(GodwitPartyInvitePlayer.new(player_id))


## Invites a session, signed in or not, such as a member of a chat channel. Every member of a party may do this.
## Await it: var result = yield(Godwit.parties.invite_session(...), "completed"), a GodwitResult whose value is a
## [GodwitPartyInvitationSent].
func invite_session(session_id: String):
	return _client.request(GodwitPartyInviteSession.new(session_id))


## Accepts an invitation and joins the party, whether it is open or not.
## Await it: var result = yield(Godwit.parties.accept(...), "completed"), a GodwitResult whose value is a
## [GodwitPartyJoined].
func accept(invitation_id: String, name_: String):
	return _client.request(GodwitPartyAccept.new(invitation_id, name_))


## Declines an invitation. The same member cannot invite you again until it would have expired.
## Await it: var result = yield(Godwit.parties.decline(...), "completed"), a GodwitResult without a value.
func decline(invitation_id: String):
	return _client.request(GodwitPartyDecline.new(invitation_id))


## Withdraws an invitation you sent.
## Await it: var result = yield(Godwit.parties.withdraw(...), "completed"), a GodwitResult without a value.
func withdraw(invitation_id: String):
	return _client.request(GodwitPartyWithdraw.new(invitation_id))


## Requests the invitations waiting for your answer.
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
