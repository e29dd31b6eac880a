extends ClientCase
class_name FeatureCase
## What the tests of the addon's features share: a client with all of them, and a server that tells what the test says.

var _answered: Dictionary # how many requests of each type were


func before_each() -> void:
	.before_each()
	_answered = {}
	_set_welcome({ "resumeToken": "token", "resumed": false })
	_client.connect("message_received", self, "_on_message_received")


func new_client() -> GodwitClient:
	var client = load("res://addons/godwit/generated/godwit_api.gd").new()
	client.settings.codec = GodwitSettings.Codec.JSON
	return client


# Answers the next request of this type, and gives how the call ended.
func _answer(call, request_type: int, type: int, message: Dictionary = {}):
	var count: int = _answered.get(request_type, 0) + 1
	_answered[request_type] = count
	yield(_until_came(request_type, count), "completed")
	_server.tell({ "type": type, "ref": _server.last_of(request_type)["ref"], "message": message })
	return yield(call, "completed")


func _refuse(call, request_type: int, code: String):
	return _answer(call, request_type, 2, { "code": code, "text": "No." })


# Tells the client, and waits until it has read it.
func _tell(type: int, message: Dictionary):
	_server.tell({ "type": type, "message": message })
	return _until_heard(_heard.size() + 1)


# Cuts the link; the session goes on.
func _drop():
	_set_welcome({ "resumed": true, "received": 0 })
	return _come_back()


# Cuts the link; the server has forgotten the session.
func _lose_session():
	_set_welcome({ "resumed": false, "sessionId": "s-2" })
	return _come_back()


func _come_back():
	var accepted := _server.accepted
	_server.cut_all()
	return until("_is_back", [accepted + 1], "it is back")


func _set_welcome(values: Dictionary) -> void:
	for key in values:
		_server.welcome[key] = values[key]


func _note(event: String) -> void:
	_events.append(event)


# For signals whose first argument has the name to note.
func _note_name(what, event: String) -> void:
	_events.append("%s %s" % [event, what.name])


func _on_message_received(message: GodwitMessage) -> void:
	_heard.append(message.type)
