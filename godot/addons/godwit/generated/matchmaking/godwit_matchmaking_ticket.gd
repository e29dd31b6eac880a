class_name GodwitMatchmakingTicket
extends GodwitMessage
## You are waiting for a match: the reply to the player who asked, and sent to the members of the leader's party.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 331

const _STATE_VALUES := ["waiting", "proposed"]

## Unique; not secret.
var ticket_id: String = ""
## The queue's name.
var queue: String = ""
## Whether a match is waiting for your response.
var state: String = "waiting"
## Session ids of the players on this ticket, the leader first; a player without a party is alone.
var player_ids: Array[String] = []
## How long the ticket has waited, in milliseconds. (0 to)
var waited_ms: int = 0
## The usual total wait of such a ticket, in milliseconds; absent until a similar one has found a match. (0 to;
## optional)
var expected_ms: int = 0:
	set(new_value):
		expected_ms = new_value
		has_expected_ms = true
## True when [member expected_ms] is set; setting it makes it so.
var has_expected_ms: bool = false
## Its place in the queue by arrival, from 1. A ticket that nobody suits is overtaken. (1 to)
var position: int = 0
## The skill difference the ticket currently accepts; absent in a queue without skill. (optional)
var skill_window: float = 0.0:
	set(new_value):
		skill_window = new_value
		has_skill_window = true
## True when [member skill_window] is set; setting it makes it so.
var has_skill_window: bool = false


func _init(p_ticket_id: String = "", p_queue: String = "", p_state: String = "waiting", p_player_ids: Array[String] = [], p_waited_ms: int = 0, p_position: int = 0) -> void:
	super(TYPE)
	ticket_id = p_ticket_id
	queue = p_queue
	state = p_state
	player_ids = p_player_ids
	waited_ms = p_waited_ms
	position = p_position


## How a request that is answered by [GodwitMatchmakingTicket] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitMatchmakingTicket


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitMatchmakingTicket


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if not state in _STATE_VALUES:
		return "state must be one of waiting, proposed."
	if waited_ms < 0:
		return "waitedMs must not be less than 0."
	if waited_ms > 9007199254740991:
		return "waitedMs must not be greater than 9007199254740991."
	if has_expected_ms:
		if expected_ms < 0:
			return "expectedMs must not be less than 0."
		if expected_ms > 9007199254740991:
			return "expectedMs must not be greater than 9007199254740991."
	if position < 1:
		return "position must not be less than 1."
	if position > 9007199254740991:
		return "position must not be greater than 9007199254740991."
	if has_skill_window:
		if not absf(skill_window) < INF:
			return "skillWindow must be a finite number."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["ticketId"] = ticket_id
	values["queue"] = queue
	values["state"] = state
	values["playerIds"] = player_ids
	values["waitedMs"] = waited_ms
	if has_expected_ms:
		values["expectedMs"] = expected_ms
	values["position"] = position
	if has_skill_window:
		values["skillWindow"] = skill_window
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	ticket_id = GodwitFields.to_text(values.get("ticketId"), "")
	queue = GodwitFields.to_text(values.get("queue"), "")
	state = GodwitFields.to_text(values.get("state"), "waiting")
	var player_ids_items: Array[String] = []
	for _value: Variant in GodwitFields.list_of(values, "playerIds"):
		player_ids_items.append(GodwitFields.to_text(_value, ""))
	player_ids = player_ids_items
	waited_ms = GodwitFields.to_int(values.get("waitedMs"), 0)
	if values.get("expectedMs") != null:
		expected_ms = GodwitFields.to_int(values.get("expectedMs"), 0)
	position = GodwitFields.to_int(values.get("position"), 0)
	if values.get("skillWindow") != null:
		skill_window = GodwitFields.to_float(values.get("skillWindow"), 0.0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_expected_ms:
		head |= 1
	if has_skill_window:
		head |= 2
	writer.put_bits(head, 2)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(ticket_id)
	writer.put_text(queue)
	writer.put_index(_STATE_VALUES.find(state), 2)
	writer.put_varuint(player_ids.size())
	for _item in player_ids:
		writer.put_text(_item)
	writer.put_varuint(waited_ms)
	if has_expected_ms:
		writer.put_varuint(expected_ms)
	writer.put_varuint(position)
	if has_skill_window:
		stream.put_double(skill_window)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(2)
	var stream: StreamPeerBuffer = reader.stream
	ticket_id = reader.get_text()
	queue = reader.get_text()
	if not reader.has(1):
		return
	state = _STATE_VALUES[reader.get_index(2)]
	var player_ids_items: Array[String] = []
	for _index in range(reader.get_count(1)):
		player_ids_items.append(reader.get_text())
	player_ids = player_ids_items
	waited_ms = reader.get_varuint()
	if (head & 1) != 0:
		expected_ms = reader.get_varuint()
	position = reader.get_varuint()
	if (head & 2) != 0:
		if not reader.has(8):
			return
		skill_window = stream.get_double()
