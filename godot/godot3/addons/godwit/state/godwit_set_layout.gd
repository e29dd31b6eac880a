class_name GodwitSetLayout
extends Reference
## The columns of one set, shared by all its entities, and to which of them anybody listens: for thousands of entities that
## nobody listens to, signals cost nothing.

## All columns, in the order of the contract.
var columns: Array
## The columns of each layer.
var layers: Array = [[], [], []]

var _watched: Dictionary = {} # the signals of entities that somebody has asked for


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


## Somebody has asked for the signal signal_name of one of the entities.
func watch(signal_name: String) -> void:
	if _watched.has(signal_name):
		return
	_watched[signal_name] = true
	for column in columns:
		column.is_watched = column.is_watched or signal_name == "changed" or signal_name == column.signal_name


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
