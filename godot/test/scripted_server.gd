class_name ScriptedServer
extends RefCounted
## A real WebSocket server that does as the test says: it answers late, wrongly, or not at all.

## What clients sent, oldest first: the packets as dictionaries.
var packets: Array[Dictionary] = []
## How many clients were accepted so far.
var accepted: int = 0
## The close codes of clients that said goodbye.
var goodbyes: PackedInt32Array = []
## Answers a Hello with a Welcome by itself.
var welcomes: bool = true
## Answers a Ping with a Pong by itself.
var pongs: bool = true
## What a Welcome says.
var welcome: Dictionary = {
	"text": "hello, client!", "sessionId": "s-1", "serverTimeMs": 5.5, "pingIntervalMs": 200, "maxMessageBytes": 2048,
}
## What a Pong says.
var pong: Dictionary = { "serverTimeMs": 6.5 }

var _tcp := TCPServer.new()
var _peers: Array[WebSocketPeer] = []
var _told_goodbye: Array[WebSocketPeer] = []


## Listens on a free port of this machine. Returns the address.
func start(port: int = 0) -> String:
	_tcp.listen(port, "127.0.0.1")
	return "ws://127.0.0.1:%d" % _tcp.get_local_port()


## Stops listening and cuts every client.
func stop() -> void:
	_tcp.stop()
	for peer in _peers:
		peer.close(-1)
	_peers.clear()


## Serves what is due; the test's frames call it.
func poll() -> void:
	if _tcp.is_connection_available():
		var peer := WebSocketPeer.new()
		peer.supported_protocols = PackedStringArray(["godwit.json.v1"])
		peer.accept_stream(_tcp.take_connection())
		_peers.append(peer)
		accepted += 1
	for peer in _peers:
		peer.poll()
		while peer.get_available_packet_count() > 0:
			_on_packet(peer, peer.get_packet())
		if peer.get_ready_state() == WebSocketPeer.STATE_CLOSED and not _told_goodbye.has(peer):
			_told_goodbye.append(peer)
			goodbyes.append(peer.get_close_code())


## Sends [param packet] to every client.
func tell(packet: Dictionary) -> void:
	tell_text(JSON.stringify(packet))


## Sends [param text] to every client, whatever it is.
func tell_text(text: String) -> void:
	for peer in _peers:
		if peer.get_ready_state() == WebSocketPeer.STATE_OPEN:
			peer.send_text(text)


## Closes every client.
func close_all(code: int, reason: String) -> void:
	for peer in _peers:
		peer.close(code, reason)


## Cuts every client without a word.
func cut_all() -> void:
	for peer in _peers:
		peer.close(-1)


## The last packet of [param type]; empty when there was none.
func last_of(type: int) -> Dictionary:
	for index in range(packets.size() - 1, -1, -1):
		if packets[index]["type"] == type:
			return packets[index]
	return {}


## How many packets of [param type] came in.
func count_of(type: int) -> int:
	return packets.filter(func(packet: Dictionary) -> bool: return packet["type"] == type).size()


func _on_packet(peer: WebSocketPeer, bytes: PackedByteArray) -> void:
	var packet: Dictionary = JSON.parse_string(bytes.get_string_from_utf8())
	packet["type"] = GodwitFields.int_of(packet, "type")
	packet["ref"] = GodwitFields.int_of(packet, "ref")
	packets.append(packet)
	if packet["type"] == 0 and welcomes:
		peer.send_text(JSON.stringify({ "type": 1, "ref": packet["ref"], "message": welcome }))
	elif packet["type"] == 4 and packet["ref"] > 0 and pongs:
		peer.send_text(JSON.stringify({ "type": 5, "ref": packet["ref"], "message": pong }))
