class_name GodwitVerdicts
extends Reference
## What is expected of inputs: decided when the server acknowledges them, never by a timeout. The wire is ordered, so the patch
## that acknowledges an input comes after everything it caused.

var _expected: Array = [] # [event, seq, whether it is confirmed]


## Expects that the input seq causes event.
func expect(event: String, seq: int) -> void:
	_expected.append([event, seq, false])


## event happened: confirms the oldest one expected.
func confirm(event: String) -> void:
	for expected in _expected:
		if expected[0] == event and not expected[2]:
			expected[2] = true
			return


## The inputs up to acknowledged were stepped; -1 for all. node emits confirmed or
## rejected for what is decided now.
func decide(acknowledged: int, node: Node) -> void:
	var decided: Array = []
	for expected in _expected:
		var seq: int = expected[1]
		if acknowledged < 0 or GodwitPrediction.inputs_since(seq, acknowledged) >= 0:
			decided.append(expected)
	for expected in decided:
		_expected.erase(expected)
	for expected in decided:
		node.emit_signal("confirmed" if expected[2] else "rejected", expected[0])
