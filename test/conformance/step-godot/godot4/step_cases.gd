@warning_ignore_start("unsafe_method_access", "unsafe_call_argument", "incompatible_ternary")
class_name StepCases
extends RefCounted
## Runs functions and steps with the numbers of a file, and gives back all results as doubles.

## NaN in the form that Node's is written in.
const NAN_BITS := 9221120237041090560


static func read() -> Array:
	return JSON.parse_string(FileAccess.get_file_as_string("res://cases.json"))


static func hash_of(bytes: PackedByteArray) -> String:
	var context: HashingContext = HashingContext.new()
	context.start(HashingContext.HASH_SHA256)
	context.update(bytes)
	return context.finish().hex_encode()


static func run(entry: Dictionary) -> PackedByteArray:
	var numbers: StreamPeerBuffer = StreamPeerBuffer.new()
	numbers.data_array = FileAccess.get_file_as_bytes("res://" + str(entry["file"]))
	var results: StreamPeerBuffer = StreamPeerBuffer.new()
	var script: GDScript = load("res://" + str(entry["script"]))
	if entry["kind"] == "function":
		run_function(script, entry, numbers, results)
	else:
		run_step(script, entry, numbers, results)
	return results.data_array


static func run_function(script: GDScript, entry: Dictionary, numbers: StreamPeerBuffer, results: StreamPeerBuffer) -> void:
	var types: Array = entry["parameters"]
	var function: String = entry["call"]
	while numbers.get_available_bytes() > 0:
		var args: Array = []
		for type: String in types:
			args.append(typed(numbers.get_double(), type))
		put(results, script.callv(function, args))


static func run_step(script: GDScript, entry: Dictionary, numbers: StreamPeerBuffer, results: StreamPeerBuffer) -> void:
	var body: Object = load("res://" + str(entry["bodies"])).get_script_constant_map()[entry["body"]].new()
	var start: Array[float] = []
	start.assign(entry["start"])
	if not start.is_empty():
		body.set_numbers(start)
	var input: Object = load("res://" + str(entry["input"])).new() if entry["input"] != "" else null
	var fields: Array = entry["fields"]
	var function: String = entry["call"]
	while numbers.get_available_bytes() > 0:
		var args: Array = [body]
		for field: Dictionary in fields:
			input.set(field["name"], read_field(numbers, field["type"]))
		if input != null:
			args.append(input)
		args.append(numbers.get_double())
		script.callv(function, args)
		for value: float in body.numbers():
			put(results, value)


static func read_field(numbers: StreamPeerBuffer, type: String) -> Variant:
	var value: float = numbers.get_double()
	return Vector2(value, numbers.get_double()) if type == "vector" else typed(value, type)


static func typed(value: float, type: String) -> Variant:
	if type == "bool":
		return value != 0.0
	return int(value) if type == "int" else value


static func put(results: StreamPeerBuffer, value: Variant) -> void:
	var number: float = (1.0 if value else 0.0) if value is bool else float(value)
	if number == number:
		results.put_double(number)
	else:
		results.put_64(NAN_BITS)
