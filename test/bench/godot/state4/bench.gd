extends SceneTree
## Measures what it costs to take a patch into the mirror of a state. PATCHES names a JSON file with packets in base64, a
## whole state first. Prints one line.

const _ROUNDS := 9


func _init() -> void:
	var packets: Array = []
	var given: Array = JSON.parse_string(FileAccess.get_file_as_string(OS.get_environment("PATCHES")))
	for base64: String in given:
		packets.append(Marshalls.base64_to_raw(base64))
	var catalogue := GodwitContract.new()
	var rounds: Array[float] = []
	var hashes: Array[int] = []
	for _round in _ROUNDS:
		var decoder := GodwitStateDecoder.new(catalogue)
		decoder.receive(packets[0])
		var started_us := Time.get_ticks_usec()
		for index in range(1, packets.size()):
			decoder.receive(packets[index])
		rounds.append(float(Time.get_ticks_usec() - started_us) / (packets.size() - 1))
		hashes.append(decoder.get_hash())
		decoder.clear()
	rounds.sort()
	print("figures ", JSON.stringify({ "decodeUs": rounds[_ROUNDS / 2], "hash": hashes[0] }))
	quit()
