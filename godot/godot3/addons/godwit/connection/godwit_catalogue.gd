class_name GodwitCatalogue
extends Reference
## The messages a client knows. This one knows none, for games without generated classes; the generated
## GodwitContract extends it.


## True while a server whose contract is another is asked what differs.
var is_compared: bool = false
## The keys of the steps that the server computes otherwise.
var other_steps: Dictionary = {}


## True if the server computes step as this client does; false while that is being found out.
func has_same_step(step: GodwitStep) -> bool:
	if is_compared or other_steps.empty():
		return not is_compared
	for key in step.keys:
		if other_steps.has(key):
			return false
	return true


## The hash of the contract; empty without one.
func get_hash() -> String:
	return ""


## Every message in the form of the server's ContractCompare.
func get_digests() -> Array:
	return []


## Every step in the form of the server's ContractStepsCompare: key:hash, in order of the keys.
func get_steps() -> Array:
	return []


## A new message of _type; null if the type is unknown.
func create(_type: int) -> GodwitMessage:
	return null


## The names of the room states, in order of their wire numbers.
func get_state_names() -> Array:
	return []


## A new state of the class that the server calls _name; null if unknown.
func create_state(_name: String) -> GodwitState:
	return null


## What the contract says of the rooms called _name; null if unknown.
func get_room_type(_name: String) -> GodwitRoomType:
	return null


## The rule that a field of _entity is predicted by; null if there is none.
func get_step(_entity: GodwitEntity) -> GodwitStep:
	return null


## The message of type with the values of a JSON object, typed if its class is known.
func from_fields(type: int, values: Dictionary) -> GodwitMessage:
	var message = create(type)
	if message == null:
		return GodwitMessage.of(type, values)
	message.read_fields(values)
	return message
