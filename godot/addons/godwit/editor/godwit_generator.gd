@tool
class_name GodwitGenerator
extends RefCounted
## Runs the server's code generator in a thread, for the editor.

## Emitted by [method poll] when it has finished, with its output; [param exit_code] is 0 on success, -1 if npm could not
## be started.
signal finished(exit_code: int, output: String)

var _thread: Thread # null while nothing runs


## Generates for this project from the server in [param server_folder]. Returns what is wrong as a sentence; empty if it
## started.
func start(server_folder: String) -> String:
	if _thread != null:
		return "It is running already."
	if server_folder.is_empty():
		return "Set %s in the project settings to the folder of your server's source first." % GodwitDock.SERVER_FOLDER_SETTING
	var folder := absolute_folder(server_folder)
	if not FileAccess.file_exists(folder.path_join("package.json")):
		return "There is no package.json in %s. Is %s right?" % [folder, GodwitDock.SERVER_FOLDER_SETTING]
	_thread = Thread.new()
	_thread.start(_run.bind(arguments(folder, absolute_folder("."))))
	return ""


## Emits [signal finished] when done; call it every frame.
func poll() -> void:
	if _thread != null and not _thread.is_alive():
		_finish()


## Waits for a run in progress, without emitting a signal.
func wait() -> void:
	if _thread != null:
		_thread.wait_to_finish()
		_thread = null


## [param folder] as an absolute path without a trailing slash; a relative path is relative to the project.
static func absolute_folder(folder: String) -> String:
	var project := ProjectSettings.globalize_path("res://")
	var path := folder if folder.is_absolute_path() else project.path_join(folder)
	return ProjectSettings.globalize_path(path).simplify_path().trim_suffix("/")


## The arguments for npm. A project inside the server's folder is the server's own demo, whose generated classes are
## in the repository; any other project gets the whole addon, with the classes of the server's contract.
static func arguments(server_folder: String, project_folder: String) -> PackedStringArray:
	var run := PackedStringArray(["--prefix", server_folder, "run"])
	if project_folder.begins_with(server_folder + "/"):
		return run + PackedStringArray(["godot:generate"])
	var addon := GodwitDock.addon_folder().trim_prefix("res://")
	return run + PackedStringArray(["godot:package", "--", "--out", project_folder, "--addon", addon])


func _finish() -> void:
	var result: Array = _thread.wait_to_finish()
	_thread = null
	var exit_code: int = result[0]
	var output: String = result[1]
	finished.emit(exit_code, output)


static func _run(npm_arguments: PackedStringArray) -> Array:
	var output: Array = []
	var exit_code: int
	if OS.get_name() == "Windows":
		# On Windows, npm is a batch file.
		exit_code = OS.execute("cmd.exe", PackedStringArray(["/c", "npm"]) + npm_arguments, output, true)
	else:
		exit_code = OS.execute("npm", npm_arguments, output, true)
	if exit_code == -1:
		return [exit_code, "npm could not be started. Is Node.js installed, and in the PATH of the editor?"]
	return [exit_code, "".join(PackedStringArray(output))]
