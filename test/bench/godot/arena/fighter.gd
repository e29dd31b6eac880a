extends Node
## The player of fight.gd.

const _RANGE := 700.0
const _TURN_MS := 1_700

var _shown: Dictionary = {} # the pawn that each bullet seemed to hit, by the input's number
var _is_guess: Dictionary = {} # whether patches were late, so that others were shown where they might be; by the same
var _hits: Dictionary = {} # the pawn that was hit, by the same
var _shots: int = 0
var _corrections: int = 0
var _refused: Dictionary = {} # by what was different
var _decided: int = 0
var _own: ArenaPawn
var _is_over: bool = false


func _ready() -> void:
	process_priority = -1


# Before the nodes of the arena.
func _process(_delta: float) -> void:
	var state := Godwit.state_receiver.state as GodwitArenaState
	if state == null or _is_over:
		return
	if state.phase != "fight":
		_is_over = _decided > 0
		if _is_over:
			_report()
		return
	_find_own()
	if _own == null:
		return
	_decide(state)
	_play()


func _find_own() -> void:
	if is_instance_valid(_own) and _own.is_own:
		return
	_own = null
	for node in get_tree().get_nodes_in_group(&"pawns"):
		var pawn := node as ArenaPawn
		if pawn != null and pawn.is_own and pawn.predictor.is_active:
			_own = pawn
			pawn.predictor.mispredicted.connect(_on_mispredicted)
			var weapons: ArenaWeapons = get_tree().current_scene.get_node(^"%Weapons")
			if not weapons.fired.is_connected(_on_fired):
				weapons.fired.connect(_on_fired)
				Godwit.arena.hit.connect(_on_hit)


# Everything goes by the actions and the aim, as with a player's hands.
func _play() -> void:
	var target := _nearest()
	if target == null:
		Input.action_release(ArenaControls.FIRE)
	else:
		Input.action_press(ArenaControls.FIRE)
		get_tree().current_scene.get_node(^"%Controls").set("_aim", (target.position - _own.position).angle())
	var turn := int(Time.get_ticks_msec() / float(_TURN_MS))
	for index in ArenaControls.RUN.size():
		if index == hash(turn) % 4 or index == hash(turn + 7) % 4:
			Input.action_press(ArenaControls.RUN[index])
		else:
			Input.action_release(ArenaControls.RUN[index])


func _nearest() -> ArenaPawn:
	var nearest: ArenaPawn = null
	var least := _RANGE
	for node in get_tree().get_nodes_in_group(&"pawns"):
		var pawn := node as ArenaPawn
		if pawn == null or pawn == _own or not pawn.visible or pawn.entity.is_shielded:
			continue
		var way := pawn.position - _own.position
		var open := GodwitStepShapesShared.ray_to_boxes(
			GodwitArenaShared.WALLS, _own.position.x, _own.position.y, way.angle(), way.length()
		)
		if way.length() < least and open >= way.length():
			least = way.length()
			nearest = pawn
	return nearest


func _on_fired(seq: int, target: ArenaPawn) -> void:
	_shots += 1
	if target != null and not target.entity.is_shielded:
		_shown[seq] = target.entity
		var timeline := Godwit.state_receiver.timeline
		_is_guess[seq] = timeline.beyond_ms > 0.0 or timeline.remaining > 0.0


func _on_hit(message: ArenaHit) -> void:
	_hits[message.seq] = message.pawn


# The wire is ordered: what an input has caused comes before the patch that acknowledges it.
func _decide(state: GodwitArenaState) -> void:
	for number: int in _shown.keys():
		if GodwitPrediction.inputs_since(number, state.acknowledged_input) < 0:
			continue
		_decided += 1
		var target: GodwitPawn = _shown[number]
		_shown.erase(number)
		if _hits.get(number, -1) == target.id:
			continue
		_refuse(number, target)


func _refuse(number: int, target: GodwitPawn) -> void:
	var why := "seen otherwise"
	if _own.entity.health == 0:
		why = "the shooter was dead"
	elif not target.is_present or target.health == 0:
		why = "the target was dead"
	elif target.is_shielded:
		why = "the target was shielded"
	elif _is_guess[number]:
		why = "the patches were late"
	_refused[why] = _refused.get(why, 0) + 1


func _on_mispredicted(report: GodwitMisprediction) -> void:
	_corrections += 1
	print("corrected %s" % report)


func _report() -> void:
	var refused := 0
	for why: String in _refused:
		refused += _refused[why]
	var clock := Godwit.clock
	print(
		"shots %d, shown as hits %d, refused %d = %.1f %% %s, corrections %d, round trip %d ms, view %d ms"
		% [
			_shots, _decided, refused, 100.0 * refused / maxi(1, _decided), _refused, _corrections, clock.round_trip_ms,
			clock.view_delay_ms,
		]
	)
	get_tree().quit()
