extends GodwitMessage
class_name GodwitMatchmakingEnqueue
## Looks for a match for you, or for your whole party if you are its leader. Nobody may be in a room. The server
## puts you into the match's room on its own.
##
## The server answers with [GodwitMatchmakingTicket].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 330

## The queue's name. (1 to 32 characters)
var queue: String = ""
## Your (or your party's) string properties by name: {"region": "eu"}. ([String] to [String]; 0 to 16 entries; 0
## to 64 characters; optional)
var strings: Dictionary = {} setget set_strings
## True when [member strings] is set; setting it makes it so.
var has_strings: bool = false
## Your (or your party's) number properties by name: {"skill": 1200}. ([String] to [float]; 0 to 16 entries;
## optional)
var numbers: Dictionary = {} setget set_numbers
## True when [member numbers] is set; setting it makes it so.
var has_numbers: bool = false
## What everyone else in the match must have: region = 'eu' and skill within 200. Absent: no conditions. (0 to 512
## characters; optional)
var query: String = "" setget set_query
## True when [member query] is set; setting it makes it so.
var has_query: bool = false
## Your name in the room as the others see it, 1 to 24 characters; absent: your name in the party, if you are in
## one. (1 to 24 characters; one line of visible characters; optional)
var name_: String = "" setget set_name_
## True when [member name_] is set; setting it makes it so.
var has_name_: bool = false


func _init(p_queue: String = "").(TYPE) -> void:
	queue = p_queue


## Sets [member strings].
func set_strings(new_value: Dictionary) -> void:
	strings = new_value
	has_strings = true


## Sets [member numbers].
func set_numbers(new_value: Dictionary) -> void:
	numbers = new_value
	has_numbers = true


## Sets [member query].
func set_query(new_value: String) -> void:
	query = new_value
	has_query = true


## Sets [member name_].
func set_name_(new_value: String) -> void:
	name_ = new_value
	has_name_ = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if queue.length() < 1:
		return "queue must have at least 1 characters."
	if queue.length() > 32:
		return "queue must have at most 32 characters."
	if has_strings:
		if strings.size() > 16:
			return "strings must have at most 16 entries."
		for _key in strings:
			if _key.length() > 32:
				return "strings must have keys of at most 32 characters."
			var _item: String = strings[_key]
			if _item.length() > 64:
				return "strings must have at most 64 characters."
	if has_numbers:
		if numbers.size() > 16:
			return "numbers must have at most 16 entries."
		for _key in numbers:
			if _key.length() > 32:
				return "numbers must have keys of at most 32 characters."
			var _item: float = numbers[_key]
			if not abs(_item) < INF:
				return "numbers must be a finite number."
	if has_query:
		if query.length() > 512:
			return "query must have at most 512 characters."
	if has_name_:
		if name_.length() < 1:
			return "name must have at least 1 characters."
		if name_.length() > 24:
			return "name must have at most 24 characters."
		var name__problem: String = GodwitText.name_problem(name_)
		if name__problem != "":
			return "name " + name__problem + "."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["queue"] = queue
	if has_strings:
		values["strings"] = strings
	if has_numbers:
		values["numbers"] = numbers
	if has_query:
		values["query"] = query
	if has_name_:
		values["name"] = name_
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	queue = GodwitFields.to_text(values.get("queue"), "")
	if values.get("strings") != null:
		var strings_entries: Dictionary = {}
		var strings_source: Dictionary = GodwitFields.object_of(values, "strings")
		for _key in strings_source:
			strings_entries[_key] = GodwitFields.to_text(strings_source[_key], "")
		strings = strings_entries
		has_strings = true
	if values.get("numbers") != null:
		var numbers_entries: Dictionary = {}
		var numbers_source: Dictionary = GodwitFields.object_of(values, "numbers")
		for _key in numbers_source:
			numbers_entries[_key] = GodwitFields.to_float(numbers_source[_key], 0.0)
		numbers = numbers_entries
		has_numbers = true
	if values.get("query") != null:
		query = GodwitFields.to_text(values.get("query"), "")
		has_query = true
	if values.get("name") != null:
		name_ = GodwitFields.to_text(values.get("name"), "")
		has_name_ = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_strings:
		head |= 1
	if has_numbers:
		head |= 2
	if has_query:
		head |= 4
	if has_name_:
		head |= 8
	writer.put_bits(head, 4)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(queue)
	if has_strings:
		writer.put_varuint(strings.size())
		for _key in strings:
			writer.put_text(_key)
			var _item: String = strings[_key]
			writer.put_text(_item)
	if has_numbers:
		writer.put_varuint(numbers.size())
		for _key in numbers:
			writer.put_text(_key)
			var _item: float = numbers[_key]
			stream.put_double(_item)
	if has_query:
		writer.put_text(query)
	if has_name_:
		writer.put_text(name_)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(4)
	var stream: StreamPeerBuffer = reader.stream
	queue = reader.get_text()
	if (head & 1) != 0:
		var strings_entries: Dictionary = {}
		for _index in range(reader.get_count(2)):
			var _key: String = reader.get_text()
			if not reader.is_new_key(strings_entries, _key):
				return
			strings_entries[_key] = reader.get_text()
		strings = strings_entries
		has_strings = true
	if (head & 2) != 0:
		var numbers_entries: Dictionary = {}
		for _index in range(reader.get_count(9)):
			var _key: String = reader.get_text()
			if not reader.is_new_key(numbers_entries, _key):
				return
			if not reader.has(8):
				return
			numbers_entries[_key] = stream.get_double()
		numbers = numbers_entries
		has_numbers = true
	if (head & 4) != 0:
		query = reader.get_text()
		has_query = true
	if (head & 8) != 0:
		name_ = reader.get_text()
		has_name_ = true
