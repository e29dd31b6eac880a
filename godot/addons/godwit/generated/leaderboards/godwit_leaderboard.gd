class_name GodwitLeaderboard
extends GodwitStruct
## One board.
##
## Generated from the contract; do not edit.

const _ORDER_VALUES := ["ascending", "descending"]

const _POLICY_VALUES := ["best", "last", "sum"]

## The `board` of other messages.
var id: String = ""
## Which score is best.
var order: String = "ascending"
## How a new score combines with the old one.
var policy: String = "best"
## Whether players may submit scores; otherwise only the game itself does.
var is_open: bool = false
## The game's own JSON text; empty when there is none.
var metadata: String = ""
## When the current season started, in seconds since 1970; 0 on a board without resets. (0 to)
var season: int = 0
## When the next season starts, milliseconds since 1970; absent on a board without resets. (optional)
var ends_at_ms: float = 0.0:
	set(new_value):
		ends_at_ms = new_value
		has_ends_at_ms = true
## True when [member ends_at_ms] is set; setting it makes it so.
var has_ends_at_ms: bool = false


func _init(p_id: String = "", p_order: String = "ascending", p_policy: String = "best", p_is_open: bool = false, p_metadata: String = "", p_season: int = 0) -> void:
	id = p_id
	order = p_order
	policy = p_policy
	is_open = p_is_open
	metadata = p_metadata
	season = p_season


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if not order in _ORDER_VALUES:
		return "order must be one of ascending, descending."
	if not policy in _POLICY_VALUES:
		return "policy must be one of best, last, sum."
	if season < 0:
		return "season must not be less than 0."
	if season > 9007199254740991:
		return "season must not be greater than 9007199254740991."
	if has_ends_at_ms:
		if not absf(ends_at_ms) < INF:
			return "endsAtMs must be a finite number."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["id"] = id
	values["order"] = order
	values["policy"] = policy
	values["isOpen"] = is_open
	values["metadata"] = metadata
	values["season"] = season
	if has_ends_at_ms:
		values["endsAtMs"] = ends_at_ms
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	id = GodwitFields.to_text(values.get("id"), "")
	order = GodwitFields.to_text(values.get("order"), "ascending")
	policy = GodwitFields.to_text(values.get("policy"), "best")
	is_open = GodwitFields.to_bool(values.get("isOpen"), false)
	metadata = GodwitFields.to_text(values.get("metadata"), "")
	season = GodwitFields.to_int(values.get("season"), 0)
	if values.get("endsAtMs") != null:
		ends_at_ms = GodwitFields.to_float(values.get("endsAtMs"), 0.0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_open:
		head |= 1
	if has_ends_at_ms:
		head |= 2
	writer.put_bits(head, 2)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(id)
	writer.put_index(_ORDER_VALUES.find(order), 2)
	writer.put_index(_POLICY_VALUES.find(policy), 3)
	writer.put_text(metadata)
	writer.put_varuint(season)
	if has_ends_at_ms:
		stream.put_double(ends_at_ms)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(2)
	var stream: StreamPeerBuffer = reader.stream
	id = reader.get_text()
	if not reader.has(2):
		return
	order = _ORDER_VALUES[reader.get_index(2)]
	policy = _POLICY_VALUES[reader.get_index(3)]
	is_open = (head & 1) != 0
	metadata = reader.get_text()
	season = reader.get_varuint()
	if (head & 2) != 0:
		if not reader.has(8):
			return
		ends_at_ms = stream.get_double()
