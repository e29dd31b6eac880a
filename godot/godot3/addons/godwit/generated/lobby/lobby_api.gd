extends Reference
class_name LobbyApi
## The messages of the server's module "lobby".
##
## Generated from the contract; do not edit.

## More of the rooms that were there when you subscribed. You may know one already: this is how it is now. [param
## message] is a [LobbyMoreRooms].
signal more_rooms(message)
## What has changed in the list that you follow. A changed or removed room that you do not know was still to come;
## ignore it. [param message] is a [LobbyChanged].
signal changed(message)

var _client: Node


func _init(client: Node) -> void:
	_client = client
	client.on(LobbyMoreRooms.TYPE, self, "_on_more_rooms")
	client.on(LobbyChanged.TYPE, self, "_on_changed")


## Makes a room and joins it.
## Await it: var result = yield(Godwit.lobby.create(...), "completed"), a GodwitResult whose value is a
## [RoomJoined].
func create(room_type: String):
	return _client.request(LobbyCreate.new(room_type))


## Makes a room and joins it.
## Await it: var result = yield(Godwit.lobby.create_with(...), "completed"), a GodwitResult whose value is a
## [RoomJoined].
func create_with(message: LobbyCreate):
	return _client.request(message)


## Joins the fullest room of a type that says `metadata` of itself and still has a seat, or makes one that does.
## Await it: var result = yield(Godwit.lobby.join_or_create(...), "completed"), a GodwitResult whose value is a
## [RoomJoined].
func join_or_create(room_type: String):
	return _client.request(LobbyJoinOrCreate.new(room_type))


## Joins the fullest room of a type that says `metadata` of itself and still has a seat, or makes one that does.
## Await it: var result = yield(Godwit.lobby.join_or_create_with(...), "completed"), a GodwitResult whose value is
## a [RoomJoined].
func join_or_create_with(message: LobbyJoinOrCreate):
	return _client.request(message)


## Asks for a page of the list of rooms.
## Await it: var result = yield(Godwit.lobby.list(...), "completed"), a GodwitResult whose value is a
## [LobbyListed].
func list():
	return _client.request(LobbyList.new())


## Asks for a page of the list of rooms.
## Await it: var result = yield(Godwit.lobby.list_with(...), "completed"), a GodwitResult whose value is a
## [LobbyListed].
func list_with(message: LobbyList):
	return _client.request(message)


## Follows the list of rooms: its present state first, then what changes. Asking again follows the list anew.
## Await it: var result = yield(Godwit.lobby.subscribe(...), "completed"), a GodwitResult whose value is a
## [LobbySubscribed].
func subscribe():
	return _client.request(LobbySubscribe.new())


## Follows the list of rooms: its present state first, then what changes. Asking again follows the list anew.
## Await it: var result = yield(Godwit.lobby.subscribe_with(...), "completed"), a GodwitResult whose value is a
## [LobbySubscribed].
func subscribe_with(message: LobbySubscribe):
	return _client.request(message)


## Follows the list no more.
## Await it: var result = yield(Godwit.lobby.unsubscribe(...), "completed"), a GodwitResult without a value.
func unsubscribe():
	return _client.request(LobbyUnsubscribe.new())


func _on_more_rooms(message: GodwitMessage) -> void:
	emit_signal("more_rooms", message)


func _on_changed(message: GodwitMessage) -> void:
	emit_signal("changed", message)
