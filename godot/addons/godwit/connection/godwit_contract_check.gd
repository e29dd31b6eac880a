class_name GodwitContractCheck
extends RefCounted
## Whether the server's contract has to be compared with this client's: once per contract that it meets.

# The digits of a hash that are of the wire alone; the others are of the steps as well.
const _WIRE_DIGITS := 8

var _own_hash: String
var _compared_hash: String = "" # the server's in the last finished comparison
var _is_hash_unknown: bool = false # that comparison came before the server sent its hash


func _init(own_hash: String) -> void:
	_own_hash = own_hash


## In JSON the server welcomes any contract, and [param server_hash] is its own: true if the client has to ask what differs.
func is_due(server_hash: String) -> bool:
	if _is_hash_unknown:
		_compared_hash = server_hash
		_is_hash_unknown = false
	if server_hash == _own_hash:
		_compared_hash = "" # if it meets that one again, it asks again
	if _own_hash.is_empty() or server_hash in ["", _own_hash, _compared_hash]:
		return false
	_compared_hash = server_hash
	return true


## True if the messages and states of the server are this client's, so that only steps can differ.
func is_same_wire(server_hash: String) -> bool:
	return not server_hash.is_empty() and server_hash.left(_WIRE_DIGITS) == _own_hash.left(_WIRE_DIGITS)


## A comparison has ended, before the server's hash was known unless [param is_welcome].
func finish(is_welcome: bool) -> void:
	_is_hash_unknown = not is_welcome


## The link was lost during a comparison, which the next Welcome begins again.
func give_up() -> void:
	_compared_hash = ""
