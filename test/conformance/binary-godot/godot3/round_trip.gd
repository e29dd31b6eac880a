extends SceneTree
## Loads every script; then reads each golden packet, writes it again, and reads it cut short.
##
## BINARY_IN and BINARY_OUT name JSON files, see test/conformance/binary-engine.ts.

var _codec: GodwitBinaryCodec
var _catalogue: GodwitContract


func _init() -> void:
	_catalogue = GodwitContract.new()
	_codec = GodwitBinaryCodec.new(_catalogue)
	var file := File.new()
	file.open(OS.get_environment("BINARY_IN"), File.READ)
	var input: Dictionary = JSON.parse(file.get_as_text()).result
	file.close()
	var result := { "broken": [], "packets": [], "refused": [] }
	for path in input["scripts"]:
		if _is_broken(path):
			result["broken"].append(path)
	for packet in input["packets"]:
		result["packets"].append(_try_packet(packet))
	for base64 in input["refused"]:
		result["refused"].append(_codec.decode(Marshalls.base64_to_raw(base64)) == null)
	file.open(OS.get_environment("BINARY_OUT"), File.WRITE)
	file.store_string(JSON.print(result))
	file.close()
	quit()


func _is_broken(path: String) -> bool:
	var script: GDScript = load(path)
	return script == null or not (script.can_instance() or script.is_tool())


func _try_packet(packet: Dictionary) -> Dictionary:
	var bytes := Marshalls.base64_to_raw(packet["packet"])
	var read: GodwitEnvelope = _codec.decode(bytes)
	if read == null:
		return { "name": packet["name"], "fault": "is not read" }

	var from_json: GodwitMessage = _catalogue.from_fields(read.type, packet["message"])
	var again: GodwitMessage = _catalogue.from_fields(read.type, from_json.to_fields())
	return {
		"name": packet["name"],
		"ref": read.ref,
		"written": Marshalls.raw_to_base64(_codec.encode(read)),
		"from_json": _encoded(from_json, packet["ref"]),
		"through_json": _encoded(again, packet["ref"]),
		"problem": read.message.check(),
		"accepted_cuts": _accepted_cuts(bytes),
	}


func _encoded(message: GodwitMessage, ref: int) -> String:
	var envelope := GodwitEnvelope.new(message.type, ref)
	envelope.message = message
	return Marshalls.raw_to_base64(_codec.encode(envelope))


# The lengths, all of a short packet and some of a long one, to which it can be cut without being refused.
func _accepted_cuts(bytes: PoolByteArray) -> Array:
	var accepted := []
	for length in range(0, bytes.size(), 1 + bytes.size() / 600):
		var cut := PoolByteArray() if length == 0 else bytes.subarray(0, length - 1)
		if _codec.decode(cut) != null:
			accepted.append(length)
	return accepted
