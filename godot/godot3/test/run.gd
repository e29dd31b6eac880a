extends SceneTree
## Runs the tests: godot3-server --path godot/godot3 -s res://test/run.gd -- [--url=ws://...] [--only=backoff].
##
## Ends with 0 when all tests passed. Tests that need a server run only with --url, and a line says so when they don't.
## Godot 3 can't tell a script of its errors: whoever runs this also looks for "SCRIPT ERROR" in the output.

var _url: String = ""
var _only: String = ""
var _passed: int = 0
var _failed: int = 0


func _initialize() -> void:
	for argument in OS.get_cmdline_args():
		if argument.begins_with("--url="):
			_url = argument.trim_prefix("--url=")
		elif argument.begins_with("--only="):
			_only = argument.trim_prefix("--only=")
	_run_all()


func _run_all() -> void:
	# The tree is not running yet while it initialises.
	yield(self, "idle_frame")
	for file in _test_files():
		if _only == "" or _only in file:
			var running = _run_file(file)
			if running is GDScriptFunctionState:
				yield(running, "completed")
	print("%d passed, %d failed" % [_passed, _failed])
	# No test at all is no success.
	quit(1 if _failed > 0 or _passed == 0 else 0)


func _test_files() -> Array:
	var files := []
	var folder := Directory.new()
	folder.open("res://test")
	folder.list_dir_begin(true)
	var file := folder.get_next()
	while file != "":
		if file.ends_with("_test.gd") and file != "godwit_test.gd":
			files.append(file)
		file = folder.get_next()
	files.sort()
	return files


func _run_file(file: String) -> void:
	var script: GDScript = load("res://test/" + file)
	if script == null or not script.can_instance():
		_report(file, ["does not compile"])
		return
	var suite = script.new()
	if suite.needs_server() and _url == "":
		print("NOT RUN %s: give it a server with --url=ws://..." % file)
		return
	suite.tree = self
	suite.url = _url
	for method in script.get_script_method_list():
		if method["name"].begins_with("test_"):
			yield(_run_test(suite, method["name"], file.trim_suffix(".gd") + "." + method["name"]), "completed")


func _run_test(suite, method: String, title: String) -> void:
	suite.failures = []
	suite.expectations = 0
	suite.before_each()
	var running = suite.call(method)
	if running is GDScriptFunctionState:
		yield(running, "completed")
	# Out of whatever the test ended in, so that what it made can be freed.
	yield(self, "idle_frame")
	suite.after_each()
	if suite.expectations == 0:
		suite.failures.append("it expected nothing")
	_report(title, suite.failures)


func _report(title: String, failures: Array) -> void:
	if failures.empty():
		_passed += 1
		print("ok      ", title)
		return
	_failed += 1
	print("FAILED  ", title)
	for failure in failures:
		print("        ", failure)
