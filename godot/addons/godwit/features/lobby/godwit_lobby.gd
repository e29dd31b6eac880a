class_name GodwitLobby
extends RefCounted
## Creates and lists rooms: [code]Godwit.lobby[/code]. To join and leave them, use [GodwitRooms].
## [codeblock]
## Godwit.lobby.room_list.room_added.connect(_on_room_added)
## Godwit.lobby.room_list.follow()
## var result := await Godwit.lobby.create("arena", { "map": "canyon" })
## if not result.ok:
##     show_error(result.text)
## [/codeblock]

## The underlying messages.
var api: GodwitLobbyApi
## The available rooms, once [method GodwitRoomList.follow] was called.
var room_list: GodwitRoomList

var _client: GodwitApi


func _init(client: GodwitApi) -> void:
	_client = client
	api = GodwitLobbyApi.new(client)
	room_list = GodwitRoomList.new(client, api)


## Creates a room and joins it. [param metadata] describes it in the list, [param max_players] limits the players
## (0 for its type's default); a private room can only be joined by its code.
func create(
	room_type: String, metadata: Dictionary = {}, max_players: int = 0, is_private: bool = false,
) -> GodwitRoom.Result:
	var message := GodwitLobbyCreate.new(room_type)
	if not metadata.is_empty():
		message.metadata = metadata
	if max_players > 0:
		message.max_players = max_players
	if is_private:
		message.is_private = true
	return await create_with(message)


## Creates a room as [param message] specifies, for example with a password or with its type's options, and joins it.
func create_with(message: GodwitLobbyCreate) -> GodwitRoom.Result:
	if not message.has_name_ and not _client.player_name.is_empty():
		message.name_ = _client.player_name
	return GodwitRoom.Result.new(await _client.request(message), _client.rooms.current)


## Joins the fullest room of this type that has this [param metadata] and a free seat, or creates one.
func join_or_create(room_type: String, metadata: Dictionary = {}) -> GodwitRoom.Result:
	var message := GodwitLobbyJoinOrCreate.new(room_type)
	if not metadata.is_empty():
		message.metadata = metadata
	return await join_or_create_with(message)


## Joins or creates a room as [param message] specifies.
func join_or_create_with(message: GodwitLobbyJoinOrCreate) -> GodwitRoom.Result:
	if not message.has_name_ and not _client.player_name.is_empty():
		message.name_ = _client.player_name
	return GodwitRoom.Result.new(await _client.request(message), _client.rooms.current)
