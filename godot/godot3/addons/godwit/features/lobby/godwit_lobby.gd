class_name GodwitLobby
extends Reference
## Creates and lists rooms: Godwit.lobby. To join and leave them, use GodwitRooms.
##
##     Godwit.lobby.room_list.connect("room_added", self, "_on_room_added")
##     Godwit.lobby.room_list.follow()
##     var result = yield(Godwit.lobby.create("arena", { "map": "canyon" }), "completed")
##     if not result.ok:
##         show_error(result.text)

## The underlying messages.
var api: GodwitLobbyApi
## The available rooms, once GodwitRoomList.follow() was called.
var room_list: GodwitRoomList

var _client


func _init(client) -> void:
	_client = client
	api = GodwitLobbyApi.new(client)
	room_list = GodwitRoomList.new(client, api)


## Creates a room and joins it. metadata describes it in the list, max_players limits the players
## (0 for its type's default); a private room can only be joined by its code.
func create(
	room_type: String, metadata: Dictionary = {}, max_players: int = 0, is_private: bool = false
):
	var message := GodwitLobbyCreate.new(room_type)
	if not metadata.empty():
		message.metadata = metadata
	if max_players > 0:
		message.max_players = max_players
	if is_private:
		message.is_private = true
	return yield(create_with(message), "completed")


## Creates a room as message specifies, for example with a password or with its type's options, and joins it.
func create_with(message: GodwitLobbyCreate):
	if not message.has_name_ and not _client.player_name.empty():
		message.name_ = _client.player_name
	return GodwitRoom.Result.new(yield(_client.request(message), "completed"), _client.rooms.current)


## Joins the fullest room of this type that has this metadata and a free seat, or creates one.
func join_or_create(room_type: String, metadata: Dictionary = {}):
	var message := GodwitLobbyJoinOrCreate.new(room_type)
	if not metadata.empty():
		message.metadata = metadata
	return yield(join_or_create_with(message), "completed")


## Joins or creates a room as message specifies.
func join_or_create_with(message: GodwitLobbyJoinOrCreate):
	if not message.has_name_ and not _client.player_name.empty():
		message.name_ = _client.player_name
	return GodwitRoom.Result.new(yield(_client.request(message), "completed"), _client.rooms.current)
