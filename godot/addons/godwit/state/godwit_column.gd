class_name GodwitColumn
extends RefCounted
## One column of an entity set: a field of its entities, or of an object inside them.

## The field as the server writes it: [code]stats.isAlive[/code].
var path: String
## Who sees it: 0 everyone, 1 the entity's team, 2 its owner.
var layer: int
## How its values are encoded in a patch.
var form: GodwitForm
## The member that holds it, in the form [method Object.get_indexed] takes: [code]stats:is_alive[/code].
var member: String
## The signal that tells of its changes.
var signal_name: StringName
## True once somebody has asked for such a signal of one of the entities.
var is_watched: bool = false

var _owners: Array[StringName] = []
var _field: StringName


func _init(p_path: String, p_layer: int, p_form: GodwitForm, p_member: String) -> void:
	path = p_path
	layer = p_layer
	form = p_form
	member = p_member
	var steps := p_member.split(":")
	for index in steps.size() - 1:
		_owners.append(StringName(steps[index]))
	_field = StringName(steps[-1])
	signal_name = StringName(steps[-1].trim_suffix("_") + "_changed")


## Sets the [param values] of [param entities].
func put_row(entities: Array, values: Array) -> void:
	var field := _field
	if _owners.is_empty():
		for index in values.size():
			# Typed Object, because one of our own classes would be looked up each time.
			var entity: Object = entities[index]
			entity.set(field, values[index])
		return
	for index in values.size():
		var entity: GodwitSynced = entities[index]
		owner_of(entity).set(field, values[index])


## The value of [param entity].
func value_of(entity: GodwitSynced) -> Variant:
	return owner_of(entity).get(_field)


## Notifies listeners on this field of [param entity].
func tell(entity: GodwitSynced) -> void:
	var holder := owner_of(entity)
	if holder.observer != null:
		holder.observer.tell(signal_name, holder.get(_field))


## The object that has the field: [param entity], or one inside it.
func owner_of(entity: GodwitSynced) -> GodwitSynced:
	var holder := entity
	for step in _owners:
		holder = holder.get(step)
	return holder
