class_name GodwitMisprediction
extends Reference
## A difference between what was predicted and what the server said, see GodwitPredictor.mispredicted.

## The number of the body that differs most, e.g. x.
var field: String = ""
## The server's tick.
var tick: int = 0
## The input after which they differ.
var seq: int = 0
## What was predicted.
var predicted: float = 0.0
## What the server said.
var actual: float = 0.0
## How far apart all numbers of the body are, as places in a space.
var distance: float = 0.0


## Compares p_predicted with told, numbers with names.
func _init(names: Array, p_predicted: Array, told: Array) -> void:
	var sum := 0.0
	var most = -1.0
	for index in names.size():
		var one: float = p_predicted[index]
		var other: float = told[index]
		sum += (other - one) * (other - one)
		if abs(other - one) > most:
			most = abs(other - one)
			field = names[index]
			predicted = one
			actual = other
	distance = sqrt(sum)


func _to_string() -> String:
	return "%s at tick %d: predicted %s, but it is %s" % [field, tick, predicted, actual]
