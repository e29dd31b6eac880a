class_name LobbyApi
extends RefCounted
## The messages of the server's module "lobby".
##
## Generated from the contract; do not edit.

## More of the rooms that were there when you subscribed. You may know one already: this is how it is now.
signal more_rooms(message: LobbyMoreRooms)
## What has changed in the list that you follow. A changed or removed room that you do not know was still to come;
## ignore it.
signal changed(message: LobbyChanged)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(LobbyMoreRooms.TYPE, _on_more_rooms)
	client.on(LobbyChanged.TYPE, _on_changed)


## Makes a room and joins it.
func create(room_type: String) -> RoomJoined.Result:
	return RoomJoined.Result.new(await _client.request(LobbyCreate.new(room_type)))


## Makes a room and joins it.
func create_with(message: LobbyCreate) -> RoomJoined.Result:
	return RoomJoined.Result.new(await _client.request(message))


## Joins the fullest room of a type that says `metadata` of itself and still has a seat, or makes one that does.
func join_or_create(room_type: String) -> RoomJoined.Result:
	return RoomJoined.Result.new(await _client.request(LobbyJoinOrCreate.new(room_type)))


## Joins the fullest room of a type that says `metadata` of itself and still has a seat, or makes one that does.
func join_or_create_with(message: LobbyJoinOrCreate) -> RoomJoined.Result:
	return RoomJoined.Result.new(await _client.request(message))


## Asks for a page of the list of rooms.
func list() -> LobbyListed.Result:
	return LobbyListed.Result.new(await _client.request(LobbyList.new()))


## Asks for a page of the list of rooms.
func list_with(message: LobbyList) -> LobbyListed.Result:
	return LobbyListed.Result.new(await _client.request(message))


## Follows the list of rooms: its present state first, then what changes. Asking again follows the list anew.
func subscribe() -> LobbySubscribed.Result:
	return LobbySubscribed.Result.new(await _client.request(LobbySubscribe.new()))


## Follows the list of rooms: its present state first, then what changes. Asking again follows the list anew.
func subscribe_with(message: LobbySubscribe) -> LobbySubscribed.Result:
	return LobbySubscribed.Result.new(await _client.request(message))


## Follows the list no more.
func unsubscribe() -> GodwitResult:
	return await _client.request(LobbyUnsubscribe.new())


func _on_more_rooms(message: GodwitMessage) -> void:
	more_rooms.emit(message as LobbyMoreRooms)


func _on_changed(message: GodwitMessage) -> void:
	changed.emit(message as LobbyChanged)
