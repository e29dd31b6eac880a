extends GodwitMessage
class_name GodwitChatMemberJoined
## Somebody joined one of your channels, or joined again under a new name.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 210

## The field channel.
var channel: String = ""
## The field member.
var member: GodwitChatMember = GodwitChatMember.new()
## The number of members now.
var member_count: int = 0


func _init(p_channel: String = "", p_member: GodwitChatMember = null, p_member_count: int = 0).(TYPE) -> void:
	channel = p_channel
	member = p_member if p_member != null else GodwitChatMember.new()
	member_count = p_member_count


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if member == null:
		return "member must be set."
	var member_problem: String = member.check()
	if member_problem != "":
		return "member: " + member_problem
	if member_count < -9007199254740991:
		return "memberCount must not be less than -9007199254740991."
	if member_count > 9007199254740991:
		return "memberCount must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["channel"] = channel
	values["member"] = member.to_fields()
	values["memberCount"] = member_count
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	channel = GodwitFields.to_text(values.get("channel"), "")
	member = GodwitChatMember.new()
	member.read_fields(GodwitFields.object_of(values, "member"))
	member_count = GodwitFields.to_int(values.get("memberCount"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(channel)
	member.write(writer)
	writer.put_varint(member_count)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	channel = reader.get_text()
	member = GodwitChatMember.new()
	member.read(reader)
	member_count = reader.get_varint()
