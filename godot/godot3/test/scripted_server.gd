class_name ScriptedServer
extends Reference
## A real WebSocket server that does as the test says: it answers late, wrongly, or not at all.

## What clients sent, oldest first: the packets as dictionaries.
var packets: Array = []
## How many clients were accepted so far.
var accepted: int = 0
## The close codes of clients that said goodbye.
var goodbyes: Array = []
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

var _socket: WebSocketServer
var _port: int = 0
var _ids: Array = []


## Listens on a free port of this machine. Returns the address.
func start() -> String:
	randomize()
	while true:
		_port = 20000 + randi() % 20000
		if _listen():
			break
	return "ws://127.0.0.1:%d" % _port


## Listens again where it did before.
func restart() -> void:
	_listen()


## Stops listening and cuts every client.
func stop() -> void:
	if _socket != null:
		_socket.stop()
	_socket = null
	_ids = []


## Serves what is due; the test's frames call it.
func poll() -> void:
	if _socket != null:
		_socket.poll()


## Sends a packet to every client.
func tell(packet: Dictionary) -> void:
	tell_text(JSON.print(packet))


## Sends a text to every client, whatever it is.
func tell_text(text: String) -> void:
	for id in _ids:
		_send(id, text)


## Closes every client.
func close_all(code: int, reason: String) -> void:
	for id in _ids.duplicate():
		_socket.disconnect_peer(id, code, reason)


## Sends every client away as a server does that goes down. Godot 3's server can't cut a link without a close.
func cut_all() -> void:
	close_all(1001, "cut")


## The last packet of a type; empty when there was none.
func last_of(type: int) -> Dictionary:
	for index in range(packets.size() - 1, -1, -1):
		if packets[index]["type"] == type:
			return packets[index]
	return {}


## How many packets of a type came in.
func count_of(type: int) -> int:
	var count := 0
	for packet in packets:
		if packet["type"] == type:
			count += 1
	return count


func _listen() -> bool:
	_socket = WebSocketServer.new()
	_socket.bind_ip = "127.0.0.1"
	_socket.connect("client_connected", self, "_on_client_connected")
	_socket.connect("client_disconnected", self, "_on_client_disconnected")
	_socket.connect("client_close_request", self, "_on_client_close_request")
	_socket.connect("data_received", self, "_on_data_received")
	return _socket.listen(_port, PoolStringArray(["godwit.json.v1"])) == OK


func _send(id: int, text: String) -> void:
	_socket.get_peer(id).set_write_mode(WebSocketPeer.WRITE_MODE_TEXT)
	_socket.get_peer(id).put_packet(text.to_utf8())


func _on_client_connected(id: int, _protocol: String) -> void:
	_ids.append(id)
	accepted += 1


func _on_client_disconnected(id: int, _was_clean: bool) -> void:
	_ids.erase(id)


func _on_client_close_request(_id: int, code: int, _reason: String) -> void:
	goodbyes.append(code)


func _on_data_received(id: int) -> void:
	var packet: Dictionary = JSON.parse(_socket.get_peer(id).get_packet().get_string_from_utf8()).result
	packet["type"] = GodwitFields.int_of(packet, "type")
	packet["ref"] = GodwitFields.int_of(packet, "ref")
	packets.append(packet)
	if packet["type"] == 0 and welcomes:
		_send(id, JSON.print({ "type": 1, "ref": packet["ref"], "message": welcome }))
	elif packet["type"] == 4 and packet["ref"] > 0 and pongs:
		_send(id, JSON.print({ "type": 5, "ref": packet["ref"], "message": pong }))
