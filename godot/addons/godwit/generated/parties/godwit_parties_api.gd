class_name GodwitPartiesApi
extends RefCounted
## The messages of the server's module "parties".
##
## Generated from the contract; do not edit.

## Somebody joined your party, or a member has signed in.
signal member_joined(message: GodwitPartyMemberJoined)
## Somebody is no longer a member of your party.
signal member_left(message: GodwitPartyMemberLeft)
## A member changed between ready and not ready, or disconnected or came back.
signal member_status_changed(message: GodwitPartyMemberStatusChanged)
## A member changed their own data.
signal member_data_changed(message: GodwitPartyMemberDataChanged)
## The leader changed the party's data.
signal data_changed(message: GodwitPartyDataChanged)
## Your party has a new leader.
signal leader_changed(message: GodwitPartyLeaderChanged)
## The leader changed who may join.
signal settings_changed(message: GodwitPartySettingsChanged)
## Somebody has invited you to a party.
signal invited(message: GodwitPartyInvited)
## An invitation that you sent or received has ended.
signal invitation_ended(message: GodwitPartyInvitationEnded)
## You are no longer in a party, and did not ask to leave.
signal ended(message: GodwitPartyEnded)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(GodwitPartyMemberJoined.TYPE, _on_member_joined)
	client.on(GodwitPartyMemberLeft.TYPE, _on_member_left)
	client.on(GodwitPartyMemberStatusChanged.TYPE, _on_member_status_changed)
	client.on(GodwitPartyMemberDataChanged.TYPE, _on_member_data_changed)
	client.on(GodwitPartyDataChanged.TYPE, _on_data_changed)
	client.on(GodwitPartyLeaderChanged.TYPE, _on_leader_changed)
	client.on(GodwitPartySettingsChanged.TYPE, _on_settings_changed)
	client.on(GodwitPartyInvited.TYPE, _on_invited)
	client.on(GodwitPartyInvitationEnded.TYPE, _on_invitation_ended)
	client.on(GodwitPartyEnded.TYPE, _on_ended)


## Creates a party with you as its leader and only member.
func create(name_: String) -> GodwitPartyJoined.Result:
	return GodwitPartyJoined.Result.new(await _client.request(GodwitPartyCreate.new(name_)))


## Creates a party with you as its leader and only member.
func create_with(message: GodwitPartyCreate) -> GodwitPartyJoined.Result:
	return GodwitPartyJoined.Result.new(await _client.request(message))


## Joins an open party by its code.
func join(code: String, name_: String) -> GodwitPartyJoined.Result:
	return GodwitPartyJoined.Result.new(await _client.request(GodwitPartyJoin.new(code, name_)))


## Requests the party you are in, for example after your client has restarted.
func current() -> GodwitPartyJoined.Result:
	return GodwitPartyJoined.Result.new(await _client.request(GodwitPartyCurrent.new()))


## Leaves the party. If the leader leaves, the connected member who joined first takes over.
func leave() -> GodwitResult:
	return await _client.request(GodwitPartyLeave.new())


## Disbands the party. Leader only.
func disband() -> GodwitResult:
	return await _client.request(GodwitPartyDisband.new())


## Kicks a member, who can only come back by invitation. Leader only.
func kick(member_id: String) -> GodwitResult:
	return await _client.request(GodwitPartyKick.new(member_id))


## Makes another member the leader. Leader only.
func promote(member_id: String) -> GodwitResult:
	return await _client.request(GodwitPartyPromote.new(member_id))


## Changes who may join. Leader only.
func configure(is_open: bool, max_members: int) -> GodwitResult:
	return await _client.request(GodwitPartyConfigure.new(is_open, max_members))


## Sets whether you are ready.
func set_ready(is_ready: bool) -> GodwitResult:
	return await _client.request(GodwitPartySetReady.new(is_ready))


## Changes the party's data. Leader only. A party can have 32 keys and about 4 kB.
func set_data(data: Dictionary) -> GodwitResult:
	return await _client.request(GodwitPartySetData.new(data))


## Changes your own data, such as a character or a colour. Each member can have 16 keys and about 1 kB.
func set_my_data(data: Dictionary) -> GodwitResult:
	return await _client.request(GodwitPartySetMyData.new(data))


## Invites a signed-in player into your party, on all of their sessions. Every member may do this.
func invite_player(player_id: String) -> GodwitPartyInvitationSent.Result:
	return GodwitPartyInvitationSent.Result.new(await _client.request(GodwitPartyInvitePlayer.new(player_id)))


## Invites a session, signed in or not, such as a member of a chat channel. Every member of a party may do this.
func invite_session(session_id: String) -> GodwitPartyInvitationSent.Result:
	return GodwitPartyInvitationSent.Result.new(await _client.request(GodwitPartyInviteSession.new(session_id)))


## Accepts an invitation and joins the party, whether it is open or not.
func accept(invitation_id: String, name_: String) -> GodwitPartyJoined.Result:
	return GodwitPartyJoined.Result.new(await _client.request(GodwitPartyAccept.new(invitation_id, name_)))


## Declines an invitation. The same member cannot invite you again until it would have expired.
func decline(invitation_id: String) -> GodwitResult:
	return await _client.request(GodwitPartyDecline.new(invitation_id))


## Withdraws an invitation you sent.
func withdraw(invitation_id: String) -> GodwitResult:
	return await _client.request(GodwitPartyWithdraw.new(invitation_id))


## Requests the invitations waiting for your answer.
func invitations() -> GodwitPartyInvitationsListed.Result:
	return GodwitPartyInvitationsListed.Result.new(await _client.request(GodwitPartyInvitations.new()))


func _on_member_joined(message: GodwitMessage) -> void:
	member_joined.emit(message as GodwitPartyMemberJoined)


func _on_member_left(message: GodwitMessage) -> void:
	member_left.emit(message as GodwitPartyMemberLeft)


func _on_member_status_changed(message: GodwitMessage) -> void:
	member_status_changed.emit(message as GodwitPartyMemberStatusChanged)


func _on_member_data_changed(message: GodwitMessage) -> void:
	member_data_changed.emit(message as GodwitPartyMemberDataChanged)


func _on_data_changed(message: GodwitMessage) -> void:
	data_changed.emit(message as GodwitPartyDataChanged)


func _on_leader_changed(message: GodwitMessage) -> void:
	leader_changed.emit(message as GodwitPartyLeaderChanged)


func _on_settings_changed(message: GodwitMessage) -> void:
	settings_changed.emit(message as GodwitPartySettingsChanged)


func _on_invited(message: GodwitMessage) -> void:
	invited.emit(message as GodwitPartyInvited)


func _on_invitation_ended(message: GodwitMessage) -> void:
	invitation_ended.emit(message as GodwitPartyInvitationEnded)


func _on_ended(message: GodwitMessage) -> void:
	ended.emit(message as GodwitPartyEnded)
