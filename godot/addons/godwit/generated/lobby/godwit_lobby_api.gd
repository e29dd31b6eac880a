class_name GodwitLobbyApi
extends RefCounted
## The messages of the server's module "lobby".
##
## Generated from the contract; do not edit.

## More of the rooms that were there when you subscribed. You may know one already: this is how it is now.
signal more_rooms(message: GodwitLobbyMoreRooms)
## What has changed in the list that you follow. A changed or removed room that you do not know was still to come;
## ignore it.
signal changed(message: GodwitLobbyChanged)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(GodwitLobbyMoreRooms.TYPE, _on_more_rooms)
	client.on(GodwitLobbyChanged.TYPE, _on_changed)


## Makes a room and joins it.
func create(room_type: String) -> GodwitRoomJoined.Result:
	return GodwitRoomJoined.Result.new(await _client.request(GodwitLobbyCreate.new(room_type)))


## Makes a room and joins it.
func create_with(message: GodwitLobbyCreate) -> GodwitRoomJoined.Result:
	return GodwitRoomJoined.Result.new(await _client.request(message))


## Joins the fullest room of a type that says `metadata` of itself and still has a seat, or makes one that does.
func join_or_create(room_type: String) -> GodwitRoomJoined.Result:
	return GodwitRoomJoined.Result.new(await _client.request(GodwitLobbyJoinOrCreate.new(room_type)))


## Joins the fullest room of a type that says `metadata` of itself and still has a seat, or makes one that does.
func join_or_create_with(message: GodwitLobbyJoinOrCreate) -> GodwitRoomJoined.Result:
	return GodwitRoomJoined.Result.new(await _client.request(message))


## Asks for a page of the list of rooms.
func list() -> GodwitLobbyListed.Result:
	return GodwitLobbyListed.Result.new(await _client.request(GodwitLobbyList.new()))


## Asks for a page of the list of rooms.
func list_with(message: GodwitLobbyList) -> GodwitLobbyListed.Result:
	return GodwitLobbyListed.Result.new(await _client.request(message))


## Follows the list of rooms: its present state first, then what changes. Asking again follows the list anew.
func subscribe() -> GodwitLobbySubscribed.Result:
	return GodwitLobbySubscribed.Result.new(await _client.request(GodwitLobbySubscribe.new()))


## Follows the list of rooms: its present state first, then what changes. Asking again follows the list anew.
func subscribe_with(message: GodwitLobbySubscribe) -> GodwitLobbySubscribed.Result:
	return GodwitLobbySubscribed.Result.new(await _client.request(message))


## Follows the list no more.
func unsubscribe() -> GodwitResult:
	return await _client.request(GodwitLobbyUnsubscribe.new())


func _on_more_rooms(message: GodwitMessage) -> void:
	more_rooms.emit(message as GodwitLobbyMoreRooms)


func _on_changed(message: GodwitMessage) -> void:
	changed.emit(message as GodwitLobbyChanged)
