class_name ChatLine
extends RefCounted
## One thing someone said.

## The line's number on the server.
var id: int
## Who said it.
var from: ChatMember
## What was said.
var text: String
## When, in milliseconds since 1970 by the server's clock.
var sent_at_ms: int


## The line in [param fields] of a message.
static func from_fields(fields: Dictionary) -> ChatLine:
	var line := ChatLine.new()
	line.id = GodwitFields.int_of(fields, "id")
	line.from = ChatMember.from_fields(GodwitFields.object_of(fields, "from"))
	line.text = GodwitFields.text_of(fields, "text")
	line.sent_at_ms = GodwitFields.int_of(fields, "sentAtMs")
	return line


## Tells lines apart, also after a server restart began to count anew.
func get_key() -> String:
	return "%d@%d" % [id, sent_at_ms]


## The local time of day, e.g. [code]14:03[/code].
func get_clock() -> String:
	var bias_minutes: int = Time.get_time_zone_from_system()["bias"]
	return Time.get_time_string_from_unix_time(floori(sent_at_ms / 1000.0) + bias_minutes * 60).left(5)
