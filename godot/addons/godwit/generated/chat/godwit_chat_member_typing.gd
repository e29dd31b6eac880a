class_name GodwitChatMemberTyping
extends GodwitMessage
## Somebody in one of your channels is typing; show it for three seconds.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 220

## The field channel.
var channel: String = ""
## Who is typing.
var member: GodwitChatMember = GodwitChatMember.new()


func _init(p_channel: String = "", p_member: GodwitChatMember = null) -> void:
	super(TYPE)
	channel = p_channel
	member = p_member if p_member != null else GodwitChatMember.new()


## How a request that is answered by [GodwitChatMemberTyping] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitChatMemberTyping


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitChatMemberTyping


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if member == null:
		return "member must be set."
	var member_problem: String = member.check()
	if member_problem != "":
		return "member: " + member_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["channel"] = channel
	values["member"] = member.to_fields()
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	channel = GodwitFields.to_text(values.get("channel"), "")
	member = GodwitChatMember.new()
	member.read_fields(GodwitFields.object_of(values, "member"))


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	writer.put_text(channel)
	member.write(writer)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	channel = reader.get_text()
	member = GodwitChatMember.new()
	member.read(reader)
