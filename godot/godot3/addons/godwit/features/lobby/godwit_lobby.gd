class_name GodwitLobby
extends Reference
## Makes rooms and lists them: Godwit.lobby. Rooms are joined and left by GodwitRooms.
##
##     Godwit.lobby.room_list.connect("room_added", self, "_on_room_added")
##     Godwit.lobby.room_list.follow()
##     var result = yield(Godwit.lobby.create("arena", { "map": "canyon" }), "completed")
##     if not result.ok:
##         show_error(result.text)

## The messages behind it, as the server has them.
var api: GodwitLobbyApi
## The rooms there are, once GodwitRoomList.follow() was called.
var room_list: GodwitRoomList

var _client


func _init(client) -> void:
	_client = client
	api = GodwitLobbyApi.new(client)
	room_list = GodwitRoomList.new(client, api)


## Makes a room and joins it. metadata is what it says of itself in the list, max_players how many it takes
## (0 for what its type says); a private room is opened by its code only.
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


## Makes a room as message says, for example with a password or with options of its type, and joins it.
func create_with(message: GodwitLobbyCreate):
	if not message.has_name_ and not _client.player_name.empty():
		message.name_ = _client.player_name
	return GodwitRoom.Result.new(yield(_client.request(message), "completed"), _client.rooms.current)


## Joins the fullest room of this type that says metadata of itself and has a seat, or makes one that does.
func join_or_create(room_type: String, metadata: Dictionary = {}):
	var message := GodwitLobbyJoinOrCreate.new(room_type)
	if not metadata.empty():
		message.metadata = metadata
	return yield(join_or_create_with(message), "completed")


## Joins or makes a room as message says.
func join_or_create_with(message: GodwitLobbyJoinOrCreate):
	if not message.has_name_ and not _client.player_name.empty():
		message.name_ = _client.player_name
	return GodwitRoom.Result.new(yield(_client.request(message), "completed"), _client.rooms.current)
