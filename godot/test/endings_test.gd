extends GodwitTest
## Every awaitable method of the client and of all that hangs on it ends, with a code, whatever state the client is in.

var _client: GodwitApi
var _open: PackedStringArray # what has been called and did not end yet
var _faults: PackedStringArray
var _called: int


func before_each() -> void:
	_client = GodwitApi.new()
	_client.settings.request_timeout_ms = 100
	_open = []
	_faults = []
	_called = 0


func after_each() -> void:
	super()
	_client.free()


func test_without_a_connection() -> void:
	tree.root.add_child(_client)
	await _call_all()


func test_outside_of_the_tree() -> void:
	expect_complaint("not in the scene tree")
	_client.connect_to_server("ws://127.0.0.1:9")
	await _call_all()


func test_while_it_connects() -> void:
	tree.root.add_child(_client)
	_client.connect_to_server("ws://127.0.0.1:9")
	await _call_all()
	var created := await GodwitMultiplayerPeer.create(_client)
	expect_equal(created.result.code, &"request.timeout", "GodwitMultiplayerPeer.create")
	var joined := await GodwitMultiplayerPeer.join(_client, "ABCDEF")
	expect_equal(joined.result.code, &"request.timeout", "GodwitMultiplayerPeer.join")


func test_after_a_bad_address() -> void:
	tree.root.add_child(_client)
	expect_complaint("is no address of a server")
	_client.connect_to_server("ws://")
	await _call_all()


func _call_all() -> void:
	_client.settings.offline_queue_limit = 4096
	var parts: Array[Object] = [
		GodwitChatChannel.named(_client, "lobby"), GodwitChatChannel.direct(_client, "p"), GodwitChatChannel.of_room(_client),
	]
	for property in _client.get_property_list():
		var property_name: StringName = property["name"]
		if not _client.get(property_name) is RefCounted or _client.get(property_name) is Resource:
			continue
		var part: RefCounted = _client.get(property_name)
		parts.append(part)
		for inner: StringName in [&"api", &"room_list"]:
			if part.get(inner) is RefCounted:
				var inner_part: RefCounted = part.get(inner)
				parts.append(inner_part)
	for part in parts:
		_call_methods(part)
	expect(_called > 60, "%d methods were called" % _called)
	await until(func() -> bool: return _open.is_empty(), "these end: %s" % _open)
	expect_equal(_faults, PackedStringArray(), "ended without a code")


func _call_methods(part: Object) -> void:
	var script: Script = part.get_script()
	if script == null:
		return
	for method in script.get_script_method_list():
		var name: String = method["name"]
		var flags: int = method["flags"]
		var returned: Dictionary = method["return"]
		# A coroutine's result is a GodwitResult, or one that is made for its message.
		if not name.begins_with("_") and flags & METHOD_FLAG_STATIC == 0 and str(returned["class_name"]).contains("Result"):
			_call_method(part, "%s.%s" % [script.get_global_name(), name], method)


func _call_method(part: Object, title: String, method: Dictionary) -> void:
	var name: StringName = method["name"]
	_called += 1
	_open.append(title)
	@warning_ignore("redundant_await")
	var result: GodwitResult = await part.callv(name, _values_for(method))
	_open.remove_at(_open.find(title))
	if result == null or (not result.ok and result.code.is_empty()):
		_faults.append(title)


func _values_for(method: Dictionary) -> Array:
	var arguments: Array = method["args"]
	return arguments.map(_value_for)


func _value_for(argument: Dictionary) -> Variant:
	var type: int = argument["type"]
	match type:
		TYPE_STRING, TYPE_STRING_NAME:
			return "x"
		TYPE_ARRAY:
			return _list_of(str(argument["hint_string"]))
		TYPE_OBJECT:
			return _new_of(str(argument["class_name"]))
		TYPE_NIL:
			return null
	return type_convert(null, type)


func _list_of(kind: String) -> Array:
	for type in TYPE_MAX:
		if type_string(type) == kind:
			return Array([], type, "", null)
	var script := _script_of(kind)
	return Array([], TYPE_OBJECT, script.get_instance_base_type(), script) if script != null else []


func _new_of(kind: String) -> Object:
	var script := _script_of(kind)
	if script == null:
		return null
	for method in script.get_script_method_list():
		if method["name"] == "_init":
			return script.callv("new", _values_for(method))
	return script.call("new")


func _script_of(kind: String) -> Script:
	for entry in ProjectSettings.get_global_class_list():
		if entry["class"] == kind:
			return load(str(entry["path"]))
	return null
