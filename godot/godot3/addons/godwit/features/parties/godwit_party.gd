class_name GodwitParty
extends Reference
## The party you are in, as the server has it.
##
## You get one from GodwitParties, which is Godwit.parties. It stays the same object through lost
## connections as long as the session goes on; after left it changes no more.

## Emitted once, when you are not in the party any more. reason is one of GodwitPartyMemberLeftReason.
signal left(reason)
## Emitted when somebody joined.
signal member_joined(member)
## Emitted when somebody is no member any more. reason is one of GodwitPartyMemberLeftReason.
signal member_left(member, reason)
## Emitted when a member is ready or not any more, went away, is back, has signed in or says something else of itself.
signal member_changed(member)
## Emitted when another member leads.
signal leader_changed(leader)
## Emitted when data, is_open or max_members changed.
signal changed

## How creating or joining a party ended.
class Result:
	extends GodwitResult
	## The party you are in now; null when it failed.
	var party

	func _init(from: GodwitResult, p_party) -> void:
		copy(from)
		party = p_party if ok else null


## Unique, and no secret.
var id: String
## What friends type to join.
var code: String
## Everybody, you included, in the order they came. Do not change it.
var members: Array = []
## Yourself.
var me: GodwitPartyMember
## Who leads.
var leader: GodwitPartyMember
## Whether the code is enough to join; else only the invited may.
var is_open: bool
## How many members it has room for.
var max_members: int
## What the leader has set for all: texts, numbers and booleans by key.
var data: Dictionary
## False after left.
var is_joined: bool = true
## True when you lead.
var is_leader: bool setget , get_is_leader
## True when every member has said that it is ready.
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


## Sends member away, who comes back by invitation only. Leaders only.
func kick(member: GodwitPartyMember):
	return yield(_request(GodwitPartyKick.new(member.id)), "completed")


## Makes member the leader. Leaders only.
func promote(member: GodwitPartyMember):
	return yield(_request(GodwitPartyPromote.new(member.id)), "completed")


## Changes who may join: whether the code is enough, and how many there is room for. Leaders only.
func configure(p_is_open: bool, p_max_members: int):
	return yield(_request(GodwitPartyConfigure.new(p_is_open, p_max_members)), "completed")


## Says whether you are ready.
func set_ready(is_ready: bool):
	return yield(_request(GodwitPartySetReady.new(is_ready)), "completed")


## Changes the party's data: keys that are not in changes stay as they are, a null removes its key. Leaders only.
func set_data(changes: Dictionary):
	return yield(_request(GodwitPartySetData.new(changes)), "completed")


## Changes what you say of yourself: keys that are not in changes stay as they are, a null removes its key.
func set_my_data(changes: Dictionary):
	return yield(_request(GodwitPartySetMyData.new(changes)), "completed")


## Invites a signed-in player, wherever that player is connected.
func invite_player(player_id: String):
	return yield(_request(GodwitPartyInvitePlayer.new(player_id)), "completed")


## Invites whoever has this session, such as a member of your room or of a chat channel.
func invite_session(session_id: String):
	return yield(_request(GodwitPartyInviteSession.new(session_id)), "completed")


## The member with this session id; null when there is none.
func get_member(member_id: String) -> GodwitPartyMember:
	for member in members:
		if member.id == member_id:
			return member
	return null


## Takes all that the server says of the party; for GodwitParties, as are those below.
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


## Somebody joined, or has signed in.
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


## Somebody is no member any more.
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


## A member says something else of itself.
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


## Another member leads.
func set_leader(leader_id: String) -> void:
	leader = get_member(leader_id)
	emit_signal("leader_changed", leader)


## You are out.
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
