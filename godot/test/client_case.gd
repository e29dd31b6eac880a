class_name ClientCase
extends GodwitTest
## What the tests of the client share: a client, and a server that answers late, wrongly or not at all.

var _server: ScriptedServer
var _client: GodwitClient
var _url: String
var _events: PackedStringArray


func before_each() -> void:
	_server = ScriptedServer.new()
	_url = _server.start()
	tree.process_frame.connect(_server.poll)
	_client = make_client()
	_events = []
	_client.connected.connect(_on_connected)
	_client.disconnected.connect(_on_disconnected)
	_client.connection_lost.connect(_on_connection_lost)


func after_each() -> void:
	super()
	tree.process_frame.disconnect(_server.poll)
	_server.stop()


func _connect() -> void:
	_client.connect_to_server(_url)
	await _until_connected()


func _until_connected() -> void:
	await until(_is_connected, "it is connected")


func _is_connected() -> bool:
	return _client.state == GodwitClient.State.CONNECTED


func _on_connected(session_id: String) -> void:
	_events.append("connected " + session_id)


func _on_disconnected(code: int, reason: String) -> void:
	_events.append("disconnected %d %s" % [code, reason])


func _on_connection_lost(will_retry: bool) -> void:
	_events.append("lost %s" % will_retry)
