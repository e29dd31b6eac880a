extends GodwitMessage
class_name ChatReceived
## Somebody in one of your channels said something.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 205

## Counts up from 1 in each channel.
var id: int = 0
## The channel it was said in.
var channel: String = ""
## Who said it.
var from: ChatMember = ChatMember.new()
## Plain text, exactly as it was said.
var text: String = ""
## When the server took it, milliseconds since 1970.
var sent_at_ms: float = 0.0


func _init(p_id: int = 0, p_channel: String = "", p_from: ChatMember = null, p_text: String = "", p_sent_at_ms: float = 0.0).(TYPE) -> void:
	id = p_id
	channel = p_channel
	from = p_from if p_from != null else ChatMember.new()
	text = p_text
	sent_at_ms = p_sent_at_ms


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if from == null:
		return "from must be set."
	var from_problem: String = from.check()
	if from_problem != "":
		return "from: " + from_problem
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["id"] = id
	values["channel"] = channel
	values["from"] = from.to_fields()
	values["text"] = text
	values["sentAtMs"] = sent_at_ms
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	id = GodwitFields.to_int(values.get("id"), 0)
	channel = GodwitFields.to_text(values.get("channel"), "")
	from = ChatMember.new()
	from.read_fields(GodwitFields.object_of(values, "from"))
	text = GodwitFields.to_text(values.get("text"), "")
	sent_at_ms = GodwitFields.to_float(values.get("sentAtMs"), 0.0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	writer.put_varint(id)
	writer.put_text(channel)
	from.write(writer)
	writer.put_text(text)
	stream.put_double(sent_at_ms)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	id = reader.get_varint()
	channel = reader.get_text()
	from = ChatMember.new()
	from.read(reader)
	text = reader.get_text()
	if not reader.has(8):
		return
	sent_at_ms = stream.get_double()
