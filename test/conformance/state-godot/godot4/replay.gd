extends SceneTree
## Feeds what a client got to the mirror, and tells what it makes of it.
##
## STATE_IN and STATE_OUT name JSON files, see test/conformance/state-engine.ts.

const Witness := preload("witness.gd")

var _catalogue := GodwitContract.new()


func _init() -> void:
	var input: Dictionary = JSON.parse_string(FileAccess.get_file_as_string(OS.get_environment("STATE_IN")))
	var scripts: Array = input["scripts"]
	var runs: Array = input["runs"]
	var spoilt: Array = input["spoilt"]
	var result: Dictionary = {
		"broken": scripts.filter(_is_broken),
		"runs": runs.map(_replay),
		"unrecovered": spoilt.map(_count_unrecovered),
	}
	var output := FileAccess.open(OS.get_environment("STATE_OUT"), FileAccess.WRITE)
	output.store_string(JSON.stringify(result))
	output.close()
	quit()


func _is_broken(path: String) -> bool:
	var script: GDScript = load(path)
	return script == null or not (script.can_instantiate() or script.is_abstract() or script.is_tool())


func _replay(run: Dictionary) -> Dictionary:
	var decoder := GodwitStateDecoder.new(_catalogue)
	var witness := Witness.new(decoder)
	var steps: Array = []
	for step: Dictionary in run["steps"]:
		var faults: Array[int] = []
		for packet: Variant in step["packets"]:
			var is_resumed: bool = packet is String and packet == "resumed"
			var fault := decoder.resume() if is_resumed else decoder.receive(_packet_of(packet))
			if fault != GodwitStateDecoder.Fault.NONE:
				faults.append(fault)
		steps.append({
			"faults": faults,
			"hash": decoder.get_hash(),
			"ack": decoder.state.acknowledged_input if decoder.state != null else 0,
		})
	var state := _dump(decoder.state)
	decoder.clear()
	return { "steps": steps, "state": state, "told": { "idle": witness.idle, "missed": witness.missed } }


# How many spoilt packets left the mirror in a state that the next whole patch does not mend.
func _count_unrecovered(spoilt: Dictionary) -> int:
	var count := 0
	for packets: Array in spoilt["spoiltFull"]:
		count += 0 if _recovers([packets, spoilt["again"]], spoilt) else 1
	for packets: Array in spoilt["spoiltDelta"]:
		count += 0 if _recovers([spoilt["full"], packets, spoilt["again"]], spoilt) else 1
	return count


func _recovers(patches: Array, spoilt: Dictionary) -> bool:
	var decoder := GodwitStateDecoder.new(_catalogue)
	for packets: Array in patches:
		for packet: Variant in packets:
			decoder.receive(_packet_of(packet))
	var is_whole := decoder.get_hash() == GodwitFields.int_of(spoilt, "hash")
	decoder.clear()
	return is_whole


func _packet_of(packet: Variant) -> Variant:
	if not packet is String:
		return packet
	var base64: String = packet
	return Marshalls.base64_to_raw(base64)


func _dump(state: GodwitState) -> Dictionary:
	var sets: Dictionary = { "": { "0": _fields_of(state, state.get_own_columns()) } }
	for entity_set in state.get_entity_sets():
		var entities: Dictionary = {}
		for entity: GodwitEntity in entity_set:
			var columns: Array = []
			for layer in entity_set.get_mirror().layers:
				columns.append_array(layer)
			entities[str(entity.id)] = _fields_of(entity, columns)
		sets[entity_set.path] = entities
	return sets


func _fields_of(entity: GodwitEntity, columns: Array) -> Dictionary:
	var fields: Dictionary = {}
	for column: GodwitColumn in columns:
		fields[column.path] = _plain(column.value_of(entity))
	return fields


func _plain(value: Variant) -> Variant:
	if value is Vector2:
		var flat: Vector2 = value
		return GodwitFields.from_vector2(flat)
	if value is Vector3:
		var deep: Vector3 = value
		return GodwitFields.from_vector3(deep)
	if value is Dictionary:
		var entries: Dictionary = value
		return entries.keys().map(func(key: String) -> Array: return [key, _plain(entries[key])])
	return value
