extends Reference
class_name GodwitPresenceApi
## The messages of the server's module "presence".
##
## Generated from the contract; do not edit.

## Something about a player whom you follow has changed: what is there is new, what is absent is as before. [param
## message] is a [GodwitPresenceChanged].
signal changed(message)

var _client: Node


func _init(client: Node) -> void:
	_client = client
	client.on(GodwitPresenceChanged.TYPE, self, "_on_changed")


## Says how you want to appear to others. Holds until your last session ends; you begin as online.
## Await it: var result = yield(Godwit.presence.appear(...), "completed"), a GodwitResult without a value.
func appear(status: String):
	return _client.request(GodwitPresenceAppear.new(status))


## Says what you do. Both together may have 512 bytes. Holds until your last session ends.
## Await it: var result = yield(Godwit.presence.set_activity(...), "completed"), a GodwitResult without a value.
func set_activity(text: String, details: Dictionary):
	return _client.request(GodwitPresenceSetActivity.new(text, details))


## Says whether others see which room you are in; they do at first. Holds until your last session ends.
## Await it: var result = yield(Godwit.presence.show_room(...), "completed"), a GodwitResult without a value.
func show_room(is_shown: bool):
	return _client.request(GodwitPresenceShowRoom.new(is_shown))


## Follows players, 200 at most per session. Following one again asks how that player is doing.
## Await it: var result = yield(Godwit.presence.follow(...), "completed"), a GodwitResult whose value is a
## [GodwitPresenceFollowed].
func follow(player_ids: Array):
	return _client.request(GodwitPresenceFollow.new(player_ids))


## Follows these players no longer.
## Await it: var result = yield(Godwit.presence.unfollow(...), "completed"), a GodwitResult without a value.
func unfollow(player_ids: Array):
	return _client.request(GodwitPresenceUnfollow.new(player_ids))


func _on_changed(message: GodwitMessage) -> void:
	emit_signal("changed", message)
