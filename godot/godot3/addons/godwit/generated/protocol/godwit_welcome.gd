extends GodwitMessage
class_name GodwitWelcome
## The server's greeting: just a text on connecting, or the full answer to a Hello.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 1

## A friendly line; "hello, client!".
var text: String = ""
## The session's id, 36 characters; absent in the first greeting. (optional)
var session_id: String = "" setget set_session_id
## True when [member session_id] is set; setting it makes it so.
var has_session_id: bool = false
## Server time, milliseconds since 1970. (optional)
var server_time_ms: float = 0.0 setget set_server_time_ms
## True when [member server_time_ms] is set; setting it makes it so.
var has_server_time_ms: bool = false
## How often the server pings, in milliseconds; the client's own heartbeat should match it. (optional)
var ping_interval_ms: int = 0 setget set_ping_interval_ms
## True when [member ping_interval_ms] is set; setting it makes it so.
var has_ping_interval_ms: bool = false
## Maximum size of a client message, in bytes. (optional)
var max_message_bytes: int = 0 setget set_max_message_bytes
## True when [member max_message_bytes] is set; setting it makes it so.
var has_max_message_bytes: bool = false
## The server's contract hash. If the client's differs in its first 8 digits, ContractCompare tells what the
## differences are; in the others, ContractStepsCompare. (optional)
var contract: String = "" setget set_contract
## True when [member contract] is set; setting it makes it so.
var has_contract: bool = false
## The player the session is signed in as; absent while anonymous. (optional)
var player_id: String = "" setget set_player_id
## True when [member player_id] is set; setting it makes it so.
var has_player_id: bool = false
## Resumes this session after a disconnect, once; for a client whose Hello asked for it. Secret. (optional)
var resume_token: String = "" setget set_resume_token
## True when [member resume_token] is set; setting it makes it so.
var has_resume_token: bool = false
## How long the session is kept after a disconnect, in milliseconds. (optional)
var seat_hold_ms: int = 0 setget set_seat_hold_ms
## True when [member seat_hold_ms] is set; setting it makes it so.
var has_seat_hold_ms: bool = false
## True when the session requested by the Hello was resumed completely. Otherwise both ends count from 0, and
## missed messages are lost: this is a new session or, after a server crash, the requested one restarted, and its
## room is sent again. (optional)
var resumed: bool = false setget set_resumed
## True when [member resumed] is set; setting it makes it so.
var has_resumed: bool = false
## How many messages of types from 20 the server has received in this session; the client resends later ones.
## (optional)
var received: int = 0 setget set_received
## True when [member received] is set; setting it makes it so.
var has_received: bool = false


func _init(p_text: String = "").(TYPE) -> void:
	text = p_text


## Sets [member session_id].
func set_session_id(new_value: String) -> void:
	session_id = new_value
	has_session_id = true


## Sets [member server_time_ms].
func set_server_time_ms(new_value: float) -> void:
	server_time_ms = new_value
	has_server_time_ms = true


## Sets [member ping_interval_ms].
func set_ping_interval_ms(new_value: int) -> void:
	ping_interval_ms = new_value
	has_ping_interval_ms = true


## Sets [member max_message_bytes].
func set_max_message_bytes(new_value: int) -> void:
	max_message_bytes = new_value
	has_max_message_bytes = true


## Sets [member contract].
func set_contract(new_value: String) -> void:
	contract = new_value
	has_contract = true


## Sets [member player_id].
func set_player_id(new_value: String) -> void:
	player_id = new_value
	has_player_id = true


## Sets [member resume_token].
func set_resume_token(new_value: String) -> void:
	resume_token = new_value
	has_resume_token = true


## Sets [member seat_hold_ms].
func set_seat_hold_ms(new_value: int) -> void:
	seat_hold_ms = new_value
	has_seat_hold_ms = true


## Sets [member resumed].
func set_resumed(new_value: bool) -> void:
	resumed = new_value
	has_resumed = true


## Sets [member received].
func set_received(new_value: int) -> void:
	received = new_value
	has_received = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_server_time_ms:
		if not abs(server_time_ms) < INF:
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
		has_session_id = true
	if values.get("serverTimeMs") != null:
		server_time_ms = GodwitFields.to_float(values.get("serverTimeMs"), 0.0)
		has_server_time_ms = true
	if values.get("pingIntervalMs") != null:
		ping_interval_ms = GodwitFields.to_int(values.get("pingIntervalMs"), 0)
		has_ping_interval_ms = true
	if values.get("maxMessageBytes") != null:
		max_message_bytes = GodwitFields.to_int(values.get("maxMessageBytes"), 0)
		has_max_message_bytes = true
	if values.get("contract") != null:
		contract = GodwitFields.to_text(values.get("contract"), "")
		has_contract = true
	if values.get("playerId") != null:
		player_id = GodwitFields.to_text(values.get("playerId"), "")
		has_player_id = true
	if values.get("resumeToken") != null:
		resume_token = GodwitFields.to_text(values.get("resumeToken"), "")
		has_resume_token = true
	if values.get("seatHoldMs") != null:
		seat_hold_ms = GodwitFields.to_int(values.get("seatHoldMs"), 0)
		has_seat_hold_ms = true
	if values.get("resumed") != null:
		resumed = GodwitFields.to_bool(values.get("resumed"), false)
		has_resumed = true
	if values.get("received") != null:
		received = GodwitFields.to_int(values.get("received"), 0)
		has_received = true


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
		has_session_id = true
	if (head & 2) != 0:
		if not reader.has(8):
			return
		server_time_ms = stream.get_double()
		has_server_time_ms = true
	if (head & 4) != 0:
		ping_interval_ms = reader.get_varint()
		has_ping_interval_ms = true
	if (head & 8) != 0:
		max_message_bytes = reader.get_varint()
		has_max_message_bytes = true
	if (head & 16) != 0:
		contract = reader.get_text()
		has_contract = true
	if (head & 32) != 0:
		player_id = reader.get_text()
		has_player_id = true
	if (head & 64) != 0:
		resume_token = reader.get_text()
		has_resume_token = true
	if (head & 128) != 0:
		seat_hold_ms = reader.get_varint()
		has_seat_hold_ms = true
	if (head & 256) != 0:
		resumed = (head & 512) != 0
		has_resumed = true
	if (head & 1024) != 0:
		received = reader.get_varint()
		has_received = true
