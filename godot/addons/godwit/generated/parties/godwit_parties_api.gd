class_name GodwitPartiesApi
extends RefCounted
## The messages of the server's module "parties".
##
## Generated from the contract; do not edit.

## Somebody joined your party, or a member has signed in.
signal member_joined(message: GodwitPartyMemberJoined)
## Somebody is no member of your party any more.
signal member_left(message: GodwitPartyMemberLeft)
## A member is ready or not any more, went away or is back.
signal member_status_changed(message: GodwitPartyMemberStatusChanged)
## A member changed what it says of itself.
signal member_data_changed(message: GodwitPartyMemberDataChanged)
## The leader changed the party's data.
signal data_changed(message: GodwitPartyDataChanged)
## Another member leads your party.
signal leader_changed(message: GodwitPartyLeaderChanged)
## The leader changed who may join.
signal settings_changed(message: GodwitPartySettingsChanged)
## Somebody invites you into a party.
signal invited(message: GodwitPartyInvited)
## An invitation that you sent or got is over.
signal invitation_ended(message: GodwitPartyInvitationEnded)
## You are in no party any more, and did not ask for it.
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


## Makes a party, whose leader and only member you are.
func create(name_: String) -> GodwitPartyJoined.Result:
	return GodwitPartyJoined.Result.new(await _client.request(GodwitPartyCreate.new(name_)))


## Makes a party, whose leader and only member you are.
func create_with(message: GodwitPartyCreate) -> GodwitPartyJoined.Result:
	return GodwitPartyJoined.Result.new(await _client.request(message))


## Joins an open party by its code.
func join(code: String, name_: String) -> GodwitPartyJoined.Result:
	return GodwitPartyJoined.Result.new(await _client.request(GodwitPartyJoin.new(code, name_)))


## Asks for the party that you are in, as after a restart of your own state.
func current() -> GodwitPartyJoined.Result:
	return GodwitPartyJoined.Result.new(await _client.request(GodwitPartyCurrent.new()))


## Leaves the party. When the leader leaves, the one leads who came first of those who are here.
func leave() -> GodwitResult:
	return await _client.request(GodwitPartyLeave.new())


## Ends the party for everybody. Leaders only.
func disband() -> GodwitResult:
	return await _client.request(GodwitPartyDisband.new())


## Sends a member away, who comes back by invitation only. Leaders only.
func kick(member_id: String) -> GodwitResult:
	return await _client.request(GodwitPartyKick.new(member_id))


## Makes another member the leader. Leaders only.
func promote(member_id: String) -> GodwitResult:
	return await _client.request(GodwitPartyPromote.new(member_id))


## Changes who may join. Leaders only.
func configure(is_open: bool, max_members: int) -> GodwitResult:
	return await _client.request(GodwitPartyConfigure.new(is_open, max_members))


## Says whether you are ready.
func set_ready(is_ready: bool) -> GodwitResult:
	return await _client.request(GodwitPartySetReady.new(is_ready))


## Changes the party's data. Leaders only. A party keeps 32 keys and about 4 kB.
func set_data(data: Dictionary) -> GodwitResult:
	return await _client.request(GodwitPartySetData.new(data))


## Changes what you say of yourself, such as a character or a colour. Each member has 16 keys and about 1 kB.
func set_my_data(data: Dictionary) -> GodwitResult:
	return await _client.request(GodwitPartySetMyData.new(data))


## Invites a signed-in player, wherever that player is connected, into your party. Every member may.
func invite_player(player_id: String) -> GodwitPartyInvitationSent.Result:
	return GodwitPartyInvitationSent.Result.new(await _client.request(GodwitPartyInvitePlayer.new(player_id)))


## Invites whoever has this session, signed in or not, such as a member of a chat channel. Every member of a party
## may.
func invite_session(session_id: String) -> GodwitPartyInvitationSent.Result:
	return GodwitPartyInvitationSent.Result.new(await _client.request(GodwitPartyInviteSession.new(session_id)))


## Accepts an invitation and joins the party, whether it is open or not.
func accept(invitation_id: String, name_: String) -> GodwitPartyJoined.Result:
	return GodwitPartyJoined.Result.new(await _client.request(GodwitPartyAccept.new(invitation_id, name_)))


## Declines an invitation. The same member cannot invite you again before it would have ended by itself.
func decline(invitation_id: String) -> GodwitResult:
	return await _client.request(GodwitPartyDecline.new(invitation_id))


## Takes back an invitation of yours.
func withdraw(invitation_id: String) -> GodwitResult:
	return await _client.request(GodwitPartyWithdraw.new(invitation_id))


## Asks for the invitations that wait for your answer.
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
