extends SceneTree
## Runs the tests: [code]godot --headless --path godot -s res://test/run.gd -- [--url=ws://...] [--only=backoff][/code].
##
## Ends with 0 when all tests passed. Tests that need a server run only with --url, and a line says so when they don't.

## Collects what the engine complains of, for the addon must not cause any complaint.
class Complaints:
	extends Logger

	## The complaints since the last test.
	var texts: PackedStringArray = []
	var _mutex := Mutex.new() # threads complain too

	func _log_error(
		_function: String, file: String, line: int, code: String, rationale: String,
		_editor_notify: bool, _error_type: int, _script_backtraces: Array[ScriptBacktrace],
	) -> void:
		_mutex.lock()
		texts.append("%s (%s:%d)" % [rationale if not rationale.is_empty() else code, file, line])
		_mutex.unlock()


var _url: String = ""
var _only: String = ""
var _passed: int = 0
var _failed: int = 0
var _complaints := Complaints.new()


func _initialize() -> void:
	for argument in OS.get_cmdline_user_args():
		if argument.begins_with("--url="):
			_url = argument.trim_prefix("--url=")
		elif argument.begins_with("--only="):
			_only = argument.trim_prefix("--only=")
	OS.add_logger(_complaints)
	_run_all()


func _run_all() -> void:
	# The tree is not running yet while it initialises.
	await process_frame
	for file in ResourceLoader.list_directory("res://test"):
		var is_asked_for := _only.is_empty() or file.contains(_only)
		if file.ends_with("_test.gd") and file != "godwit_test.gd" and is_asked_for:
			await _run_file(file)
	print("%d passed, %d failed" % [_passed, _failed])
	# No test at all is no success.
	quit(1 if _failed > 0 or _passed == 0 else 0)


func _run_file(file: String) -> void:
	var script: GDScript = load("res://test/" + file)
	if not script.can_instantiate():
		_report(file, ["does not compile"])
		return
	var suite: GodwitTest = script.new()
	if suite.needs_server() and _url.is_empty():
		print("NOT RUN %s: give it a server with --url=ws://..." % file)
		return
	suite.tree = self
	suite.url = _url
	for method in script.get_script_method_list():
		var name: String = method["name"]
		if name.begins_with("test_"):
			await _run_test(suite, name, file.trim_suffix(".gd") + "." + name)


func _run_test(suite: GodwitTest, method: String, title: String) -> void:
	suite.failures = []
	suite.expectations = 0
	suite.expected_complaints = []
	_complaints.texts.clear()
	# Some wait, some don't.
	@warning_ignore("redundant_await")
	await suite.before_each()
	await suite.call(method)
	# Out of whatever the test ended in, so that what it made can be freed.
	await process_frame
	@warning_ignore("redundant_await")
	await suite.after_each()
	var failures := suite.failures
	if suite.expectations == 0:
		failures.append("it expected nothing")
	failures.append_array(_judge_complaints(suite.expected_complaints))
	_report(title, failures)


func _judge_complaints(expected: PackedStringArray) -> PackedStringArray:
	var faults: PackedStringArray = []
	var missing := expected.duplicate()
	for complaint in _complaints.texts:
		var found := -1
		for index in missing.size():
			if complaint.contains(missing[index]):
				found = index
		if found >= 0:
			missing.remove_at(found)
		else:
			faults.append("the engine complained: " + complaint)
	for part in missing:
		faults.append("the engine did not complain of: " + part)
	return faults


func _report(title: String, failures: PackedStringArray) -> void:
	if failures.is_empty():
		_passed += 1
		print("ok      ", title)
		return
	_failed += 1
	print("FAILED  ", title)
	for failure in failures:
		print("        ", failure)
