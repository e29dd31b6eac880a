extends GodwitMessage
class_name GodwitHello
## The first message of an SDK client. Without `ref` it is only logged, as in the 2020 tutorial.
##
## The server answers with [GodwitWelcome].
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 0

## A line for the server's log. (0 to 200 characters; optional)
var text: String = "" setget set_text
## True when [member text] is set; setting it makes it so.
var has_text: bool = false
## The client's engine, e.g. "godot". (1 to 40 characters; optional)
var engine: String = "" setget set_engine
## True when [member engine] is set; setting it makes it so.
var has_engine: bool = false
## The engine's version, e.g. "4.6.3". (1 to 40 characters; optional)
var engine_version: String = "" setget set_engine_version
## True when [member engine_version] is set; setting it makes it so.
var has_engine_version: bool = false
## The platform the client runs on, e.g. "linux" or "web". (1 to 40 characters; optional)
var platform: String = "" setget set_platform
## True when [member platform] is set; setting it makes it so.
var has_platform: bool = false
## An access token; required if the server requires authentication. (1 to 4096 characters; optional)
var token: String = "" setget set_token
## True when [member token] is set; setting it makes it so.
var has_token: bool = false
## The client's contract hash. A binary client is refused unless it has the same messages and states as the
## server. (optional)
var contract: String = "" setget set_contract
## True when [member contract] is set; setting it makes it so.
var has_contract: bool = false
## The client's receive buffer, in bytes; Godot's default is 65,535. (1024 to 1073741824; optional)
var receive_buffer_bytes: int = 0 setget set_receive_buffer_bytes
## True when [member receive_buffer_bytes] is set; setting it makes it so.
var has_receive_buffer_bytes: bool = false
## Whether the session should survive a disconnect. (optional)
var resumable: bool = false setget set_resumable
## True when [member resumable] is set; setting it makes it so.
var has_resumable: bool = false
## The latest Welcome's resume token, to resume that session. The client must wait for the Welcome before it sends
## more. (1 to 128 characters; optional)
var resume: String = "" setget set_resume
## True when [member resume] is set; setting it makes it so.
var has_resume: bool = false
## With `resume`: how many messages the client has received in that session, counting Errors, Acks and types from
## 20. (0 to; optional)
var received: int = 0 setget set_received
## True when [member received] is set; setting it makes it so.
var has_received: bool = false


func _init().(TYPE) -> void:
	pass


## Sets [member text].
func set_text(new_value: String) -> void:
	text = new_value
	has_text = true


## Sets [member engine].
func set_engine(new_value: String) -> void:
	engine = new_value
	has_engine = true


## Sets [member engine_version].
func set_engine_version(new_value: String) -> void:
	engine_version = new_value
	has_engine_version = true


## Sets [member platform].
func set_platform(new_value: String) -> void:
	platform = new_value
	has_platform = true


## Sets [member token].
func set_token(new_value: String) -> void:
	token = new_value
	has_token = true


## Sets [member contract].
func set_contract(new_value: String) -> void:
	contract = new_value
	has_contract = true


## Sets [member receive_buffer_bytes].
func set_receive_buffer_bytes(new_value: int) -> void:
	receive_buffer_bytes = new_value
	has_receive_buffer_bytes = true


## Sets [member resumable].
func set_resumable(new_value: bool) -> void:
	resumable = new_value
	has_resumable = true


## Sets [member resume].
func set_resume(new_value: String) -> void:
	resume = new_value
	has_resume = true


