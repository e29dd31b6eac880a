extends SceneTree
## What the netcode costs by itself, in microseconds: 15 inputs stepped again by a step with 12 walls and by the arena's; a frame
## of 40 rockets, and of 100 entities of two interpolated fields, those with a new leg of the way included, and a patch for
## them. Least and median:
## [code]godot4 --headless --path godot -s $PWD/test/bench/godot/arena/netcode.gd[/code]

const _ROUNDS := 300
const _INPUTS := 15
const _ENTITIES := 100
const _ROCKETS := 40
const _TICK_MS := 1000.0 / 30.0
const _FRAMES_PER_PATCH := 3


func _initialize() -> void:
	process_frame.connect(_measure, CONNECT_ONE_SHOT)


func _measure() -> void:
	_report("15 inputs, 12 walls", _reconcile(GodwitLabRunner.new(), LabsInput))
	_report("15 inputs of the arena", _reconcile(GodwitPawn.new(), ArenaInput))
	_report("40 rockets, a frame", _carry())
	_measure_view()
	quit()


func _reconcile(entity: GodwitEntity, input_class: GDScript) -> Array:
	var step := GodwitContract.new().get_step(entity)
	var prediction := GodwitPrediction.new(step, _TICK_MS / 1000.0)
	var told := step.numbers_of(step.create_body())
	prediction.begin(told, 0, 0)
	var times: Array = []
	for _round in _ROUNDS:
		while prediction.get_pending() <= _INPUTS:
			var input: GodwitMessage = input_class.new()
			input.set(&"x", 1.0)
			prediction.push(input, 0.0)
		told = told.duplicate()
		var place: float = told[0]
		told[0] = fposmod(place + 7.0, 1_900.0) # nobody could have known
		var began_usec := Time.get_ticks_usec()
		prediction.acknowledge((prediction.acknowledged + 1) & 0xffff, told)
		times.append(Time.get_ticks_usec() - began_usec)
	return times


# What a predictor does in each frame, for all of them.
func _carry() -> Array:
	var step := GodwitContract.new().get_step(GodwitRocket.new())
	var bodies: Array[GodwitCarriedBody] = []
	var targets: Array[GodwitShownNumbers] = []
	var springs := GodwitSprings.new(step.numbers.size())
	for index in _ROCKETS:
		var node := Node2D.new()
		root.add_child(node)
		bodies.append(GodwitCarriedBody.new(step, _TICK_MS / 1000.0))
		bodies[index].begin(step.numbers_of(step.create_body()), 0)
		targets.append(GodwitShownNumbers.new())
		targets[index].bind(node, step.numbers, { "x": ^".:position:x", "y": ^".:position:y" })
	var times: Array = []
	for frame in _ROUNDS:
		var began_usec := Time.get_ticks_usec()
		for index in _ROCKETS:
			bodies[index].advance(frame * 0.5)
			springs.advance(16.7, 250.0)
			targets[index].show(bodies[index].shown, springs.errors)
		times.append(Time.get_ticks_usec() - began_usec)
	return times


func _measure_view() -> void:
	var timeline := GodwitTimeline.new()
	var view := GodwitView.new(timeline)
	var nodes: Array[Node2D] = []
	var pawns: Array[GodwitPawn] = []
	for index in _ENTITIES:
		var node := Node2D.new()
		var pawn := GodwitPawn.new()
		pawn.is_present = true
		root.add_child(node)
		var interpolator := GodwitInterpolator.new(node)
		interpolator.entity = pawn
		interpolator.teleport_distance = 120.0
		interpolator.max_extrapolation_ms = 100.0
		var path := NodePath(".:position")
		interpolator.bindings.append(GodwitBinding.new("position", GodwitForms.vector2(), node, path))
		interpolator.bindings.append(GodwitBinding.new("aim", GodwitForms.angle(16), node, ^".:rotation"))
		interpolator.begin()
		view.add(interpolator)
		nodes.append(node)
		pawns.append(pawn)
	var frames: Array = []
	var patches: Array = []
	for patch in _ROUNDS:
		for pawn in pawns:
			pawn.position += Vector2(8.0, 1.0)
			pawn.aim += 0.01
		timeline.push(patch * 1.5, 1.5)
		var began_usec := Time.get_ticks_usec()
		view.record()
		patches.append(Time.get_ticks_usec() - began_usec)
		for frame in _FRAMES_PER_PATCH:
			timeline.seek(patch * 1.5 - 2.5 + frame * 0.5, _TICK_MS, patch * 50.0 + frame * 16.7)
			began_usec = Time.get_ticks_usec()
			view.show()
			frames.append(Time.get_ticks_usec() - began_usec)
	_report("100 entities, a frame", frames)
	_report("100 entities, a patch", patches)


func _report(what: String, times: Array) -> void:
	times.sort()
	var figures: Array = [what, times[0], times[times.size() / 2], times[times.size() * 95 / 100]]
	print("%-24s least %5d  median %5d  p95 %5d us" % figures)
