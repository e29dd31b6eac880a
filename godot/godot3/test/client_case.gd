class_name ClientCase
extends GodwitTest
## What the tests of the client share: a client, and a server that answers late, wrongly or not at all.

var _server: ScriptedServer
var _client: GodwitClient
var _url: String
var _events: Array
var _heard: Array
var _refusals: Array


func before_each() -> void:
	_server = ScriptedServer.new()
	_url = _server.start()
	tree.connect("idle_frame", _server, "poll")
	_client = make_client()
	_events = []
	_heard = []
	_refusals = []
	_client.connect("connected", self, "_on_connected")
	_client.connect("disconnected", self, "_on_disconnected")
	_client.connect("connection_lost", self, "_on_connection_lost")
	_client.connect("refusal_received", self, "_on_refusal_received")


func after_each() -> void:
	.after_each()
	tree.disconnect("idle_frame", _server, "poll")
	_server.stop()


func _connect():
	_client.connect_to_server(_url)
	return _until_connected()


func _until_connected():
	return until("_is_in_state", [GodwitClient.State.CONNECTED], "it is connected")


func _until_came(type: int, count: int):
	return until("_has_come", [type, count], "%d came" % type)


func _until_settled(pending: GodwitRequest):
	return until("_is_settled", [pending], "the request ended")


func _until_heard(count: int):
	return until("_has_heard", [count], "%d were heard" % count)


func _is_in_state(state: int) -> bool:
	return _client.state == state


func _is_back(accepted: int) -> bool:
	return _server.accepted == accepted and _client.state == GodwitClient.State.CONNECTED


func _has_accepted(count: int) -> bool:
	return _server.accepted >= count


func _has_come(type: int, count: int) -> bool:
	return _server.count_of(type) >= count


func _is_settled(pending: GodwitRequest) -> bool:
	return pending.is_settled()


func _has_events(count: int) -> bool:
	return _events.size() >= count


func _has_heard(count: int) -> bool:
	return _heard.size() >= count


func _on_connected(session_id: String) -> void:
	_events.append("connected " + session_id)


func _on_disconnected(code: int, reason: String) -> void:
	_events.append("disconnected %d %s" % [code, reason])


func _on_connection_lost(will_retry: bool) -> void:
	_events.append("lost %s" % will_retry)


func _on_refusal_received(refusal: GodwitResult) -> void:
	_refusals.append(refusal.code)
