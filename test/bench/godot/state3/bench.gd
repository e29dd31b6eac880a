extends SceneTree
## Measures what it costs to take a patch into the mirror of a state. PATCHES names a JSON file with packets in base64, a
## whole state first. Prints one line.

const _ROUNDS := 9


func _init() -> void:
	var file := File.new()
	file.open(OS.get_environment("PATCHES"), File.READ)
	var packets := []
	for base64 in JSON.parse(file.get_as_text()).result:
		packets.append(Marshalls.base64_to_raw(base64))
	file.close()
	var catalogue := GodwitContract.new()
	var rounds := []
	var state_hash := 0
	for _round in _ROUNDS:
		var decoder := GodwitStateDecoder.new(catalogue)
		decoder.receive(packets[0])
		var started_us := OS.get_ticks_usec()
		for index in range(1, packets.size()):
			decoder.receive(packets[index])
		rounds.append(float(OS.get_ticks_usec() - started_us) / (packets.size() - 1))
		state_hash = decoder.get_hash()
		decoder.clear()
	rounds.sort()
	print("figures ", JSON.print({ "decodeUs": rounds[_ROUNDS / 2], "hash": state_hash }))
	quit()
