class_name GodwitLobbyApi
extends RefCounted
## The messages of the server's module "lobby".
##
## Generated from the contract; do not edit.

## More of the rooms that existed when you subscribed. You may know one already: this is its current state.
signal more_rooms(message: GodwitLobbyMoreRooms)
## Changes to the list you subscribed to. Ignore a changed or removed room that you do not know: it was not sent
## yet.
signal changed(message: GodwitLobbyChanged)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(GodwitLobbyMoreRooms.TYPE, _on_more_rooms)
	client.on(GodwitLobbyChanged.TYPE, _on_changed)


## Creates a room and joins it.
func create(room_type: String) -> GodwitRoomJoined.Result:
	return GodwitRoomJoined.Result.new(await _client.request(GodwitLobbyCreate.new(room_type)))


## Creates a room and joins it.
func create_with(message: GodwitLobbyCreate) -> GodwitRoomJoined.Result:
	return GodwitRoomJoined.Result.new(await _client.request(message))


## Joins the fullest room of a type that has this `metadata` and a free seat, or creates one.
func join_or_create(room_type: String) -> GodwitRoomJoined.Result:
	return GodwitRoomJoined.Result.new(await _client.request(GodwitLobbyJoinOrCreate.new(room_type)))


## Joins the fullest room of a type that has this `metadata` and a free seat, or creates one.
func join_or_create_with(message: GodwitLobbyJoinOrCreate) -> GodwitRoomJoined.Result:
	return GodwitRoomJoined.Result.new(await _client.request(message))


## Requests a page of the room list.
func list() -> GodwitLobbyListed.Result:
	return GodwitLobbyListed.Result.new(await _client.request(GodwitLobbyList.new()))


## Requests a page of the room list.
func list_with(message: GodwitLobbyList) -> GodwitLobbyListed.Result:
	return GodwitLobbyListed.Result.new(await _client.request(message))


## Subscribes to the room list: first its current state, then the changes. Subscribing again starts over.
func subscribe() -> GodwitLobbySubscribed.Result:
	return GodwitLobbySubscribed.Result.new(await _client.request(GodwitLobbySubscribe.new()))


## Subscribes to the room list: first its current state, then the changes. Subscribing again starts over.
func subscribe_with(message: GodwitLobbySubscribe) -> GodwitLobbySubscribed.Result:
	return GodwitLobbySubscribed.Result.new(await _client.request(message))


## Unsubscribes from the room list.
func unsubscribe() -> GodwitResult:
	return await _client.request(GodwitLobbyUnsubscribe.new())


func _on_more_rooms(message: GodwitMessage) -> void:
	more_rooms.emit(message as GodwitLobbyMoreRooms)


func _on_changed(message: GodwitMessage) -> void:
	changed.emit(message as GodwitLobbyChanged)
