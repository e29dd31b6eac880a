class_name GodwitVerdicts
extends RefCounted
## What is expected of inputs: decided when the server acknowledges them, never by a timeout. The wire is ordered, so the patch
## that acknowledges an input comes after everything it caused.

var _expected: Array = [] # [event, seq, whether it is confirmed]


## Expects that the input [param seq] causes [param event].
func expect(event: StringName, seq: int) -> void:
	_expected.append([event, seq, false])


## [param event] happened: confirms the oldest one expected.
func confirm(event: StringName) -> void:
	for expected: Array in _expected:
		if expected[0] == event and not expected[2]:
			expected[2] = true
			return


## The inputs up to [param acknowledged] were stepped; -1 for all. [param node] emits [code]confirmed[/code] or
## [code]rejected[/code] for what is decided now.
func decide(acknowledged: int, node: Node) -> void:
	var decided: Array = []
	for expected: Array in _expected:
		var seq: int = expected[1]
		if acknowledged < 0 or GodwitPrediction.inputs_since(seq, acknowledged) >= 0:
			decided.append(expected)
	for expected: Array in decided:
		_expected.erase(expected)
	for expected: Array in decided:
		node.emit_signal("confirmed" if expected[2] else "rejected", expected[0])
