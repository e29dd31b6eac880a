class_name GodwitSetLayout
extends Reference
## The columns of one set, shared by all its entities, and whether anybody listens to one of them: for thousands of entities
## that nobody listens to, signals cost nothing.

## All columns, in the order of the contract.
var columns: Array
## The columns of each layer.
var layers: Array = [[], [], []]
## True once somebody has asked for a signal of one of the entities.
var is_watched: bool = false


func _init(p_columns: Array) -> void:
	columns = p_columns
	for column in columns:
		layers[column.layer].append(column)


## The encoding of a member; null if there is none.
func get_form_of(member: String) -> GodwitForm:
	for column in columns:
		if column.member == member:
			return column.form
	return null


## False if JSON carries some value only approximately.
func is_exact_in_json() -> bool:
	for column in columns:
		if not column.form.is_exact_in_json:
			return false
	return true


## Gives the layout to entity and its nested objects.
func enter(entity: GodwitSynced) -> void:
	entity.layout = self
	for column in columns:
		column.owner_of(entity).layout = self
