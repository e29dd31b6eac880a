extends Node
## Runs the cases in a browser, which has no files: prints a hash of each case's results.


func _ready() -> void:
	for entry: Dictionary in StepCases.read():
		print("parity ", entry["name"], " ", StepCases.hash_of(StepCases.run(entry)))
	print("parity done")
