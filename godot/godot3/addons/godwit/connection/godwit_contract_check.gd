class_name GodwitContractCheck
extends Reference
## Whether the server's contract has to be compared with this client's: once per contract that it meets. The catalogue is told
## how it ends.

# The digits of a hash that are of the wire alone; the others are of the steps as well.
const _WIRE_DIGITS := 8

var _contract: GodwitCatalogue
var _own_hash: String
var _comparison: GodwitContractComparison # null while no request is open
var _compared_hash: String = "" # the server's in the last finished comparison
var _is_hash_unknown: bool = false # that comparison came before the server sent its hash


func _init(contract: GodwitCatalogue) -> void:
	_contract = contract
	_own_hash = contract.get_hash()


## In JSON the server welcomes any contract, and server_hash is its own: true if the client has to ask what differs.
func is_due(server_hash: String) -> bool:
	if _is_hash_unknown:
		_compared_hash = server_hash
		_is_hash_unknown = false
	if server_hash == _own_hash:
		_compared_hash = "" # if it meets another again, it asks again
		_contract.other_steps = {}
	if _own_hash.empty() or server_hash in ["", _own_hash, _compared_hash]:
		return false
	_compared_hash = server_hash
	return true


## True if the messages and states of the server are this client's, so that only steps can differ.
func is_same_wire(server_hash: String) -> bool:
	return not server_hash.empty() and server_hash.left(_WIRE_DIGITS) == _own_hash.left(_WIRE_DIGITS)


## Begins a comparison; server_hash is empty if it is not known yet.
func begin(server_hash: String) -> void:
	_comparison = GodwitContractComparison.new(_contract.get_digests(), _contract.get_steps(), is_same_wire(server_hash))
	_contract.is_compared = true


## What to ask next; null once all was asked.
func next_question() -> GodwitMessage:
	var question: GodwitMessage = _comparison.next_steps_question()
	return question if question != null else _comparison.next_question()


## Takes the answer to the last question. Returns false and ends if there is none: a server that can't compare.
func add_answer(answer: GodwitContractCompared) -> bool:
	if answer == null:
		_end()
		return false
	_comparison.add_answer(answer)
	return true


## The comparison has ended, before the server's hash was known unless is_welcome. Returns the differences.
func finish(is_welcome: bool) -> Array:
	var differences: Array = _comparison.differences
	_is_hash_unknown = not is_welcome
	_contract.other_steps = {}
	for difference in differences:
		_contract.other_steps[difference.message] = true
	_end()
	return differences


## The link was lost: the next Welcome begins the comparison again.
func give_up() -> void:
	if _comparison != null:
		_compared_hash = ""
	_end()


func _end() -> void:
	_comparison = null
	_contract.is_compared = false
