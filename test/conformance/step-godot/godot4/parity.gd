extends SceneTree
## Runs the cases and writes the results of each beside its numbers.


func _init() -> void:
	for entry: Dictionary in StepCases.read():
		var file: FileAccess = FileAccess.open("res://" + str(entry["file"]) + ".out", FileAccess.WRITE)
		file.store_buffer(StepCases.run(entry))
	quit()
