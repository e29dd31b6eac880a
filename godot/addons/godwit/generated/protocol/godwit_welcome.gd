class_name GodwitWelcome
extends GodwitMessage
## The server's greeting: just a text on connecting, or the full answer to a Hello.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 1

## A friendly line; "hello, client!".
var text: String = ""
## The session's id, 36 characters; absent in the first greeting. (optional)
var session_id: String = "":
	set(new_value):
		session_id = new_value
		has_session_id = true
## True when [member session_id] is set; setting it makes it so.
var has_session_id: bool = false
## Server time, milliseconds since 1970. (optional)
var server_time_ms: float = 0.0:
	set(new_value):
		server_time_ms = new_value
		has_server_time_ms = true
## True when [member server_time_ms] is set; setting it makes it so.
var has_server_time_ms: bool = false
## How often the server pings, in milliseconds; the client's own heartbeat should match it. (optional)
var ping_interval_ms: int = 0:
	set(new_value):
		ping_interval_ms = new_value
		has_ping_interval_ms = true
## True when [member ping_interval_ms] is set; setting it makes it so.
var has_ping_interval_ms: bool = false
## Maximum size of a client message, in bytes. (optional)
var max_message_bytes: int = 0:
	set(new_value):
		max_message_bytes = new_value
		has_max_message_bytes = true
## True when [member max_message_bytes] is set; setting it makes it so.
var has_max_message_bytes: bool = false
## The server's contract hash. If the client's differs in its first 8 digits, ContractCompare tells what the
## differences are; in the others, ContractStepsCompare. (optional)
var contract: String = "":
	set(new_value):
		contract = new_value
		has_contract = true
## True when [member contract] is set; setting it makes it so.
var has_contract: bool = false
## The player the session is signed in as; absent while anonymous. (optional)
var player_id: String = "":
	set(new_value):
		player_id = new_value
		has_player_id = true
## True when [member player_id] is set; setting it makes it so.
var has_player_id: bool = false
## Resumes this session after a disconnect, once; for a client whose Hello asked for it. Secret. (optional)
var resume_token: String = "":
	set(new_value):
		resume_token = new_value
		has_resume_token = true
## True when [member resume_token] is set; setting it makes it so.
var has_resume_token: bool = false
## How long the session is kept after a disconnect, in milliseconds. (optional)
var seat_hold_ms: int = 0:
	set(new_value):
		seat_hold_ms = new_value
		has_seat_hold_ms = true
## True when [member seat_hold_ms] is set; setting it makes it so.
var has_seat_hold_ms: bool = false
## True when the session requested by the Hello was resumed completely. Otherwise both ends count from 0, and
## missed messages are lost: this is a new session or, after a server crash, the requested one restarted, and its
## room is sent again. (optional)
var resumed: bool = false:
	set(new_value):
		resumed = new_value
		has_resumed = true
## True when [member resumed] is set; setting it makes it so.
var has_resumed: bool = false
## How many messages of types from 20 the server has received in this session; the client resends later ones.
## (optional)
var received: int = 0:
	set(new_value):
		received = new_value
		has_received = true
## True when [member received] is set; setting it makes it so.
var has_received: bool = false


func _init(p_text: String = "") -> void:
	super(TYPE)
	text = p_text


