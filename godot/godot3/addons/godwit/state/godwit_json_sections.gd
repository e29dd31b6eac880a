extends Reference
class_name GodwitJsonSections
## Reads the sections of a JSON patch into the sets of a mirror.

const _LAYERS := ["everyone", "team", "owner"]


## Reads the sections of message. Returns false when something is not as it should be.
static func read(
	message: Dictionary, mirrors: Array, state: WeakRef, paths: Array
) -> bool:
	if typeof(message.get("sets")) != TYPE_ARRAY:
		return false
	for given in GodwitFields.list_of(message, "sets"):
		var section := GodwitFields.to_object(given)
		var index: int = paths.find(GodwitFields.text_of(section, "set", "?"))
		var layer: int = _LAYERS.find(GodwitFields.text_of(section, "layer"))
		if index < 0 or layer < 0 or not _read_section(section, mirrors[index], layer, state):
			return false
	return true


static func _read_section(section: Dictionary, mirror, layer: int, state: WeakRef) -> bool:
	mirror.remove(layer, _ids_of(section, "removed"))
	for given in GodwitFields.list_of(section, "changed"):
		if not _read_group(GodwitFields.to_object(given), mirror, layer):
			return false
	if not section.has("added"):
		return true
	var added := GodwitFields.object_of(section, "added")
	var ids: Array = _ids_of(added, "ids")
	var entities: Array = mirror.take(layer, ids, state)
	if ids.empty() or entities.size() != ids.size() or _put(added, entities, mirror, layer) != mirror.layers[layer].size():
		return false
	mirror.add(layer, ids, entities)
	return true


static func _read_group(group: Dictionary, mirror, layer: int) -> bool:
	var known: Array = mirror.known(layer)
	var ids: Array = _ids_of(group, "ids")
	# Those of everyone's layer are the known ones; of another layer, no one else has such fields.
	var entities: Array = []
	for id in ids:
		entities.append(mirror.find(id))
	if entities.has(null) or ids.size() > known.size():
		return false
	return _put(group, entities, mirror, layer) == GodwitFields.object_of(group, "columns").size()


# Returns how many columns were put; those that are there but can't be read are left out.
static func _put(rows: Dictionary, entities: Array, mirror, layer: int) -> int:
	var put := 0
	var values_of := GodwitFields.object_of(rows, "columns")
	for column in mirror.layers[layer]:
		if not values_of.has(column.path):
			continue
		var values: Array = column.form.row_from_json(GodwitFields.list_of(values_of, column.path))
		if values.size() == entities.size() and not values.has(null):
			mirror.put(column, entities, values)
			put += 1
	return put


# Ids that are no whole numbers above 0 are known by nobody; 0 is the state itself.
static func _ids_of(holder: Dictionary, key: String) -> Array:
	var ids: Array = []
	for id in GodwitFields.list_of(holder, key):
		ids.append(GodwitFields.to_int(id, -1))
	return ids
