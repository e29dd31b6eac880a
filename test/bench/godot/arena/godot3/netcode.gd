extends SceneTree
# As ../netcode.gd, for Godot 3:
# godot36 --no-window --path godot/godot3 -s $PWD/test/bench/godot/arena/godot3/netcode.gd

const _ROUNDS := 300
const _INPUTS := 15
const _ENTITIES := 100
const _ROCKETS := 40
const _TICK_MS := 1000.0 / 30.0
const _FRAMES_PER_PATCH := 3


func _initialize() -> void:
	connect("idle_frame", self, "_measure", [], CONNECT_ONESHOT)


func _measure() -> void:
	_report("15 inputs, 12 walls", _reconcile(GodwitLabRunner.new(), LabsInput))
	_report("15 inputs of the arena", _reconcile(GodwitPawn.new(), ArenaInput))
	_report("40 rockets, a frame", _carry())
	_measure_view()
	quit()


func _reconcile(entity: GodwitEntity, input_class: GDScript) -> Array:
	var step: GodwitStep = GodwitContract.new().get_step(entity)
	var prediction := GodwitPrediction.new(step, _TICK_MS / 1000.0)
	var told: Array = step.numbers_of(step.create_body())
	prediction.begin(told, 0, 0)
	var times := []
	for _round in range(_ROUNDS):
		while prediction.get_pending() <= _INPUTS:
			var input: GodwitMessage = input_class.new()
			input.set("x", 1.0)
			prediction.push(input, 0.0)
		told = told.duplicate()
		var place: float = told[0]
		told[0] = fposmod(place + 7.0, 1900.0) # nobody could have known
		var began_usec := OS.get_ticks_usec()
		prediction.acknowledge((prediction.acknowledged + 1) & 0xffff, told)
		times.append(OS.get_ticks_usec() - began_usec)
	return times


func _carry() -> Array:
	var step: GodwitStep = GodwitContract.new().get_step(GodwitRocket.new())
	var bodies := []
	var targets := []
	var springs := GodwitSprings.new(step.numbers.size())
	for index in range(_ROCKETS):
		var node := Node2D.new()
		root.add_child(node)
		var body := GodwitCarriedBody.new(step, _TICK_MS / 1000.0)
		body.begin(step.numbers_of(step.create_body()), 0)
		bodies.append(body)
		var target := GodwitShownNumbers.new()
		target.bind(node, step.numbers, { "x": ".:position:x", "y": ".:position:y" })
		targets.append(target)
	var times := []
	for frame in range(_ROUNDS):
		var began_usec := OS.get_ticks_usec()
		for index in range(_ROCKETS):
			bodies[index].advance(frame * 0.5)
			springs.advance(16.7, 250.0)
			targets[index].show(bodies[index].shown, springs.errors)
		times.append(OS.get_ticks_usec() - began_usec)
	return times


func _measure_view() -> void:
	var timeline := GodwitTimeline.new()
	var view := GodwitView.new(timeline)
	var nodes := []
	var pawns := []
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
		interpolator.bindings.append(GodwitBinding.new("aim", GodwitForms.angle(16), node, NodePath(".:rotation")))
		interpolator.begin()
		view.add(interpolator)
		nodes.append(node)
		pawns.append(pawn)
	var frames := []
	var patches := []
	for patch in _ROUNDS:
		for pawn in pawns:
			pawn.position += Vector2(8.0, 1.0)
			pawn.aim += 0.01
		timeline.push(patch * 1.5, 1.5)
		var began_usec := OS.get_ticks_usec()
		view.record()
		patches.append(OS.get_ticks_usec() - began_usec)
		for frame in _FRAMES_PER_PATCH:
			timeline.seek(patch * 1.5 - 2.5 + frame * 0.5, _TICK_MS, patch * 50.0 + frame * 16.7)
			began_usec = OS.get_ticks_usec()
			view.show()
			frames.append(OS.get_ticks_usec() - began_usec)
	_report("100 entities, a frame", frames)
	_report("100 entities, a patch", patches)


func _report(what: String, times: Array) -> void:
	times.sort()
	var figures := [what, times[0], times[times.size() / 2], times[times.size() * 95 / 100]]
	print("%-24s least %5d  median %5d  p95 %5d us" % figures)
