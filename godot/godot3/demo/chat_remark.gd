class_name ChatRemark
extends Reference
## One thing someone said.

## The line's number on the server.
var id: int
## Who said it.
var from: ChatPerson
## What was said.
var text: String
## When, in milliseconds since 1970 by the server's clock.
var sent_at_ms: int


## Made from a GodwitChatReceived, or from a GodwitChatLine of the history.
func _init(line: GodwitStruct) -> void:
	id = line.id
	from = ChatPerson.new(line.from)
	text = line.text
	sent_at_ms = int(line.sent_at_ms)


## Identifies the line, even after a restarted server counts from the beginning again.
func get_key() -> String:
	return "%d@%d" % [id, sent_at_ms]


## The local time of day, e.g. 14:03.
func get_clock() -> String:
	var bias_minutes: int = OS.get_time_zone_info()["bias"]
	var local := OS.get_datetime_from_unix_time(int(sent_at_ms / 1000.0) + bias_minutes * 60)
	return "%02d:%02d" % [local["hour"], local["minute"]]
