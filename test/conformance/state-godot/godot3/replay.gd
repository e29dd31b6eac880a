extends SceneTree
## Feeds what a client got to the mirror, and tells what it makes of it.
##
## STATE_IN and STATE_OUT name JSON files, see test/conformance/state-engine.ts.

const Witness := preload("witness.gd")

var _catalogue := GodwitContract.new()


func _init() -> void:
	var file := File.new()
	file.open(OS.get_environment("STATE_IN"), File.READ)
	var input: Dictionary = JSON.parse(file.get_as_text()).result
	file.close()
	var result := { "broken": [], "runs": [], "unrecovered": [] }
	for path in input["scripts"]:
		if _is_broken(path):
			result["broken"].append(path)
	for run in input["runs"]:
		result["runs"].append(_replay(run))
	for spoilt in input["spoilt"]:
		result["unrecovered"].append(_count_unrecovered(spoilt))
	file.open(OS.get_environment("STATE_OUT"), File.WRITE)
	file.store_string(JSON.print(result))
	file.close()
	quit()


func _is_broken(path: String) -> bool:
	var script: GDScript = load(path)
	return script == null or not (script.can_instance() or script.is_tool())


func _replay(run: Dictionary) -> Dictionary:
	var decoder := GodwitStateDecoder.new(_catalogue)
	var witness := Witness.new(decoder)
	var steps := []
	for step in run["steps"]:
		var faults := []
		for packet in step["packets"]:
			var is_resumed: bool = packet is String and packet == "resumed"
			var fault: int = decoder.resume() if is_resumed else decoder.receive(_packet_of(packet))
			if fault != GodwitStateDecoder.Fault.NONE:
				faults.append(fault)
		var ack: int = decoder.state.acknowledged_input if decoder.state != null else 0
		steps.append({ "faults": faults, "hash": decoder.get_hash(), "ack": ack })
	var state := _dump(decoder.state)
	decoder.clear()
	return { "steps": steps, "state": state, "told": { "idle": witness.idle, "missed": witness.missed } }


# How many spoilt packets left the mirror in a state that the next whole patch does not mend.
func _count_unrecovered(spoilt: Dictionary) -> int:
	var count := 0
	for packets in spoilt["spoiltFull"]:
		count += 0 if _recovers([packets, spoilt["again"]], spoilt) else 1
	for packets in spoilt["spoiltDelta"]:
		count += 0 if _recovers([spoilt["full"], packets, spoilt["again"]], spoilt) else 1
	return count


func _recovers(patches: Array, spoilt: Dictionary) -> bool:
	var decoder := GodwitStateDecoder.new(_catalogue)
	for packets in patches:
		for packet in packets:
			decoder.receive(_packet_of(packet))
	var is_whole: bool = decoder.get_hash() == int(spoilt["hash"])
	decoder.clear()
	return is_whole


func _packet_of(packet):
	return Marshalls.base64_to_raw(packet) if packet is String else packet


func _dump(state) -> Dictionary:
	var sets := { "": { "0": _fields_of(state, state.get_own_columns()) } }
	for entity_set in state.get_entity_sets():
		var entities := {}
		for entity in entity_set:
			var columns := []
			for layer in entity_set.get_mirror().layers:
				columns += layer
			entities[str(entity.id)] = _fields_of(entity, columns)
		sets[entity_set.path] = entities
	return sets


func _fields_of(entity, columns: Array) -> Dictionary:
	var fields := {}
	for column in columns:
		fields[column.path] = _plain(column.value_of(entity))
	return fields


func _plain(value):
	if value is Vector2:
		return GodwitFields.from_vector2(value)
	if value is Vector3:
		return GodwitFields.from_vector3(value)
	if value is Dictionary:
		var entries := []
		for key in value:
			entries.append([key, _plain(value[key])])
		return entries
	return value
