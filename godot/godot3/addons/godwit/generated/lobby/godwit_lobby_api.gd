extends Reference
class_name GodwitLobbyApi
## The messages of the server's module "lobby".
##
## Generated from the contract; do not edit.

## More of the rooms that existed when you subscribed. You may know one already: this is its current state. [param
## message] is a [GodwitLobbyMoreRooms].
signal more_rooms(message)
## Changes to the list you subscribed to. Ignore a changed or removed room that you do not know: it was not sent
## yet. [param message] is a [GodwitLobbyChanged].
signal changed(message)

var _client: Node


func _init(client: Node) -> void:
	_client = client
	client.on(GodwitLobbyMoreRooms.TYPE, self, "_on_more_rooms")
	client.on(GodwitLobbyChanged.TYPE, self, "_on_changed")


## Creates a room and joins it.
## Await it: var result = yield(Godwit.lobby.create(...), "completed"), a GodwitResult whose value is a
## [GodwitRoomJoined].
func create(room_type: String):
	return _client.request(GodwitLobbyCreate.new(room_type))


## Creates a room and joins it.
## Await it: var result = yield(Godwit.lobby.create_with(...), "completed"), a GodwitResult whose value is a
## [GodwitRoomJoined].
func create_with(message: GodwitLobbyCreate):
	return _client.request(message)


## Joins the fullest room of a type that has this `metadata` and a free seat, or creates one.
## Await it: var result = yield(Godwit.lobby.join_or_create(...), "completed"), a GodwitResult whose value is a
## [GodwitRoomJoined].
func join_or_create(room_type: String):
	return _client.request(GodwitLobbyJoinOrCreate.new(room_type))


## Joins the fullest room of a type that has this `metadata` and a free seat, or creates one.
## Await it: var result = yield(Godwit.lobby.join_or_create_with(...), "completed"), a GodwitResult whose value is
## a [GodwitRoomJoined].
func join_or_create_with(message: GodwitLobbyJoinOrCreate):
	return _client.request(message)


## Requests a page of the room list.
## Await it: var result = yield(Godwit.lobby.list(...), "completed"), a GodwitResult whose value is a
## [GodwitLobbyListed].
func list():
	return _client.request(GodwitLobbyList.new())


## Requests a page of the room list.
## Await it: var result = yield(Godwit.lobby.list_with(...), "completed"), a GodwitResult whose value is a
## [GodwitLobbyListed].
func list_with(message: GodwitLobbyList):
	return _client.request(message)


## Subscribes to the room list: first its current state, then the changes. Subscribing again starts over.
## Await it: var result = yield(Godwit.lobby.subscribe(...), "completed"), a GodwitResult whose value is a
## [GodwitLobbySubscribed].
func subscribe():
	return _client.request(GodwitLobbySubscribe.new())


## Subscribes to the room list: first its current state, then the changes. Subscribing again starts over.
## Await it: var result = yield(Godwit.lobby.subscribe_with(...), "completed"), a GodwitResult whose value is a
## [GodwitLobbySubscribed].
func subscribe_with(message: GodwitLobbySubscribe):
	return _client.request(message)


## Unsubscribes from the room list.
## Await it: var result = yield(Godwit.lobby.unsubscribe(...), "completed"), a GodwitResult without a value.
func unsubscribe():
	return _client.request(GodwitLobbyUnsubscribe.new())


func _on_more_rooms(message: GodwitMessage) -> void:
	emit_signal("more_rooms", message)


func _on_changed(message: GodwitMessage) -> void:
	emit_signal("changed", message)
