class_name GodwitPresence
extends RefCounted
## Which of your friends are online, and what they are doing: [code]Godwit.presence[/code]. Both sides must be signed in.
##
## Whom you follow, and your own presence, are restored in a new session.
## [codeblock]
## Godwit.presence.friend_changed.connect(_on_friend_changed)
## await Godwit.presence.follow(["player-1", "player-2"])
## Godwit.presence.set_activity("Exploring the canyon")
## [/codeblock]

## Emitted when something about a player you follow changed.
signal friend_changed(friend: GodwitFriend)

# The most players one message can name.
const _MAX_NAMED := 32

## The underlying messages.
var api: GodwitPresenceApi
## The players you follow, by player id. Do not modify it.
var friends: Dictionary[String, GodwitFriend] = {}

var _client: GodwitClient
var _own: Dictionary[int, GodwitMessage] = {} # your own presence messages, by type


func _init(client: GodwitClient) -> void:
	_client = client
	api = GodwitPresenceApi.new(client)
	client.connected.connect(_on_connected)
	client.disconnected.connect(_on_disconnected)
	api.changed.connect(_on_changed)


## Sets how you appear to others, one of [GodwitPresenceAppearStatus].
func appear(status: String) -> GodwitResult:
	return await _say(GodwitPresenceAppear.new(status))


## Sets what you are doing: a sentence to show, and details for the game to read.
func set_activity(text: String, details: Dictionary = {}) -> GodwitResult:
	return await _say(GodwitPresenceSetActivity.new(text, details))


## Sets whether others see which room you are in, which is the default.
func show_room(is_shown: bool) -> GodwitResult:
	return await _say(GodwitPresenceShowRoom.new(is_shown))


## Follows any number of players; the server accepts 200. The result is the first failure, or ok; players who don't let you
## follow stay offline.
func follow(player_ids: Array[String]) -> GodwitResult:
	for player_id in player_ids:
		if not friends.has(player_id):
			friends[player_id] = GodwitFriend.new()
			friends[player_id].player_id = player_id
	for start in range(0, player_ids.size(), _MAX_NAMED):
		var result := await api.follow(player_ids.slice(start, start + _MAX_NAMED))
		if not result.ok:
			return result
		var followed: GodwitPresenceFollowed = result.value
		for presence in followed.presences:
			_read(presence)
	return GodwitResult.succeeded()


## Stops following these players.
func unfollow(player_ids: Array[String]) -> GodwitResult:
	for player_id in player_ids:
		friends.erase(player_id)
	for start in range(0, player_ids.size(), _MAX_NAMED):
		var result := await api.unfollow(player_ids.slice(start, start + _MAX_NAMED))
		if not result.ok:
			return result
	return GodwitResult.succeeded()


func _say(message: GodwitMessage) -> GodwitResult:
	_own[message.type] = message
	return await _client.request(message)


func _read(presence: GodwitPresencePresence) -> void:
	if not friends.has(presence.player_id):
		return # unfollowed in the meantime
	friends[presence.player_id].read(presence)
	friend_changed.emit(friends[presence.player_id])


func _on_changed(message: GodwitPresenceChanged) -> void:
	if not friends.has(message.player_id):
		return
	friends[message.player_id].patch(message)
	friend_changed.emit(friends[message.player_id])


# A new session: it follows nobody and has no presence set.
func _on_connected(_session_id: String) -> void:
	for message: GodwitMessage in _own.values():
		_client.request(message)
	if not friends.is_empty():
		follow(friends.keys())


func _on_disconnected(_code: int, _reason: String) -> void:
	for friend: GodwitFriend in friends.values():
		friend.read(GodwitPresencePresence.new(friend.player_id, GodwitPresenceStatus.OFFLINE))
		friend_changed.emit(friend)
