extends Reference
class_name GodwitColumn
## One column of an entity set: a field of its entities, or of an object inside them.

## The field as the server writes it: stats.isAlive.
var path: String
## Who sees it: 0 everyone, 1 the entity's team, 2 its owner.
var layer: int
## How its values lie in a patch.
var form
## The member that holds it, as get_indexed() takes it: stats:is_alive.
var member: String

var _owners := []
var _field: String
var _signal_name: String


func _init(p_path: String, p_layer: int, p_form, p_member: String) -> void:
	path = p_path
	layer = p_layer
	form = p_form
	member = p_member
	_owners = Array(p_member.split(":"))
	_field = _owners.pop_back()
	_signal_name = _field.trim_suffix("_") + "_changed"


## Gives entities their values.
func put_row(entities: Array, values: Array) -> void:
	var field := _field
	if _owners.empty():
		for index in values.size():
			entities[index][field] = values[index]
		return
	for index in values.size():
		owner_of(entities[index])[field] = values[index]


## The value of entity.
func value_of(entity):
	return owner_of(entity)[_field]


## Tells those who watch the field of entity.
func tell(entity) -> void:
	var holder = owner_of(entity)
	if holder.is_watched:
		holder.emit_signal(_signal_name, holder[_field])


## The object that has the field: entity, or one inside it.
func owner_of(entity):
	var holder = entity
	for step in _owners:
		holder = holder[step]
	return holder
