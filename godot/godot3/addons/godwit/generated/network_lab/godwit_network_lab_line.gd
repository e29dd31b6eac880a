extends GodwitMessage
class_name GodwitNetworkLabLine
## Makes the sender's line to the server as bad as this says, until the next such message. For development: a
## server without NETWORK_LAB, and any in production, refuses it with network_lab.off.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 14

## Added round-trip time, in milliseconds; half of it each way. (0 to 10000)
var latency_ms: float = 0.0
## How far the round trip strays from that, in milliseconds: half of it each way, evenly spread to both sides. (0
## to 10000)
var jitter_ms: float = 0.0
## Lost TCP segments, in percent: the line stalls until each is repaired, and nothing is missing. (0 to 50)
var loss_percent: float = 0.0
## Maximum throughput each way, in bytes per second; 0 for no limit. (0 to 1000000000; optional)
var bytes_per_second: int = 0 setget set_bytes_per_second
## True when [member bytes_per_second] is set; setting it makes it so.
var has_bytes_per_second: bool = false
## How many undelivered bytes the network takes before the server notices. (0 to 67108864; optional)
var buffer_bytes: int = 0 setget set_buffer_bytes
## True when [member buffer_bytes] is set; setting it makes it so.
var has_buffer_bytes: bool = false


func _init(p_latency_ms: float = 0.0, p_jitter_ms: float = 0.0, p_loss_percent: float = 0.0).(TYPE) -> void:
	latency_ms = p_latency_ms
	jitter_ms = p_jitter_ms
	loss_percent = p_loss_percent


## Sets [member bytes_per_second].
func set_bytes_per_second(new_value: int) -> void:
	bytes_per_second = new_value
	has_bytes_per_second = true


## Sets [member buffer_bytes].
func set_buffer_bytes(new_value: int) -> void:
	buffer_bytes = new_value
	has_buffer_bytes = true


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if not abs(latency_ms) < INF:
		return "latencyMs must be a finite number."
	if latency_ms < 0.0:
		return "latencyMs must not be less than 0."
	if latency_ms > 10000.0:
		return "latencyMs must not be greater than 10000."
	if not abs(jitter_ms) < INF:
		return "jitterMs must be a finite number."
	if jitter_ms < 0.0:
		return "jitterMs must not be less than 0."
	if jitter_ms > 10000.0:
		return "jitterMs must not be greater than 10000."
	if not abs(loss_percent) < INF:
		return "lossPercent must be a finite number."
	if loss_percent < 0.0:
		return "lossPercent must not be less than 0."
	if loss_percent > 50.0:
		return "lossPercent must not be greater than 50."
	if has_bytes_per_second:
		if bytes_per_second < 0:
			return "bytesPerSecond must not be less than 0."
		if bytes_per_second > 1000000000:
			return "bytesPerSecond must not be greater than 1000000000."
	if has_buffer_bytes:
		if buffer_bytes < 0:
			return "bufferBytes must not be less than 0."
		if buffer_bytes > 67108864:
			return "bufferBytes must not be greater than 67108864."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["latencyMs"] = latency_ms
	values["jitterMs"] = jitter_ms
	values["lossPercent"] = loss_percent
	if has_bytes_per_second:
		values["bytesPerSecond"] = bytes_per_second
	if has_buffer_bytes:
		values["bufferBytes"] = buffer_bytes
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	latency_ms = GodwitFields.to_float(values.get("latencyMs"), 0.0)
	jitter_ms = GodwitFields.to_float(values.get("jitterMs"), 0.0)
	loss_percent = GodwitFields.to_float(values.get("lossPercent"), 0.0)
	if values.get("bytesPerSecond") != null:
		bytes_per_second = GodwitFields.to_int(values.get("bytesPerSecond"), 0)
		has_bytes_per_second = true
	if values.get("bufferBytes") != null:
		buffer_bytes = GodwitFields.to_int(values.get("bufferBytes"), 0)
		has_buffer_bytes = true


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_bytes_per_second:
		head |= 1
	if has_buffer_bytes:
		head |= 2
	writer.put_bits(head, 2)
	var stream: StreamPeerBuffer = writer.stream
	stream.put_double(latency_ms)
	stream.put_double(jitter_ms)
	stream.put_double(loss_percent)
	if has_bytes_per_second:
		stream.put_u32(bytes_per_second)
	if has_buffer_bytes:
		stream.put_u32(buffer_bytes)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(2)
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(24):
		return
	latency_ms = stream.get_double()
	jitter_ms = stream.get_double()
	loss_percent = stream.get_double()
	if (head & 1) != 0:
		if not reader.has(4):
			return
		bytes_per_second = stream.get_u32()
		has_bytes_per_second = true
	if (head & 2) != 0:
		if not reader.has(4):
			return
		buffer_bytes = stream.get_u32()
		has_buffer_bytes = true
