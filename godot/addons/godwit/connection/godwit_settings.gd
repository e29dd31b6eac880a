class_name GodwitSettings
extends Resource
## Everything about the connection that a game may want to tune; set it before [method GodwitClient.connect_to_server].
##
## Each exported value has a project setting, [code]godwit/client/...[/code], which a new client starts with.

## How messages are encoded.
enum Codec {
	AUTO, ## Binary, if the client has generated classes and the server the same contract; otherwise JSON.
	JSON, ## JSON, which tolerates another contract as far as it goes.
	BINARY, ## Binary; a server with another contract ends the connection with [code]contract.mismatch[/code].
}

## The prefix of each value's project setting; its name follows.
const PROJECT_PREFIX := "godwit/client/"

@export_group("Connecting")
## How long one attempt may take, from the first packet to the server's Welcome, in milliseconds.
@export_range(500, 60_000, 1, "suffix:ms") var connect_timeout_ms: int = 10_000
## Certificates for [code]wss://[/code], e.g. a self-signed one in a local network; null trusts the system's.
## Browsers ignore it.
var tls_options: TLSOptions
## How messages are encoded.
@export var codec: Codec = Codec.AUTO
## How long a request waits for its reply if the call gives no timeout, in milliseconds.
@export_range(100, 600_000, 1, "suffix:ms") var request_timeout_ms: int = 5_000

@export_group("Reconnecting")
## Reconnect automatically after the link was lost or could not be made.
@export var auto_reconnect: bool = true
## Attempts in a row before giving up; 0 never gives up.
@export_range(0, 1000) var max_reconnect_attempts: int = 0
## The maximum first delay, in milliseconds; each further one is at most twice the last.
@export_range(10, 10_000, 1, "suffix:ms") var reconnect_base_ms: int = 200
## The maximum delay of any attempt, in milliseconds.
@export_range(100, 600_000, 1, "suffix:ms") var reconnect_cap_ms: int = 10_000
## Resume the session after a drop: neither side loses anything if the client returns while the server holds its
## seat (30 s by default).
@export var resume_sessions: bool = true
## Messages that may be queued while the link is down or the server stands still; more are refused with [code]queue.full[/code]. 0 refuses all.
@export_range(0, 4096) var offline_queue_limit: int = 64

@export_group("Heartbeat")
## Missed heartbeats before the link counts as dead. The server sets the interval (3 s by default).
@export_range(1, 10) var heartbeat_misses: int = 2

@export_group("View")
## How late others are shown, in milliseconds, see [member GodwitClock.view_delay_ms]; 0 lets it follow the connection.
@export_range(0, 1_000, 1, "suffix:ms") var view_delay_ms: float = 0.0

@export_group("Buffers")
## Bytes the client can buffer before the game reads them; the server is told, and respects it.
@export_range(65_536, 67_108_864, 1, "suffix:B") var inbound_buffer_bytes: int = 1_048_576
## Bytes that may wait to be written to the network; more are refused with [code]link.congested[/code].
@export_range(65_536, 67_108_864, 1, "suffix:B") var outbound_buffer_bytes: int = 1_048_576
## Packets that may wait in either direction.
@export_range(64, 65_536) var max_queued_packets: int = 4096


## Settings with the project's values, where it sets any.
static func from_project() -> GodwitSettings:
	var settings := GodwitSettings.new()
	for property in settings.get_project_properties():
		var property_name: String = property["name"]
		if ProjectSettings.has_setting(PROJECT_PREFIX + property_name):
			settings.set(property_name, ProjectSettings.get_setting(PROJECT_PREFIX + property_name))
	return settings


## The encoding for a client with [param contract].
func new_codec(contract: GodwitCatalogue) -> GodwitCodec:
	if codec != Codec.JSON and not contract.get_hash().is_empty():
		return GodwitBinaryCodec.new(contract)
	return GodwitJsonCodec.new()


## The exported values, as [method Object.get_property_list] describes them.
func get_project_properties() -> Array[Dictionary]:
	return get_property_list().filter(_is_exported)


static func _is_exported(property: Dictionary) -> bool:
	var usage: int = property["usage"]
	return usage & PROPERTY_USAGE_SCRIPT_VARIABLE != 0 and usage & PROPERTY_USAGE_EDITOR != 0
