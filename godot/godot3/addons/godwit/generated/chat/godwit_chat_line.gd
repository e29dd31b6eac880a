extends GodwitStruct
class_name GodwitChatLine
## One line in a channel.
##
## Generated from the contract; do not edit.

## Counts up from 1 in each channel.
var id: int = 0
## The channel it was said in.
var channel: String = ""
## Who said it.
var from: GodwitChatMember = GodwitChatMember.new()
## Plain text, as written or as the server's word filter left it; empty once deleted.
var text: String = ""
## When the server accepted it, milliseconds since 1970.
var sent_at_ms: float = 0.0
## When the text was last edited, milliseconds since 1970; absent if never. (optional)
var edited_at_ms: float = 0.0 setget set_edited_at_ms
## True when [member edited_at_ms] is set; setting it makes it so.
var has_edited_at_ms: bool = false
## True when it was deleted and only its place remains; otherwise absent. (optional)
var is_deleted: bool = false setget set_is_deleted
## True when [member is_deleted] is set; setting it makes it so.
var has_is_deleted: bool = false


func _init(p_id: int = 0, p_channel: String = "", p_from: GodwitChatMember = null, p_text: String = "", p_sent_at_ms: float = 0.0) -> void:
	id = p_id
	channel = p_channel
	from = p_from if p_from != null else GodwitChatMember.new()
	text = p_text
	sent_at_ms = p_sent_at_ms


## Sets [member edited_at_ms].
func set_edited_at_ms(new_value: float) -> void:
	edited_at_ms = new_value
	has_edited_at_ms = true


## Sets [member is_deleted].
func set_is_deleted(new_value: bool) -> void:
	is_deleted = new_value
	has_is_deleted = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if id < -9007199254740991:
		return "id must not be less than -9007199254740991."
	if id > 9007199254740991:
		return "id must not be greater than 9007199254740991."
	if from == null:
		return "from must be set."
	var from_problem: String = from.check()
	if from_problem != "":
		return "from: " + from_problem
	if not abs(sent_at_ms) < INF:
		return "sentAtMs must be a finite number."
	if has_edited_at_ms:
		if not abs(edited_at_ms) < INF:
			return "editedAtMs must be a finite number."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["id"] = id
	values["channel"] = channel
	values["from"] = from.to_fields()
	values["text"] = text
	values["sentAtMs"] = sent_at_ms
	if has_edited_at_ms:
		values["editedAtMs"] = edited_at_ms
	if has_is_deleted:
		values["isDeleted"] = is_deleted
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	id = GodwitFields.to_int(values.get("id"), 0)
	channel = GodwitFields.to_text(values.get("channel"), "")
	from = GodwitChatMember.new()
	from.read_fields(GodwitFields.object_of(values, "from"))
	text = GodwitFields.to_text(values.get("text"), "")
	sent_at_ms = GodwitFields.to_float(values.get("sentAtMs"), 0.0)
	if values.get("editedAtMs") != null:
		edited_at_ms = GodwitFields.to_float(values.get("editedAtMs"), 0.0)
		has_edited_at_ms = true
	if values.get("isDeleted") != null:
		is_deleted = GodwitFields.to_bool(values.get("isDeleted"), false)
		has_is_deleted = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_edited_at_ms:
		head |= 1
	if has_is_deleted:
		head |= 2
	if has_is_deleted and is_deleted:
		head |= 4
	writer.put_bits(head, 3)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_varint(id)
	writer.put_text(channel)
	from.write(writer)
	writer.put_text(text)
	stream.put_double(sent_at_ms)
	if has_edited_at_ms:
		stream.put_double(edited_at_ms)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(3)
	var stream: StreamPeerBuffer = reader.stream
	id = reader.get_varint()
	channel = reader.get_text()
	from = GodwitChatMember.new()
	from.read(reader)
	text = reader.get_text()
	if not reader.has(8):
		return
	sent_at_ms = stream.get_double()
	if (head & 1) != 0:
		if not reader.has(8):
			return
		edited_at_ms = stream.get_double()
		has_edited_at_ms = true
	if (head & 2) != 0:
		is_deleted = (head & 4) != 0
		has_is_deleted = true
