extends SceneTree
## Loads every script; then reads each golden packet, writes it again, and reads it cut short.
##
## BINARY_IN and BINARY_OUT name JSON files, see test/conformance/binary-engine.ts.

var _codec: GodwitBinaryCodec
var _catalogue: GodwitContract


func _init() -> void:
	_catalogue = GodwitContract.new()
	_codec = GodwitBinaryCodec.new(_catalogue)
	var input: Dictionary = JSON.parse_string(FileAccess.get_file_as_string(OS.get_environment("BINARY_IN")))
	var scripts: Array = input["scripts"]
	var packets: Array = input["packets"]
	var refused: Array = input["refused"]
	var result: Dictionary = {
		"broken": scripts.filter(_is_broken),
		"packets": packets.map(_try_packet),
		"refused": refused.map(_is_refused),
	}
	var output := FileAccess.open(OS.get_environment("BINARY_OUT"), FileAccess.WRITE)
	output.store_string(JSON.stringify(result))
	output.close()
	quit()


func _is_broken(path: String) -> bool:
	var script: GDScript = load(path)
	return script == null or not (script.can_instantiate() or script.is_abstract() or script.is_tool())


func _is_refused(base64: String) -> bool:
	return _codec.decode(Marshalls.base64_to_raw(base64)) == null


func _try_packet(packet: Dictionary) -> Dictionary:
	var base64: String = packet["packet"]
	var bytes := Marshalls.base64_to_raw(base64)
	var read := _codec.decode(bytes)
	if read == null:
		return { "name": packet["name"], "fault": "is not read" }

	var ref: int = packet["ref"]
	var values: Dictionary = packet["message"]
	var from_json := _catalogue.from_fields(read.type, values)
	var again := _catalogue.from_fields(read.type, from_json.to_fields())
	return {
		"name": packet["name"],
		"ref": read.ref,
		"written": Marshalls.raw_to_base64(_codec.encode(read)),
		"from_json": _encoded(from_json, ref),
		"through_json": _encoded(again, ref),
		"problem": read.message.check(),
		"accepted_cuts": _accepted_cuts(bytes),
	}


func _encoded(message: GodwitMessage, ref: int) -> String:
	return Marshalls.raw_to_base64(_codec.encode(GodwitEnvelope.with_message(message, ref)))


# The lengths, all of a short packet and some of a long one, to which it can be cut without being refused.
func _accepted_cuts(bytes: PackedByteArray) -> Array[int]:
	var accepted: Array[int] = []
	for length in range(0, bytes.size(), 1 + bytes.size() / 600):
		if _codec.decode(bytes.slice(0, length)) != null:
			accepted.append(length)
	return accepted
