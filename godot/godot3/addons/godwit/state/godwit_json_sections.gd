class_name GodwitJsonSections
extends Reference
## Reads the sections of a JSON patch into the sets of a mirror.

const _LAYERS: Array = ["everyone", "team", "owner"]


## Reads the sections of message. Returns false if something is invalid.
static func read(
	message: Dictionary, mirrors: Array, state: WeakRef, paths: Array
) -> bool:
	if not message.get("sets") is Array:
		return false
	for given in GodwitFields.list_of(message, "sets"):
		var section: Dictionary = GodwitFields.to_object(given)
		var index = paths.find(GodwitFields.text_of(section, "set", "?"))
		var layer = _LAYERS.find(GodwitFields.text_of(section, "layer"))
		if index < 0 or layer < 0 or not _read_section(section, mirrors[index], layer, state):
			return false
	return true


static func _read_section(section: Dictionary, mirror: GodwitMirrorSet, layer: int, state: WeakRef) -> bool:
	mirror.remove(layer, _ids_of(section, "removed"))
	for given in GodwitFields.list_of(section, "changed"):
		if not _read_group(GodwitFields.to_object(given), mirror, layer):
			return false
	if not section.has("added"):
		return true
	var added: Dictionary = GodwitFields.object_of(section, "added")
	var ids: Array = _ids_of(added, "ids")
	var entities = mirror.take(layer, ids, state)
	if ids.empty() or entities.size() != ids.size() or _put(added, entities, mirror, layer) != mirror.layers[layer].size():
		return false
	mirror.add(layer, ids, entities)
	return true


static func _read_group(group: Dictionary, mirror: GodwitMirrorSet, layer: int) -> bool:
	var known: Array = mirror.known(layer)
	var ids: Array = _ids_of(group, "ids")
	# For everyone's layer, these are the known entities; for another layer, nobody else has such fields.
	var entities: Array = GodwitScripts.map(ids, mirror, "find")
	if entities.has(null) or ids.size() > known.size():
		return false
	return _put(group, entities, mirror, layer) == GodwitFields.object_of(group, "columns").size()


# Returns how many columns were set; those present but unreadable are skipped.
static func _put(rows: Dictionary, entities: Array, mirror: GodwitMirrorSet, layer: int) -> int:
	var put := 0
	var values_of: Dictionary = GodwitFields.object_of(rows, "columns")
	for column in mirror.layers[layer]:
		if not values_of.has(column.path):
			continue
		var values: Array = GodwitScripts.map(GodwitFields.list_of(values_of, column.path), column.form, "from_json")
		if values.size() == entities.size() and not values.has(null):
			mirror.put(column, entities, values)
			put += 1
	return put


# Ids that are not whole numbers above 0 match no entity; 0 is the state itself.
static func _ids_of(holder: Dictionary, key: String) -> Array:
	return GodwitScripts.map(GodwitFields.list_of(holder, key), GodwitFields, "to_int", [-1])
