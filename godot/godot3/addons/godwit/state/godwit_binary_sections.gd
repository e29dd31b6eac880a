class_name GodwitBinarySections
extends Reference
## Reads the sections of a binary patch into the sets of a mirror.

const _REMOVED := 1
const _ADDED := 2


## Reads to the end of the packet. Returns false if something was invalid.
static func read(reader: GodwitPatchReader, mirrors: Array, state: WeakRef) -> bool:
	while reader.stream.get_available_bytes() > 0 and not reader.failed:
		var head: int = reader.get_varuint()
		var layer = head & 3
		if reader.failed or head >> 2 >= mirrors.size() or layer > 2:
			return false
		_read_section(reader, mirrors[head >> 2], layer, state)
	return not reader.failed


static func _read_section(reader: GodwitPatchReader, mirror: GodwitMirrorSet, layer: int, state: WeakRef) -> void:
	var parts: int = reader.get_varuint()
	if parts & _REMOVED != 0:
		mirror.remove(layer, reader.get_ids())
	var groups = parts >> 2
	while groups > 0 and not reader.failed:
		_read_group(reader, mirror, layer)
		groups -= 1
	if parts & _ADDED != 0 and not reader.failed:
		_read_added(reader, mirror, layer, state)


static func _read_group(reader: GodwitPatchReader, mirror: GodwitMirrorSet, layer: int) -> void:
	var columns = mirror.layers[layer]
	var mask = reader.take((columns.size() + 7) >> 3)
	var entities: Array = reader.get_which(mirror.known(layer))
	if reader.failed:
		return
	for index in columns.size():
		if (mask[index >> 3] >> (index & 7)) & 1 == 0:
			continue
		var column: GodwitColumn = columns[index]
		var values: Array = column.form.read_row(reader, entities.size())
		if reader.failed:
			return
		mirror.put(column, entities, values)


static func _read_added(reader: GodwitPatchReader, mirror: GodwitMirrorSet, layer: int, state: WeakRef) -> void:
	var ids: Array = reader.get_ids()
	var entities = mirror.take(layer, ids, state)
	if reader.failed or ids.empty() or entities.size() != ids.size():
		reader.failed = true
		return
	for column in mirror.layers[layer]:
		var values: Array = column.form.read_row(reader, ids.size())
		if reader.failed:
			return
		mirror.put(column, entities, values)
	mirror.add(layer, ids, entities)
