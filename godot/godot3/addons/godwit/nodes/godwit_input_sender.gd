class_name GodwitInputSender
extends Reference
## How a GodwitPredictor reaches the server: the room's input message, in the form that arrives there.

var _client: GodwitClient


## Sends over client.
func _init(client: GodwitClient) -> void:
	_client = client


## True while inputs can be sent at once. None is made before: they would all arrive together.
func is_open() -> bool:
	return _client.state == GodwitClient.State.CONNECTED and not _client.is_server_paused


## A new input message of the room that the client is in; null if its type has none.
func create_input() -> GodwitMessage:
	var room_type: GodwitRoomType = _client.contract.get_room_type(_client.state_receiver.room_type)
	return _client.contract.create(room_type.input_type) if room_type != null else null


## input as the server will read it: rounded as on the wire.
func get_wire_form(input: GodwitMessage) -> GodwitMessage:
	return _client.get_codec().get_wire_form(input, _client.contract)


## Sends input. Returns false if it can't be sent.
func send(input: GodwitMessage) -> bool:
	return _client.send(input).ok
