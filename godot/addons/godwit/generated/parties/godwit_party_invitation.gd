class_name GodwitPartyInvitation
extends GodwitStruct
## An invitation to a party.
##
## Generated from the contract; do not edit.

## The invitation's id, for the answer.
var id: String = ""
## The party's id.
var party_id: String = ""
## The session id of the member who invited you.
var from_id: String = ""
## The player id of that member, if signed in. (optional)
var from_player_id: String = "":
	set(new_value):
		from_player_id = new_value
		has_from_player_id = true
## True when [member from_player_id] is set; setting it makes it so.
var has_from_player_id: bool = false
## The name of that member.
var from_name: String = ""
## Number of members. (1 to 16)
var members: int = 0
## Maximum number of members. (1 to 16)
var max_members: int = 0
## When it expires, milliseconds since 1970.
var expires_at_ms: float = 0.0


func _init(p_id: String = "", p_party_id: String = "", p_from_id: String = "", p_from_name: String = "", p_members: int = 0, p_max_members: int = 0, p_expires_at_ms: float = 0.0) -> void:
	id = p_id
	party_id = p_party_id
	from_id = p_from_id
	from_name = p_from_name
	members = p_members
	max_members = p_max_members
	expires_at_ms = p_expires_at_ms


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if members < 1:
		return "members must not be less than 1."
	if members > 16:
		return "members must not be greater than 16."
	if max_members < 1:
		return "maxMembers must not be less than 1."
	if max_members > 16:
		return "maxMembers must not be greater than 16."
	if not absf(expires_at_ms) < INF:
		return "expiresAtMs must be a finite number."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["id"] = id
	values["partyId"] = party_id
	values["fromId"] = from_id
	if has_from_player_id:
		values["fromPlayerId"] = from_player_id
	values["fromName"] = from_name
	values["members"] = members
	values["maxMembers"] = max_members
	values["expiresAtMs"] = expires_at_ms
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	id = GodwitFields.to_text(values.get("id"), "")
	party_id = GodwitFields.to_text(values.get("partyId"), "")
	from_id = GodwitFields.to_text(values.get("fromId"), "")
	if values.get("fromPlayerId") != null:
		from_player_id = GodwitFields.to_text(values.get("fromPlayerId"), "")
	from_name = GodwitFields.to_text(values.get("fromName"), "")
	members = GodwitFields.to_int(values.get("members"), 0)
	max_members = GodwitFields.to_int(values.get("maxMembers"), 0)
	expires_at_ms = GodwitFields.to_float(values.get("expiresAtMs"), 0.0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_from_player_id:
		head |= 1
	writer.put_bits(head, 1)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(id)
	writer.put_text(party_id)
	writer.put_text(from_id)
	if has_from_player_id:
		writer.put_text(from_player_id)
	writer.put_text(from_name)
	stream.put_u8(members)
	stream.put_u8(max_members)
	stream.put_double(expires_at_ms)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	var stream: StreamPeerBuffer = reader.stream
	id = reader.get_text()
	party_id = reader.get_text()
	from_id = reader.get_text()
	if (head & 1) != 0:
		from_player_id = reader.get_text()
	from_name = reader.get_text()
	if not reader.has(10):
		return
	members = stream.get_u8()
	max_members = stream.get_u8()
	expires_at_ms = stream.get_double()
