class_name GodwitNetworkLabApi
extends RefCounted
## The messages of the server's module "network-lab".
##
## Generated from the contract; do not edit.

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client


## Makes the sender's line to the server as bad as this says, until the next such message. For development: a
## server without NETWORK_LAB, and any in production, refuses it with network_lab.off.
func line(latency_ms: float, jitter_ms: float, loss_percent: float) -> GodwitResult:
	return await _client.request(GodwitNetworkLabLine.new(latency_ms, jitter_ms, loss_percent))


## Makes the sender's line to the server as bad as this says, until the next such message. For development: a
## server without NETWORK_LAB, and any in production, refuses it with network_lab.off.
func line_with(message: GodwitNetworkLabLine) -> GodwitResult:
	return await _client.request(message)


## Nothing arrives at either end for a while, then all of it at once. Refused like NetworkLabLine.
func stall(ms: int) -> GodwitResult:
	return await _client.request(GodwitNetworkLabStall.new(ms))


## Breaks the connection off; there is no answer. Refused like NetworkLabLine.
func cut() -> GodwitResult:
	return await _client.request(GodwitNetworkLabCut.new())
