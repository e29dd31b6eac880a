extends "res://addons/godwit/godwit_client.gd"
## The client with every message of the server as a typed function or signal.
##
## Generated from the contract; do not edit.

## The module "chat".
var chat


func _init() -> void:
	contract = GodwitContract.new()
	chat = ChatApi.new(self)
