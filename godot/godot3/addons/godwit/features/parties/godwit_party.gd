class_name GodwitParty
extends Reference
## The party you are in, mirrored from the server.
##
## You get one from GodwitParties, which is Godwit.parties. It stays the same object across lost
## connections as long as the session lasts; after left it no longer changes.

## Emitted once, when you have left the party. reason is one of GodwitPartyMemberLeftReason.
signal left(reason)
## Emitted when a member joined.
signal member_joined(member)
## Emitted when a member left. reason is one of GodwitPartyMemberLeftReason.
signal member_left(member, reason)
## Emitted when a member's readiness, connection, sign-in or data changed.
signal member_changed(member)
## Emitted when the leader changed.
signal leader_changed(leader)
## Emitted when data, is_open or max_members changed.
signal changed

## How creating or joining a party ended.
class Result:
	extends GodwitResult
	## The party you are in now; null if it failed.
	var party

	func _init(from: GodwitResult, p_party) -> void:
		copy(from)
		party = p_party if ok else null


## The party's unique id, not secret.
var id: String
## What friends type to join.
var code: String
## All members, including you, in the order they joined. Do not modify it.
var members: Array = []
## Yourself.
var me: GodwitPartyMember
## The leader.
var leader: GodwitPartyMember
## Whether the code is enough to join; if not, only invited players may.
var is_open: bool
## The maximum number of members.
var max_members: int
## Data the leader has set for everyone: strings, numbers and booleans by key.
var data: Dictionary
## False after left.
var is_joined: bool = true
## True if you are the leader.
var is_leader: bool setget , get_is_leader
## True if every member is ready.
var is_everyone_ready: bool setget , get_is_everyone_ready

var _client: GodwitClient


func _init(client: GodwitClient, message: GodwitPartyJoined) -> void:
	_client = client
	read(message)


## Leaves the party.
func leave():
	return yield(_request(GodwitPartyLeave.new()), "completed")


## Ends the party for everybody. Leaders only.
func disband():
	return yield(_request(GodwitPartyDisband.new()), "completed")


## Kicks member, who can then only return by invitation. Leaders only.
func kick(member: GodwitPartyMember):
	return yield(_request(GodwitPartyKick.new(member.id)), "completed")


## Makes member the leader. Leaders only.
func promote(member: GodwitPartyMember):
	return yield(_request(GodwitPartyPromote.new(member.id)), "completed")


## Changes who may join: whether the code is enough, and the maximum number of members. Leaders only.
func configure(p_is_open: bool, p_max_members: int):
	return yield(_request(GodwitPartyConfigure.new(p_is_open, p_max_members)), "completed")


## Sets whether you are ready.
func set_ready(is_ready: bool):
	return yield(_request(GodwitPartySetReady.new(is_ready)), "completed")


## Changes the party's data: keys not in changes stay as they are, a null value removes its key. Leaders only.
func set_data(changes: Dictionary):
	return yield(_request(GodwitPartySetData.new(changes)), "completed")


## Changes your own data: keys not in changes stay as they are, a null value removes its key.
func set_my_data(changes: Dictionary):
	return yield(_request(GodwitPartySetMyData.new(changes)), "completed")


## Invites a signed-in player, wherever they are connected.
func invite_player(player_id: String):
	return yield(_request(GodwitPartyInvitePlayer.new(player_id)), "completed")


## Invites the player with this session, such as a member of your room or of a chat channel.
func invite_session(session_id: String):
	return yield(_request(GodwitPartyInviteSession.new(session_id)), "completed")


## The member with this session id; null if there is none.
func get_member(member_id: String) -> GodwitPartyMember:
	for member in members:
		if member.id == member_id:
			return member
	return null


## Applies the server's full data; for GodwitParties, as are the methods below.
func read(message: GodwitPartyJoined) -> void:
	var party = message.party
	id = party.id
	code = party.code
	is_open = party.is_open
	max_members = party.max_members
	data = party.data
	members = []
	for member in party.members:
		var added := GodwitPartyMember.new()
		added.read(member, message.member_id)
		members.append(added)
	me = get_member(message.member_id)
	leader = get_member(party.leader_id)


## A member joined, or has signed in.
func add_member(member: GodwitPartiesPartyMember) -> void:
	var known = get_member(member.id)
	if known != null:
		known.read(member, me.id)
		emit_signal("member_changed", known)
		return
	var added := GodwitPartyMember.new()
	added.read(member, me.id)
	members.append(added)
	emit_signal("member_joined", added)


## A member left.
func remove_member(member_id: String, reason: String) -> void:
	var member = get_member(member_id)
	if member == null:
		return
	members.erase(member)
	emit_signal("member_left", member, reason)


## A member's status changed.
func set_status(message: GodwitPartyMemberStatusChanged) -> void:
	var member = get_member(message.member_id)
	if member == null:
		return
	member.is_ready = message.is_ready
	member.is_away = message.is_away
	emit_signal("member_changed", member)


## A member's data changed.
func patch_member(member_id: String, changes: Dictionary) -> void:
	var member = get_member(member_id)
	if member == null:
		return
	_patch(member.data, changes)
	emit_signal("member_changed", member)


## The leader changed the party's data.
func patch(changes: Dictionary) -> void:
	_patch(data, changes)
	emit_signal("changed")


## The leader changed who may join.
func set_settings(message: GodwitPartySettingsChanged) -> void:
	is_open = message.is_open
	max_members = message.max_members
	emit_signal("changed")


## The leader changed.
func set_leader(leader_id: String) -> void:
	leader = get_member(leader_id)
	emit_signal("leader_changed", leader)


## You have left.
func end(reason: String) -> void:
	if not is_joined:
		return
	is_joined = false
	emit_signal("left", reason)


## See is_leader.
func get_is_leader() -> bool:
	return leader != null and leader.is_me


## See is_everyone_ready.
func get_is_everyone_ready() -> bool:
	for member in members:
		if not member.is_ready:
			return false
	return true


func _request(message: GodwitMessage):
	if not is_joined:
		return GodwitScripts.later(GodwitResult.failed("party.not_member"))
	return yield(_client.request(message), "completed")


static func _patch(target: Dictionary, changes: Dictionary) -> void:
	for key in changes:
		if changes[key] == null:
			target.erase(key)
		else:
			target[key] = changes[key]