## Sets [member received].
func set_received(new_value: int) -> void:
	received = new_value
	has_received = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if has_text:
		if text.length() > 200:
			return "text must have at most 200 characters."
	if has_engine:
		if engine.length() < 1:
			return "engine must have at least 1 characters."
		if engine.length() > 40:
			return "engine must have at most 40 characters."
	if has_engine_version:
		if engine_version.length() < 1:
			return "engineVersion must have at least 1 characters."
		if engine_version.length() > 40:
			return "engineVersion must have at most 40 characters."
	if has_platform:
		if platform.length() < 1:
			return "platform must have at least 1 characters."
		if platform.length() > 40:
			return "platform must have at most 40 characters."
	if has_token:
		if token.length() < 1:
			return "token must have at least 1 characters."
		if token.length() > 4096:
			return "token must have at most 4096 characters."
	if has_receive_buffer_bytes:
		if receive_buffer_bytes < 1024:
			return "receiveBufferBytes must not be less than 1024."
		if receive_buffer_bytes > 1073741824:
			return "receiveBufferBytes must not be greater than 1073741824."
	if has_resume:
		if resume.length() < 1:
			return "resume must have at least 1 characters."
		if resume.length() > 128:
			return "resume must have at most 128 characters."
	if has_received:
		if received < 0:
			return "received must not be less than 0."
		if received > 9007199254740991:
			return "received must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	if has_text:
		values["text"] = text
	if has_engine:
		values["engine"] = engine
	if has_engine_version:
		values["engineVersion"] = engine_version
	if has_platform:
		values["platform"] = platform
	if has_token:
		values["token"] = token
	if has_contract:
		values["contract"] = contract
	if has_receive_buffer_bytes:
		values["receiveBufferBytes"] = receive_buffer_bytes
	if has_resumable:
		values["resumable"] = resumable
	if has_resume:
		values["resume"] = resume
	if has_received:
		values["received"] = received
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	if values.get("text") != null:
		text = GodwitFields.to_text(values.get("text"), "")
		has_text = true
	if values.get("engine") != null:
		engine = GodwitFields.to_text(values.get("engine"), "")
		has_engine = true
	if values.get("engineVersion") != null:
		engine_version = GodwitFields.to_text(values.get("engineVersion"), "")
		has_engine_version = true
	if values.get("platform") != null:
		platform = GodwitFields.to_text(values.get("platform"), "")
		has_platform = true
	if values.get("token") != null:
		token = GodwitFields.to_text(values.get("token"), "")
		has_token = true
	if values.get("contract") != null:
		contract = GodwitFields.to_text(values.get("contract"), "")
		has_contract = true
	if values.get("receiveBufferBytes") != null:
		receive_buffer_bytes = GodwitFields.to_int(values.get("receiveBufferBytes"), 0)
		has_receive_buffer_bytes = true
	if values.get("resumable") != null:
		resumable = GodwitFields.to_bool(values.get("resumable"), false)
		has_resumable = true
	if values.get("resume") != null:
		resume = GodwitFields.to_text(values.get("resume"), "")
		has_resume = true
	if values.get("received") != null:
		received = GodwitFields.to_int(values.get("received"), 0)
		has_received = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_text:
		head |= 1
	if has_engine:
		head |= 2
	if has_engine_version:
		head |= 4
	if has_platform:
		head |= 8
	if has_token:
		head |= 16
	if has_contract:
		head |= 32
	if has_receive_buffer_bytes:
		head |= 64
	if has_resumable:
		head |= 128
	if has_resumable and resumable:
		head |= 256
	if has_resume:
		head |= 512
	if has_received:
		head |= 1024
	writer.put_bits(head, 11)
	var stream: StreamPeerBuffer = writer.stream
	if has_text:
		writer.put_text(text)
	if has_engine:
		writer.put_text(engine)
	if has_engine_version:
		writer.put_text(engine_version)
	if has_platform:
		writer.put_text(platform)
	if has_token:
		writer.put_text(token)
	if has_contract:
		writer.put_text(contract)
	if has_receive_buffer_bytes:
		stream.put_u32(receive_buffer_bytes)
	if has_resume:
		writer.put_text(resume)
	if has_received:
		writer.put_varuint(received)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(11)
	var stream: StreamPeerBuffer = reader.stream
	if (head & 1) != 0:
		text = reader.get_text()
		has_text = true
	if (head & 2) != 0:
		engine = reader.get_text()
		has_engine = true
	if (head & 4) != 0:
		engine_version = reader.get_text()
		has_engine_version = true
	if (head & 8) != 0:
		platform = reader.get_text()
		has_platform = true
	if (head & 16) != 0:
		token = reader.get_text()
		has_token = true
	if (head & 32) != 0:
		contract = reader.get_text()
		has_contract = true
	if (head & 64) != 0:
		if not reader.has(4):
			return
		receive_buffer_bytes = stream.get_u32()
		has_receive_buffer_bytes = true
	if (head & 128) != 0:
		resumable = (head & 256) != 0
		has_resumable = true
	if (head & 512) != 0:
		resume = reader.get_text()
		has_resume = true
	if (head & 1024) != 0:
		received = reader.get_varuint()
		has_received = true
