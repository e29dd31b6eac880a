extends GodwitMessage
class_name GodwitRelayOpened
## You are now one of the peers and may send packets.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 352

const _AUTHORITY_VALUES := ["host", "server"]

## Your own number, that of your seat in the room. (2 to 65535)
var peer: int = 0
## The number of the room's host, which may not be a peer yet. (2 to 65535)
var host: int = 0
## Who is peer 1.
var authority: String = "host"
## The others' numbers: only the host's until it has introduced you to the others. (2 to 65535)
var peers: Array = []
## The largest packet that is relayed, in bytes; larger ones are split into pieces. (1 to 4294967295)
var max_packet_bytes: int = 0
## Maximum packets per second, in the long run and as a burst; pieces count as packets. (1 to 4294967295)
var packets_per_second: int = 0
## Maximum messages of any kind per second, in the long run and as a burst. (1 to 4294967295)
var messages_per_second: int = 0
## Number of changes of peers and host so far. (0 to 9007199254740991)
var roster: int = 0


func _init(p_peer: int = 0, p_host: int = 0, p_authority: String = "host", p_peers: Array = [], p_max_packet_bytes: int = 0, p_packets_per_second: int = 0, p_messages_per_second: int = 0, p_roster: int = 0).(TYPE) -> void:
	peer = p_peer
	host = p_host
	authority = p_authority
	peers = p_peers
	max_packet_bytes = p_max_packet_bytes
	packets_per_second = p_packets_per_second
	messages_per_second = p_messages_per_second
	roster = p_roster


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if peer < 2:
		return "peer must not be less than 2."
	if peer > 65535:
		return "peer must not be greater than 65535."
	if host < 2:
		return "host must not be less than 2."
	if host > 65535:
		return "host must not be greater than 65535."
	if not authority in _AUTHORITY_VALUES:
		return "authority must be one of host, server."
	for _item in peers:
		if _item < 2:
			return "peers must not be less than 2."
		if _item > 65535:
			return "peers must not be greater than 65535."
	if max_packet_bytes < 1:
		return "maxPacketBytes must not be less than 1."
	if max_packet_bytes > 4294967295:
		return "maxPacketBytes must not be greater than 4294967295."
	if packets_per_second < 1:
		return "packetsPerSecond must not be less than 1."
	if packets_per_second > 4294967295:
		return "packetsPerSecond must not be greater than 4294967295."
	if messages_per_second < 1:
		return "messagesPerSecond must not be less than 1."
	if messages_per_second > 4294967295:
		return "messagesPerSecond must not be greater than 4294967295."
	if roster < 0:
		return "roster must not be less than 0."
	if roster > 9007199254740991:
		return "roster must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["peer"] = peer
	values["host"] = host
	values["authority"] = authority
	values["peers"] = peers
	values["maxPacketBytes"] = max_packet_bytes
	values["packetsPerSecond"] = packets_per_second
	values["messagesPerSecond"] = messages_per_second
	values["roster"] = roster
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	peer = GodwitFields.to_int(values.get("peer"), 0)
	host = GodwitFields.to_int(values.get("host"), 0)
	authority = GodwitFields.to_text(values.get("authority"), "host")
	var peers_items: Array = []
	for _value in GodwitFields.list_of(values, "peers"):
		peers_items.append(GodwitFields.to_int(_value, 0))
	peers = peers_items
	max_packet_bytes = GodwitFields.to_int(values.get("maxPacketBytes"), 0)
	packets_per_second = GodwitFields.to_int(values.get("packetsPerSecond"), 0)
	messages_per_second = GodwitFields.to_int(values.get("messagesPerSecond"), 0)
	roster = GodwitFields.to_int(values.get("roster"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u16(peer)
	stream.put_u16(host)
	writer.put_index(_AUTHORITY_VALUES.find(authority), 2)
	writer.put_varuint(peers.size())
	for _item in peers:
		stream.put_u16(_item)
	stream.put_u32(max_packet_bytes)
	stream.put_u32(packets_per_second)
	stream.put_u32(messages_per_second)
	writer.put_varuint(roster)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(5):
		return
	peer = stream.get_u16()
	host = stream.get_u16()
	authority = _AUTHORITY_VALUES[reader.get_index(2)]
	var peers_items: Array = []
	for _index in range(reader.get_count(2)):
		peers_items.append(stream.get_u16())
	peers = peers_items
	if not reader.has(12):
		return
	max_packet_bytes = stream.get_u32()
	packets_per_second = stream.get_u32()
	messages_per_second = stream.get_u32()
	roster = reader.get_varuint()
