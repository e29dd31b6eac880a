extends SceneTree
# Runs functions and steps with the numbers of a file, and writes all results as doubles.

# NaN in the form that Node's is written in.
const NAN_BITS := 9221120237041090560


func _init() -> void:
	var file := File.new()
	file.open("res://cases.json", File.READ)
	var cases: Array = JSON.parse(file.get_as_text()).result
	file.close()
	for entry in cases:
		file.open("res://" + entry.file, File.READ)
		var numbers := StreamPeerBuffer.new()
		numbers.data_array = file.get_buffer(file.get_len())
		file.close()
		var results := StreamPeerBuffer.new()
		var script: GDScript = load("res://" + entry.script)
		if entry.kind == "function":
			run_function(script, entry, numbers, results)
		else:
			run_step(script, entry, numbers, results)
		file.open("res://" + entry.file + ".out", File.WRITE)
		file.store_buffer(results.data_array)
		file.close()
	quit()


func run_function(script: GDScript, entry: Dictionary, numbers: StreamPeerBuffer, results: StreamPeerBuffer) -> void:
	while numbers.get_available_bytes() > 0:
		var args := []
		for type in entry.parameters:
			args.append(typed(numbers.get_double(), type))
		put(results, script.callv(entry.call, args))


func run_step(script: GDScript, entry: Dictionary, numbers: StreamPeerBuffer, results: StreamPeerBuffer) -> void:
	var body = load("res://" + entry.bodies).get_script_constant_map()[entry.body].new()
	if not entry.start.empty():
		body.set_numbers(entry.start)
	var input = load("res://" + entry.input).new() if entry.input != "" else null
	while numbers.get_available_bytes() > 0:
		var args := [body]
		for field in entry.fields:
			input.set(field.name, read_field(numbers, field.type))
		if input != null:
			args.append(input)
		args.append(numbers.get_double())
		script.callv(entry.call, args)
		for value in body.numbers():
			put(results, value)


func read_field(numbers: StreamPeerBuffer, type: String):
	var value: float = numbers.get_double()
	if type == "vector":
		return Vector2(value, numbers.get_double())
	return typed(value, type)


func typed(value: float, type: String):
	if type == "bool":
		return value != 0.0
	if type == "int":
		return int(value)
	return value


func put(results: StreamPeerBuffer, value) -> void:
	var number: float
	if value is bool:
		number = 1.0 if value else 0.0
	else:
		number = value * 1.0
	if number == number:
		results.put_double(number)
	else:
		results.put_64(NAN_BITS)
