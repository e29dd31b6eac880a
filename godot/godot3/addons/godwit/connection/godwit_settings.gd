class_name GodwitSettings
extends Resource
## Everything about the connection that a game may want to tune; set it before GodwitClient.connect_to_server().
##
## Each exported value has a project setting, godwit/client/..., which a new client starts with.

## How messages are encoded.
enum Codec {
	AUTO, ## Binary, if the client has generated classes and the server the same contract; otherwise JSON.
	JSON, ## JSON, which tolerates another contract as far as it goes.
	BINARY, ## Binary; a server with another contract ends the connection with [code]contract.mismatch[/code].
}

## The prefix of each value's project setting; its name follows.
const PROJECT_PREFIX := "godwit/client/"

## How long one attempt may take, from the first packet to the server's Welcome, in milliseconds.
export(int, 500, 60000) var connect_timeout_ms: int = 10000
## How messages are encoded.
export(Codec) var codec: int = Codec.AUTO
## How long a request waits for its reply if the call gives no timeout, in milliseconds.
export(int, 100, 600000) var request_timeout_ms: int = 5000

## Reconnect automatically after the link was lost or could not be made.
export(bool) var auto_reconnect: bool = true
## Attempts in a row before giving up; 0 never gives up.
export(int, 0, 1000) var max_reconnect_attempts: int = 0
## The maximum first delay, in milliseconds; each further one is at most twice the last.
export(int, 10, 10000) var reconnect_base_ms: int = 200
## The maximum delay of any attempt, in milliseconds.
export(int, 100, 600000) var reconnect_cap_ms: int = 10000
## Resume the session after a drop: neither side loses anything if the client returns while the server holds its
## seat (30 s by default).
export(bool) var resume_sessions: bool = true
## Messages that may be queued while the link is down or the server stands still; more are refused with queue.full. 0 refuses all.
export(int, 0, 4096) var offline_queue_limit: int = 64

## Missed heartbeats before the link counts as dead. The server sets the interval (3 s by default).
export(int, 1, 10) var heartbeat_misses: int = 2

## How late others are shown, in milliseconds, see GodwitClock.view_delay_ms; 0 lets it follow the connection.
export(float, 0, 1000, 1) var view_delay_ms: float = 0.0

## Bytes the client can buffer before the game reads them; the server is told, and respects it.
export(int, 65536, 67108864) var inbound_buffer_bytes: int = 1048576
## Bytes that may wait to be written to the network; more are refused with link.congested.
export(int, 65536, 67108864) var outbound_buffer_bytes: int = 1048576
## Packets that may wait in either direction.
export(int, 64, 65536) var max_queued_packets: int = 4096
## Verify the server's certificate on wss://; turn it off only in a local network.
export(bool) var verify_tls := true
## A certificate to trust besides the system's, e.g. a self-signed one in a local network; an X509Certificate.
export(Resource) var trusted_certificate = null


## Settings with the project's values, where it sets any.
static func from_project():
	var settings = GodwitScripts.named("GodwitSettings").new()
	for property in settings.get_project_properties():
		var property_name: String = property["name"]
		if ProjectSettings.has_setting(PROJECT_PREFIX + property_name):
			settings.set(property_name, ProjectSettings.get_setting(PROJECT_PREFIX + property_name))
	return settings


## The encoding for a client with contract.
func new_codec(contract: GodwitCatalogue) -> GodwitCodec:
	if codec != Codec.JSON and not contract.get_hash().empty():
		return GodwitBinaryCodec.new(contract)
	return GodwitJsonCodec.new()


## The exported values that fit into a project setting, as Object.get_property_list() describes them.
func get_project_properties() -> Array:
	var properties := []
	for property in get_property_list():
		var usage: int = property["usage"]
		var is_exported := usage & PROPERTY_USAGE_SCRIPT_VARIABLE != 0 and usage & PROPERTY_USAGE_EDITOR != 0
		if is_exported and property["type"] != TYPE_OBJECT:
			properties.append(property)
	return properties
