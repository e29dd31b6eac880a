extends Reference
class_name GodwitNetworkLabApi
## The messages of the server's module "network-lab".
##
## Generated from the contract; do not edit.

var _client: Node


func _init(client: Node) -> void:
	_client = client


## Makes the sender's line to the server as bad as this says, until the next such message. For development: a
## server without NETWORK_LAB, and any in production, refuses it with network_lab.off.
## Await it: var result = yield(Godwit.network_lab.line(...), "completed"), a GodwitResult without a value.
func line(latency_ms: float, jitter_ms: float, loss_percent: float):
	return _client.request(GodwitNetworkLabLine.new(latency_ms, jitter_ms, loss_percent))


## Makes the sender's line to the server as bad as this says, until the next such message. For development: a
## server without NETWORK_LAB, and any in production, refuses it with network_lab.off.
## Await it: var result = yield(Godwit.network_lab.line_with(...), "completed"), a GodwitResult without a value.
func line_with(message: GodwitNetworkLabLine):
	return _client.request(message)


## Nothing arrives at either end for a while, then all of it at once. Refused like NetworkLabLine.
## Await it: var result = yield(Godwit.network_lab.stall(...), "completed"), a GodwitResult without a value.
func stall(ms: int):
	return _client.request(GodwitNetworkLabStall.new(ms))


## Breaks the connection off; there is no answer. Refused like NetworkLabLine.
## Await it: var result = yield(Godwit.network_lab.cut(...), "completed"), a GodwitResult without a value.
func cut():
	return _client.request(GodwitNetworkLabCut.new())
