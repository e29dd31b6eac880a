class_name GodwitStepShapesShared
extends RefCounted
## The rules of [code]core/prediction/step-shapes.shared.ts[/code]: the same numbers to the last bit as on the server.
##
## Generated from the shared file; do not edit.


## Whether a box is within a distance of a place.
static func is_near_box(boxes: Array[float], x: float, y: float, margin: float) -> bool:
	var box: int = 0
	while box < boxes.size():
		var is_beside_x: bool = x < boxes[box] - margin or x > boxes[box] + boxes[box + 2] + margin
		var is_beside_y: bool = y < boxes[box + 1] - margin or y > boxes[box + 1] + boxes[box + 3] + margin
		if not is_beside_x and not is_beside_y:
			return true
		box += 4
	return false


## Where a square comes to along an axis (0 is x, 1 is y) that has moved there by itself: to [code]along[/code],
## or to the side that it came from of a box in its way. [code]across[/code] is its place on the other axis,
## [code]half[/code] half of its side; [code]speed[/code] says from where it came.
static func stop_at_boxes(boxes: Array[float], axis: int, along: float, across: float, half: float, speed: float) -> float:
	var place: float = along
	var box: int = 0
	while box < boxes.size():
		var near: float = boxes[box + 1 - axis] - half
		if across <= near or across >= near + boxes[box + 3 - axis] + 2.0 * half:
			box += 4
			continue
		var first: float = boxes[box + axis] - half
		var last: float = first + boxes[box + axis + 2] + 2.0 * half
		if place > first and place < last:
			place = first if speed > 0.0 else last
		box += 4
	return place


## How far one gets from a place, at an angle in radians, before a box or the range ends it.
static func ray_to_boxes(boxes: Array[float], x: float, y: float, angle: float, range_: float) -> float:
	var step_x: float = GodwitStepMathShared.cos_(angle)
	var step_y: float = GodwitStepMathShared.sin_(angle)
	var free_: float = range_
	var box: int = 0
	while box < boxes.size():
		var enter_x: float = crossing(x, step_x, boxes[box], boxes[box + 2], true)
		var enter_y: float = crossing(y, step_y, boxes[box + 1], boxes[box + 3], true)
		var enter: float = GodwitStepMathShared.max_(enter_x, enter_y)
		if enter < 0.0 or enter >= free_:
			box += 4
			continue
		var leave_x: float = crossing(x, step_x, boxes[box], boxes[box + 2], false)
		var leave_y: float = crossing(y, step_y, boxes[box + 1], boxes[box + 3], false)
		if enter <= GodwitStepMathShared.min_(leave_x, leave_y):
			free_ = enter
		box += 4
	return free_


## After how many steps a strip begins, or ends.
static func crossing(at: float, step: float, start: float, size: float, is_first: bool) -> float:
	var end: float = start + size
	if absf(step) < (4835703278458517 * 1.0 / (1 << 62) / (1 << 20)):
		return -1000000000.0 if is_first == (at >= start and at <= end) else 1000000000.0
	return ((start if (step > 0.0) == is_first else end) - at) / step
