class_name GodwitApi
extends GodwitClient
## The client with every message of the server as a typed function or signal.
##
## Generated from the contract; do not edit.

## The module "chat".
var chat: ChatApi


func _init() -> void:
	super()
	contract = GodwitContract.new()
	chat = ChatApi.new(self)
