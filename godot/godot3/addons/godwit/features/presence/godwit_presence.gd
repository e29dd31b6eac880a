class_name GodwitPresence
extends Reference
## Which of your friends are online, and what they are doing: Godwit.presence. Both sides must be signed in.
##
## Whom you follow, and your own presence, are restored in a new session.
##
##     Godwit.presence.connect("friend_changed", self, "_on_friend_changed")
##     yield(Godwit.presence.follow(["player-1", "player-2"]), "completed")
##     Godwit.presence.set_activity("Exploring the canyon")

## Emitted when something about a player you follow changed.
signal friend_changed(friend)

# The most players one message can name.
const _MAX_NAMED := 32

## The underlying messages.
var api: GodwitPresenceApi
## The players you follow, by player id. Do not modify it.
var friends: Dictionary = {}

var _client: GodwitClient
var _own: Dictionary = {} # your own presence messages, by type


func _init(client: GodwitClient) -> void:
	_client = client
	api = GodwitPresenceApi.new(client)
	client.connect("connected", self, "_on_connected")
	client.connect("disconnected", self, "_on_disconnected")
	api.connect("changed", self, "_on_changed")


## Sets how you appear to others, one of GodwitPresenceAppearStatus.
func appear(status: String):
	return yield(_say(GodwitPresenceAppear.new(status)), "completed")


## Sets what you are doing: a sentence to show, and details for the game to read.
func set_activity(text: String, details: Dictionary = {}):
	return yield(_say(GodwitPresenceSetActivity.new(text, details)), "completed")


## Sets whether others see which room you are in, which is the default.
func show_room(is_shown: bool):
	return yield(_say(GodwitPresenceShowRoom.new(is_shown)), "completed")


## Follows any number of players; the server accepts 200. The result is the first failure, or ok; players who don't let you
## follow stay offline.
func follow(player_ids: Array):
	for player_id in player_ids:
		if not friends.has(player_id):
			friends[player_id] = GodwitFriend.new()
			friends[player_id].player_id = player_id
	for start in range(0, player_ids.size(), _MAX_NAMED):
		var result = yield(api.follow(GodwitScripts.slice(player_ids, start, start + _MAX_NAMED)), "completed")
		if not result.ok:
			return result
		var followed: GodwitPresenceFollowed = result.value
		for presence in followed.presences:
			_read(presence)
	yield(Engine.get_main_loop(), "idle_frame")
	return GodwitResult.succeeded()


## Stops following these players.
func unfollow(player_ids: Array):
	for player_id in player_ids:
		friends.erase(player_id)
	for start in range(0, player_ids.size(), _MAX_NAMED):
		var result: GodwitResult = yield(api.unfollow(GodwitScripts.slice(player_ids, start, start + _MAX_NAMED)), "completed")
		if not result.ok:
			return result
	yield(Engine.get_main_loop(), "idle_frame")
	return GodwitResult.succeeded()


func _say(message: GodwitMessage):
	_own[message.type] = message
	return yield(_client.request(message), "completed")


func _read(presence: GodwitPresencePresence) -> void:
	if not friends.has(presence.player_id):
		return # unfollowed in the meantime
	friends[presence.player_id].read(presence)
	emit_signal("friend_changed", friends[presence.player_id])


func _on_changed(message: GodwitPresenceChanged) -> void:
	if not friends.has(message.player_id):
		return
	friends[message.player_id].patch(message)
	emit_signal("friend_changed", friends[message.player_id])


# A new session: it follows nobody and has no presence set.
func _on_connected(_session_id: String) -> void:
	for message in _own.values():
		_client.request(message)
	if not friends.empty():
		follow(friends.keys())


func _on_disconnected(_code: int, _reason: String) -> void:
	for friend in friends.values():
		friend.read(GodwitPresencePresence.new(friend.player_id, GodwitPresenceStatus.OFFLINE))
		emit_signal("friend_changed", friend)
