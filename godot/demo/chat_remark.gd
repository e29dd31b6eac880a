class_name ChatRemark
extends RefCounted
## One thing someone said.

## The line's number on the server.
var id: int
## Who said it.
var from: ChatPerson
## What was said.
var text: String
## When, in milliseconds since 1970 by the server's clock.
var sent_at_ms: int


## Made from the message received when it was said.
static func heard(message: GodwitChatReceived) -> ChatRemark:
	return _of(message.id, message.from, message.text, message.sent_at_ms)


## Made from [param line] of the history.
static func remembered(line: GodwitChatLine) -> ChatRemark:
	return _of(line.id, line.from, line.text, line.sent_at_ms)


## Identifies the line, even after a restarted server counts from the beginning again.
func get_key() -> String:
	return "%d@%d" % [id, sent_at_ms]


## The local time of day, e.g. [code]14:03[/code].
func get_clock() -> String:
	var bias_minutes: int = Time.get_time_zone_from_system()["bias"]
	return Time.get_time_string_from_unix_time(floori(sent_at_ms / 1000.0) + bias_minutes * 60).left(5)


static func _of(p_id: int, member: GodwitChatMember, p_text: String, p_sent_at_ms: float) -> ChatRemark:
	var remark := ChatRemark.new()
	remark.id = p_id
	remark.from = ChatPerson.of(member)
	remark.text = p_text
	remark.sent_at_ms = int(p_sent_at_ms)
	return remark
