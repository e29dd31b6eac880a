extends GodwitMessage
class_name GodwitRoomJoined
## You are in the room now: the answer to whatever brought you in, or news where the server has put you in, back
## in after a crash for instance.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 51

## The room's id.
var room_id: String = ""
## The room's type, e.g. "arena".
var room_type: String = ""
## The code that opens the room to others, six characters.
var code: String = ""
## Your own member, as the others see you.
var member: GodwitRoomsRoomMember = GodwitRoomsRoomMember.new()
## Everybody in the room, you included, in the order they came.
var members: Array = []
## The host's session id; empty while there is none.
var host_id: String = ""
## How many players it takes. (1 to 65533)
var max_players: int = 0
## Whether it takes nobody any more.
var is_locked: bool = false
## What the room says of itself, e.g. {"map": "canyon"}.
var metadata: Dictionary = {}
## Ticks per second; 0 for a room that only answers messages. (0 to 1000)
var tick_hz: int = 0
## How many times per second the state is sent at most. (0 to 1000)
var patch_hz: int = 0


func _init(p_room_id: String = "", p_room_type: String = "", p_code: String = "", p_member: GodwitRoomsRoomMember = null, p_members: Array = [], p_host_id: String = "", p_max_players: int = 0, p_is_locked: bool = false, p_metadata: Dictionary = {}, p_tick_hz: int = 0, p_patch_hz: int = 0).(TYPE) -> void:
	room_id = p_room_id
	room_type = p_room_type
	code = p_code
	member = p_member if p_member != null else GodwitRoomsRoomMember.new()
	members = p_members
	host_id = p_host_id
	max_players = p_max_players
	is_locked = p_is_locked
	metadata = p_metadata
	tick_hz = p_tick_hz
	patch_hz = p_patch_hz


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if member == null:
		return "member must be set."
	var member_problem: String = member.check()
	if member_problem != "":
		return "member: " + member_problem
	for _item in members:
		var members_problem: String = _item.check()
		if members_problem != "":
			return "members: " + members_problem
	if max_players < 1:
		return "maxPlayers must not be less than 1."
	if max_players > 65533:
		return "maxPlayers must not be greater than 65533."
	var metadata_problem: String = GodwitUntyped.json_problem(metadata)
	if metadata_problem != "":
		return "metadata " + metadata_problem + "."
	if tick_hz < 0:
		return "tickHz must not be less than 0."
	if tick_hz > 1000:
		return "tickHz must not be greater than 1000."
	if patch_hz < 0:
		return "patchHz must not be less than 0."
	if patch_hz > 1000:
		return "patchHz must not be greater than 1000."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["roomId"] = room_id
	values["roomType"] = room_type
	values["code"] = code
	values["member"] = member.to_fields()
	var members_values: Array = []
	for _item in members:
		members_values.append(_item.to_fields())
	values["members"] = members_values
	values["hostId"] = host_id
	values["maxPlayers"] = max_players
	values["isLocked"] = is_locked
	values["metadata"] = metadata
	values["tickHz"] = tick_hz
	values["patchHz"] = patch_hz
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	room_id = GodwitFields.to_text(values.get("roomId"), "")
	room_type = GodwitFields.to_text(values.get("roomType"), "")
	code = GodwitFields.to_text(values.get("code"), "")
	member = GodwitRoomsRoomMember.new()
	member.read_fields(GodwitFields.object_of(values, "member"))
	var members_items: Array = []
	for _value in GodwitFields.list_of(values, "members"):
		var _item := GodwitRoomsRoomMember.new()
		_item.read_fields(GodwitFields.to_object(_value))
		members_items.append(_item)
	members = members_items
	host_id = GodwitFields.to_text(values.get("hostId"), "")
	max_players = GodwitFields.to_int(values.get("maxPlayers"), 0)
	is_locked = GodwitFields.to_bool(values.get("isLocked"), false)
	metadata = GodwitFields.to_object(values.get("metadata"))
	tick_hz = GodwitFields.to_int(values.get("tickHz"), 0)
	patch_hz = GodwitFields.to_int(values.get("patchHz"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_locked:
		head |= 1
	writer.put_bits(head, 1)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(room_id)
	writer.put_text(room_type)
	writer.put_text(code)
	member.write(writer)
	writer.put_varuint(members.size())
	for _item in members:
		_item.write(writer)
	writer.put_text(host_id)
	stream.put_u16(max_players)
	writer.put_json(metadata)
	stream.put_u16(tick_hz)
	stream.put_u16(patch_hz)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	var stream: StreamPeerBuffer = reader.stream
	room_id = reader.get_text()
	room_type = reader.get_text()
	code = reader.get_text()
	member = GodwitRoomsRoomMember.new()
	member.read(reader)
	var members_items: Array = []
	for _index in range(reader.get_count(5)):
		var _item := GodwitRoomsRoomMember.new()
		_item.read(reader)
		if reader.failed:
			return
		members_items.append(_item)
	members = members_items
	host_id = reader.get_text()
	if not reader.has(2):
		return
	max_players = stream.get_u16()
	is_locked = (head & 1) != 0
	metadata = reader.get_json()
	if not reader.has(4):
		return
	tick_hz = stream.get_u16()
	patch_hz = stream.get_u16()
