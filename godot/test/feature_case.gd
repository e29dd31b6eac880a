class_name FeatureCase
extends ClientCase
## What the tests of the addon's features share: a client with all of them, and a server that tells what the test says.

var _godwit: GodwitApi


func before_each() -> void:
	super()
	_godwit = _client as GodwitApi
	_server.welcome.merge({ "resumeToken": "token", "resumed": false }, true)


func new_client() -> GodwitClient:
	var client := GodwitApi.new()
	client.settings.codec = GodwitSettings.Codec.JSON
	return client


# Answers the next request of this type.
func _answer(request_type: int, type: int, message: Dictionary = {}) -> void:
	var count := _server.count_of(request_type)
	await until(func() -> bool: return _server.count_of(request_type) > count, "%d came" % request_type)
	_server.tell({ "type": type, "ref": _server.last_of(request_type)["ref"], "message": message })


func _refuse(request_type: int, code: String) -> void:
	await _answer(request_type, 2, { "code": code, "text": "No." })


# Tells the client, and waits until it has read it.
func _tell(type: int, message: Dictionary) -> void:
	var heard: Array[int] = []
	var note := func(_message: GodwitMessage) -> void: heard.append(type)
	_client.message_received.connect(note)
	_server.tell({ "type": type, "message": message })
	await until(func() -> bool: return not heard.is_empty(), "%d was heard" % type)
	_client.message_received.disconnect(note)


# Cuts the link; the session goes on.
func _drop() -> void:
	_server.welcome.merge({ "resumed": true, "received": 0 }, true)
	await _come_back()


# Cuts the link; the server has forgotten the session.
func _lose_session() -> void:
	_server.welcome.merge({ "resumed": false, "sessionId": "s-2" }, true)
	await _come_back()


func _come_back() -> void:
	var accepted := _server.accepted
	_server.cut_all()
	await until(func() -> bool: return _server.accepted > accepted and _is_connected(), "it is back")
