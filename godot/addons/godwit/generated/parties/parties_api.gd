class_name PartiesApi
extends RefCounted
## The messages of the server's module "parties".
##
## Generated from the contract; do not edit.

## Somebody joined your party, or a member has signed in.
signal member_joined(message: PartyMemberJoined)
## Somebody is no member of your party any more.
signal member_left(message: PartyMemberLeft)
## A member is ready or not any more, went away or is back.
signal member_status_changed(message: PartyMemberStatusChanged)
## A member changed what it says of itself.
signal member_data_changed(message: PartyMemberDataChanged)
## The leader changed the party's data.
signal data_changed(message: PartyDataChanged)
## Another member leads your party.
signal leader_changed(message: PartyLeaderChanged)
## The leader changed who may join.
signal settings_changed(message: PartySettingsChanged)
## Somebody invites you into a party.
signal invited(message: PartyInvited)
## An invitation that you sent or got is over.
signal invitation_ended(message: PartyInvitationEnded)
## You are in no party any more, and did not ask for it.
signal ended(message: PartyEnded)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(PartyMemberJoined.TYPE, _on_member_joined)
	client.on(PartyMemberLeft.TYPE, _on_member_left)
	client.on(PartyMemberStatusChanged.TYPE, _on_member_status_changed)
	client.on(PartyMemberDataChanged.TYPE, _on_member_data_changed)
	client.on(PartyDataChanged.TYPE, _on_data_changed)
	client.on(PartyLeaderChanged.TYPE, _on_leader_changed)
	client.on(PartySettingsChanged.TYPE, _on_settings_changed)
	client.on(PartyInvited.TYPE, _on_invited)
	client.on(PartyInvitationEnded.TYPE, _on_invitation_ended)
	client.on(PartyEnded.TYPE, _on_ended)


## Makes a party, whose leader and only member you are.
func create(name_: String) -> PartyJoined.Result:
	return PartyJoined.Result.new(await _client.request(PartyCreate.new(name_)))


## Makes a party, whose leader and only member you are.
func create_with(message: PartyCreate) -> PartyJoined.Result:
	return PartyJoined.Result.new(await _client.request(message))


## Joins an open party by its code.
func join(code: String, name_: String) -> PartyJoined.Result:
	return PartyJoined.Result.new(await _client.request(PartyJoin.new(code, name_)))


## Asks for the party that you are in, as after a restart of your own state.
func current() -> PartyJoined.Result:
	return PartyJoined.Result.new(await _client.request(PartyCurrent.new()))


## Leaves the party. When the leader leaves, the one leads who came first of those who are here.
func leave() -> GodwitResult:
	return await _client.request(PartyLeave.new())


## Ends the party for everybody. Leaders only.
func disband() -> GodwitResult:
	return await _client.request(PartyDisband.new())


## Sends a member away, who comes back by invitation only. Leaders only.
func kick(member_id: String) -> GodwitResult:
	return await _client.request(PartyKick.new(member_id))


## Makes another member the leader. Leaders only.
func promote(member_id: String) -> GodwitResult:
	return await _client.request(PartyPromote.new(member_id))


## Changes who may join. Leaders only.
func configure(is_open: bool, max_members: int) -> GodwitResult:
	return await _client.request(PartyConfigure.new(is_open, max_members))


## Says whether you are ready.
func set_ready(is_ready: bool) -> GodwitResult:
	return await _client.request(PartySetReady.new(is_ready))


## Changes the party's data. Leaders only. A party keeps 32 keys and about 4 kB.
func set_data(data: Dictionary) -> GodwitResult:
	return await _client.request(PartySetData.new(data))


## Changes what you say of yourself, such as a character or a colour. Each member has 16 keys and about 1 kB.
func set_my_data(data: Dictionary) -> GodwitResult:
	return await _client.request(PartySetMyData.new(data))


## Invites a signed-in player, wherever that player is connected, into your party. Every member may.
func invite_player(player_id: String) -> PartyInvitationSent.Result:
	return PartyInvitationSent.Result.new(await _client.request(PartyInvitePlayer.new(player_id)))


## Invites whoever has this session, signed in or not, such as a member of a chat channel. Every member of a party
## may.
func invite_session(session_id: String) -> PartyInvitationSent.Result:
	return PartyInvitationSent.Result.new(await _client.request(PartyInviteSession.new(session_id)))


## Accepts an invitation and joins the party, whether it is open or not.
func accept(invitation_id: String, name_: String) -> PartyJoined.Result:
	return PartyJoined.Result.new(await _client.request(PartyAccept.new(invitation_id, name_)))


## Declines an invitation. The same member cannot invite you again before it would have ended by itself.
func decline(invitation_id: String) -> GodwitResult:
	return await _client.request(PartyDecline.new(invitation_id))


## Takes back an invitation of yours.
func withdraw(invitation_id: String) -> GodwitResult:
	return await _client.request(PartyWithdraw.new(invitation_id))


## Asks for the invitations that wait for your answer.
func invitations() -> PartyInvitationsListed.Result:
	return PartyInvitationsListed.Result.new(await _client.request(PartyInvitations.new()))


func _on_member_joined(message: GodwitMessage) -> void:
	member_joined.emit(message as PartyMemberJoined)


func _on_member_left(message: GodwitMessage) -> void:
	member_left.emit(message as PartyMemberLeft)


func _on_member_status_changed(message: GodwitMessage) -> void:
	member_status_changed.emit(message as PartyMemberStatusChanged)


func _on_member_data_changed(message: GodwitMessage) -> void:
	member_data_changed.emit(message as PartyMemberDataChanged)


func _on_data_changed(message: GodwitMessage) -> void:
	data_changed.emit(message as PartyDataChanged)


func _on_leader_changed(message: GodwitMessage) -> void:
	leader_changed.emit(message as PartyLeaderChanged)


func _on_settings_changed(message: GodwitMessage) -> void:
	settings_changed.emit(message as PartySettingsChanged)


func _on_invited(message: GodwitMessage) -> void:
	invited.emit(message as PartyInvited)


func _on_invitation_ended(message: GodwitMessage) -> void:
	invitation_ended.emit(message as PartyInvitationEnded)


func _on_ended(message: GodwitMessage) -> void:
	ended.emit(message as PartyEnded)
