class_name GodwitPresenceApi
extends RefCounted
## The messages of the server's module "presence".
##
## Generated from the contract; do not edit.

## Something about a player whom you follow has changed: what is there is new, what is absent is as before.
signal changed(message: GodwitPresenceChanged)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(GodwitPresenceChanged.TYPE, _on_changed)


## Says how you want to appear to others. Holds until your last session ends; you begin as online.
func appear(status: String) -> GodwitResult:
	return await _client.request(GodwitPresenceAppear.new(status))


## Says what you do. Both together may have 512 bytes. Holds until your last session ends.
func set_activity(text: String, details: Dictionary) -> GodwitResult:
	return await _client.request(GodwitPresenceSetActivity.new(text, details))


## Says whether others see which room you are in; they do at first. Holds until your last session ends.
func show_room(is_shown: bool) -> GodwitResult:
	return await _client.request(GodwitPresenceShowRoom.new(is_shown))


## Follows players, 200 at most per session. Following one again asks how that player is doing.
func follow(player_ids: Array[String]) -> GodwitPresenceFollowed.Result:
	return GodwitPresenceFollowed.Result.new(await _client.request(GodwitPresenceFollow.new(player_ids)))


## Follows these players no longer.
func unfollow(player_ids: Array[String]) -> GodwitResult:
	return await _client.request(GodwitPresenceUnfollow.new(player_ids))


func _on_changed(message: GodwitMessage) -> void:
	changed.emit(message as GodwitPresenceChanged)