## How a request that is answered by [GodwitWelcome] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitWelcome


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitWelcome


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_server_time_ms:
		if not absf(server_time_ms) < INF:
			return "serverTimeMs must be a finite number."
	if has_ping_interval_ms:
		if ping_interval_ms < -9007199254740991:
			return "pingIntervalMs must not be less than -9007199254740991."
		if ping_interval_ms > 9007199254740991:
			return "pingIntervalMs must not be greater than 9007199254740991."
	if has_max_message_bytes:
		if max_message_bytes < -9007199254740991:
			return "maxMessageBytes must not be less than -9007199254740991."
		if max_message_bytes > 9007199254740991:
			return "maxMessageBytes must not be greater than 9007199254740991."
	if has_seat_hold_ms:
		if seat_hold_ms < -9007199254740991:
			return "seatHoldMs must not be less than -9007199254740991."
		if seat_hold_ms > 9007199254740991:
			return "seatHoldMs must not be greater than 9007199254740991."
	if has_received:
		if received < -9007199254740991:
			return "received must not be less than -9007199254740991."
		if received > 9007199254740991:
			return "received must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["text"] = text
	if has_session_id:
		values["sessionId"] = session_id
	if has_server_time_ms:
		values["serverTimeMs"] = server_time_ms
	if has_ping_interval_ms:
		values["pingIntervalMs"] = ping_interval_ms
	if has_max_message_bytes:
		values["maxMessageBytes"] = max_message_bytes
	if has_contract:
		values["contract"] = contract
	if has_player_id:
		values["playerId"] = player_id
	if has_resume_token:
		values["resumeToken"] = resume_token
	if has_seat_hold_ms:
		values["seatHoldMs"] = seat_hold_ms
	if has_resumed:
		values["resumed"] = resumed
	if has_received:
		values["received"] = received
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	text = GodwitFields.to_text(values.get("text"), "")
	if values.get("sessionId") != null:
		session_id = GodwitFields.to_text(values.get("sessionId"), "")
	if values.get("serverTimeMs") != null:
		server_time_ms = GodwitFields.to_float(values.get("serverTimeMs"), 0.0)
	if values.get("pingIntervalMs") != null:
		ping_interval_ms = GodwitFields.to_int(values.get("pingIntervalMs"), 0)
	if values.get("maxMessageBytes") != null:
		max_message_bytes = GodwitFields.to_int(values.get("maxMessageBytes"), 0)
	if values.get("contract") != null:
		contract = GodwitFields.to_text(values.get("contract"), "")
	if values.get("playerId") != null:
		player_id = GodwitFields.to_text(values.get("playerId"), "")
	if values.get("resumeToken") != null:
		resume_token = GodwitFields.to_text(values.get("resumeToken"), "")
	if values.get("seatHoldMs") != null:
		seat_hold_ms = GodwitFields.to_int(values.get("seatHoldMs"), 0)
	if values.get("resumed") != null:
		resumed = GodwitFields.to_bool(values.get("resumed"), false)
	if values.get("received") != null:
		received = GodwitFields.to_int(values.get("received"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_session_id:
		head |= 1
	if has_server_time_ms:
		head |= 2
	if has_ping_interval_ms:
		head |= 4
	if has_max_message_bytes:
		head |= 8
	if has_contract:
		head |= 16
	if has_player_id:
		head |= 32
	if has_resume_token:
		head |= 64
	if has_seat_hold_ms:
		head |= 128
	if has_resumed:
		head |= 256
	if has_resumed and resumed:
		head |= 512
	if has_received:
		head |= 1024
	writer.put_bits(head, 11)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(text)
	if has_session_id:
		writer.put_text(session_id)
	if has_server_time_ms:
		stream.put_double(server_time_ms)
	if has_ping_interval_ms:
		writer.put_varint(ping_interval_ms)
	if has_max_message_bytes:
		writer.put_varint(max_message_bytes)
	if has_contract:
		writer.put_text(contract)
	if has_player_id:
		writer.put_text(player_id)
	if has_resume_token:
		writer.put_text(resume_token)
	if has_seat_hold_ms:
		writer.put_varint(seat_hold_ms)
	if has_received:
		writer.put_varint(received)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(11)
	var stream: StreamPeerBuffer = reader.stream
	text = reader.get_text()
	if (head & 1) != 0:
		session_id = reader.get_text()
	if (head & 2) != 0:
		if not reader.has(8):
			return
		server_time_ms = stream.get_double()
	if (head & 4) != 0:
		ping_interval_ms = reader.get_varint()
	if (head & 8) != 0:
		max_message_bytes = reader.get_varint()
	if (head & 16) != 0:
		contract = reader.get_text()
	if (head & 32) != 0:
		player_id = reader.get_text()
	if (head & 64) != 0:
		resume_token = reader.get_text()
	if (head & 128) != 0:
		seat_hold_ms = reader.get_varint()
	if (head & 256) != 0:
		resumed = (head & 512) != 0
	if (head & 1024) != 0:
		received = reader.get_varint()
