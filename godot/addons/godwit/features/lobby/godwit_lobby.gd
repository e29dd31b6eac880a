class_name GodwitLobby
extends RefCounted
## Makes rooms and lists them: [code]Godwit.lobby[/code]. Rooms are joined and left by [GodwitRooms].
## [codeblock]
## Godwit.lobby.room_list.room_added.connect(_on_room_added)
## Godwit.lobby.room_list.follow()
## var result := await Godwit.lobby.create("arena", { "map": "canyon" })
## if not result.ok:
##     show_error(result.text)
## [/codeblock]

## The messages behind it, as the server has them.
var api: GodwitLobbyApi
## The rooms there are, once [method GodwitRoomList.follow] was called.
var room_list: GodwitRoomList

var _client: GodwitApi


func _init(client: GodwitApi) -> void:
	_client = client
	api = GodwitLobbyApi.new(client)
	room_list = GodwitRoomList.new(client, api)


## Makes a room and joins it. [param metadata] is what it says of itself in the list, [param max_players] how many it takes
## (0 for what its type says); a private room is opened by its code only.
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


## Makes a room as [param message] says, for example with a password or with options of its type, and joins it.
func create_with(message: GodwitLobbyCreate) -> GodwitRoom.Result:
	if not message.has_name_ and not _client.player_name.is_empty():
		message.name_ = _client.player_name
	return GodwitRoom.Result.new(await _client.request(message), _client.rooms.current)


## Joins the fullest room of this type that says [param metadata] of itself and has a seat, or makes one that does.
func join_or_create(room_type: String, metadata: Dictionary = {}) -> GodwitRoom.Result:
	var message := GodwitLobbyJoinOrCreate.new(room_type)
	if not metadata.is_empty():
		message.metadata = metadata
	return await join_or_create_with(message)


## Joins or makes a room as [param message] says.
func join_or_create_with(message: GodwitLobbyJoinOrCreate) -> GodwitRoom.Result:
	if not message.has_name_ and not _client.player_name.is_empty():
		message.name_ = _client.player_name
	return GodwitRoom.Result.new(await _client.request(message), _client.rooms.current)
