class_name GodwitStep
extends Reference
## The rule by which a field of an entity moves on, the same on both sides: a function of a shared file, and the class of the
## body that it steps.

## The entity's member that holds what the server told of the body.
var field: String
## The names of the body's numbers, as the body has them: x, dash.left.
var numbers: Array = []
## What its rule consists of: the key of the function and then those of all that it uses, as
## GodwitClient.contract_differs names them. Empty for a rule that is not of the contract.
var keys: Array = []
## The key of its function; without one, the function's name.
var name: String setget , get_name

## False for what nobody steers, such as a projectile: its step takes no input.
var has_input: bool = true

var _script: GDScript
var _function: String
var _body: GDScript
var _members: Array = []


## p_function of p_script steps the p_body in the field p_field; the server compares
## p_keys.
func _init(
	p_field: String, p_script: GDScript, p_function: String, p_body: GDScript, p_keys: Array = [],
	p_has_input: bool = true
) -> void:
	field = p_field
	keys = p_keys
	has_input = p_has_input
	_script = p_script
	_function = p_function
	_body = p_body
	numbers = p_body.get_script_constant_map()["FIELDS"]
	for number in numbers:
		_members.append(NodePath(p_field + ":" + number.replace(".", ":")))


## A new body.
func create_body() -> Object:
	return _body.new()


## Steps body once; without input if it has none.
func run(body: Object, input: Object, seconds: float) -> void:
	if has_input:
		_script.call(_function, body, input, seconds)
	else:
		_script.call(_function, body, seconds)


## The body's numbers as the server told them of entity.
func told_of(entity: Object) -> Array:
	var told: Array = []
	for member in _members:
		var number: float = entity.get_indexed(member)
		told.append(number)
	return told


## The tick after which the body of entity, which nobody steers, was as it was told.
func since_of(entity: Object) -> int:
	var told: Object = entity.get(field)
	var tick = told.get("since") if told != null else null
	return tick if tick is int else 0


## How often the server has moved the body of entity without an input: teleports or
## pushes, modulo 256.
func moves_of(entity: Object, kind: String) -> int:
	var told: Object = entity.get(field)
	var moves = told.get(kind) if told != null else null
	return moves if moves is int else 0


## The numbers of body.
func numbers_of(body: Object) -> Array:
	var values: Array = body.call("numbers")
	return values


## Gives body the numbers values.
func set_numbers(body: Object, values: Array) -> void:
	var numbers_of_body: Array = [] # as the body's class declares it
	for value in values:
		numbers_of_body.append(value)
	body.call("set_numbers", numbers_of_body)


## A copy of body.
func copy_of(body: Object) -> Object:
	var copy: Object = create_body()
	copy.call("copy_from", body)
	return copy


## See name.
func get_name() -> String:
	return str(keys[0]) if not keys.empty() else str(_function)
