class_name GodwitPresenceApi
extends RefCounted
## The messages of the server's module "presence".
##
## Generated from the contract; do not edit.

## Something about a player you follow has changed; absent fields are unchanged.
signal changed(message: GodwitPresenceChanged)

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client
	client.on(GodwitPresenceChanged.TYPE, _on_changed)


## Sets how you appear to others. Lasts until your last session ends; the default is online.
func appear(status: String) -> GodwitResult:
	return await _client.request(GodwitPresenceAppear.new(status))


## Sets your activity. Text and details together may have 512 bytes. Lasts until your last session ends.
func set_activity(text: String, details: Dictionary) -> GodwitResult:
	return await _client.request(GodwitPresenceSetActivity.new(text, details))


## Sets whether others see which room you are in; by default they do. Lasts until your last session ends.
func show_room(is_shown: bool) -> GodwitResult:
	return await _client.request(GodwitPresenceShowRoom.new(is_shown))


## Follows players, at most 200 per session. Following one again returns their current presence.
func follow(player_ids: Array[String]) -> GodwitPresenceFollowed.Result:
	return GodwitPresenceFollowed.Result.new(await _client.request(GodwitPresenceFollow.new(player_ids)))


## Stops following these players.
func unfollow(player_ids: Array[String]) -> GodwitResult:
	return await _client.request(GodwitPresenceUnfollow.new(player_ids))


func _on_changed(message: GodwitMessage) -> void:
	changed.emit(message as GodwitPresenceChanged)
