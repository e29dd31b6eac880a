extends Reference
class_name GodwitPresenceApi
## The messages of the server's module "presence".
##
## Generated from the contract; do not edit.

## Something about a player you follow has changed; absent fields are unchanged. [param message] is a
## [GodwitPresenceChanged].
signal changed(message)

var _client: Node


func _init(client: Node) -> void:
	_client = client
	client.on(GodwitPresenceChanged.TYPE, self, "_on_changed")


## Sets how you appear to others. Lasts until your last session ends; the default is online.
## Await it: var result = yield(Godwit.presence.appear(...), "completed"), a GodwitResult without a value.
func appear(status: String):
	return _client.request(GodwitPresenceAppear.new(status))


## Sets your activity. Text and details together may have 512 bytes. Lasts until your last session ends.
## Await it: var result = yield(Godwit.presence.set_activity(...), "completed"), a GodwitResult without a value.
func set_activity(text: String, details: Dictionary):
	return _client.request(GodwitPresenceSetActivity.new(text, details))


## Sets whether others see which room you are in; by default they do. Lasts until your last session ends.
## Await it: var result = yield(Godwit.presence.show_room(...), "completed"), a GodwitResult without a value.
func show_room(is_shown: bool):
	return _client.request(GodwitPresenceShowRoom.new(is_shown))


## Follows players, at most 200 per session. Following one again returns their current presence.
## Await it: var result = yield(Godwit.presence.follow(...), "completed"), a GodwitResult whose value is a
## [GodwitPresenceFollowed].
func follow(player_ids: Array):
	return _client.request(GodwitPresenceFollow.new(player_ids))


## Stops following these players.
## Await it: var result = yield(Godwit.presence.unfollow(...), "completed"), a GodwitResult without a value.
func unfollow(player_ids: Array):
	return _client.request(GodwitPresenceUnfollow.new(player_ids))


func _on_changed(message: GodwitMessage) -> void:
	emit_signal("changed", message)
