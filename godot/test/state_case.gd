class_name StateCase
extends GodwitTest
## What the tests of the state's mirror share: a state as the generator writes one, and patches for it.

## A pawn of the tests.
class Pawn:
	extends GodwitEntity

	var position: Vector2 = Vector2()
	var position_changed: Signal:
		get:
			return _signal_of(&"position_changed")
	var hp: int = 0
	var hp_changed: Signal:
		get:
			return _signal_of(&"hp_changed")
	var heading: float = 0.0

	static func get_columns() -> Array[GodwitColumn]:
		return [
			GodwitColumn.new("position", 0, GodwitForms.vector2(), "position"),
			GodwitColumn.new("hp", 0, GodwitForms.integer(1, false), "hp"),
			GodwitColumn.new("heading", 0, GodwitForms.angle(16), "heading"),
		]


## A state of the tests.
class Arena:
	extends GodwitState

	var phase: String = "wait"
	var pawns: GodwitEntitySet = GodwitEntitySet.new(Pawn, Pawn.get_columns())

	func _init() -> void:
		_add_set("pawns", pawns)

	func get_state_name() -> String:
		return "Arena"

	func get_own_columns() -> Array[GodwitColumn]:
		return [GodwitColumn.new("phase", 0, GodwitForms.choice(["wait", "fight"]), "phase")]


## Another state, with a number that JSON can't bring exactly.
class Sundial:
	extends GodwitState

	var shadow: float = 0.0

	func get_state_name() -> String:
		return "Sundial"

	func get_own_columns() -> Array[GodwitColumn]:
		return [GodwitColumn.new("shadow", 0, GodwitForms.double(), "shadow")]


## Knows the states of the tests.
class Catalogue:
	extends GodwitCatalogue

	func get_state_names() -> PackedStringArray:
		return ["Arena", "Sundial"]

	func create_state(name: String) -> GodwitState:
		match name:
			"Arena":
				return Arena.new()
			"Sundial":
				return Sundial.new()
		return null


var _receiver: GodwitStateReceiver
var _version: int = 0
var _heard: PackedStringArray


func before_each() -> void:
	_receiver = GodwitStateReceiver.new(Catalogue.new())
	_version = 0
	_heard = []


func after_each() -> void:
	super()
	_receiver.clear()


func _arena() -> Arena:
	return _receiver.state as Arena


func _pawn(id: int) -> Pawn:
	return _arena().pawns.by_id(id) as Pawn


# A whole state with pawns at (id, 0).
func _tell_all(ids: Array) -> void:
	var sections: Array = [_section("", "added", [0], { "phase": ["wait"] })]
	if not ids.is_empty():
		sections.append(_pawns("added", ids))
	_receiver.receive_patch(_patch(sections, { "full": true, "state": "Arena" }))


func _tell(sections: Array) -> void:
	_receiver.receive_patch(_patch(sections, {}))


func _patch(sections: Array, head: Dictionary) -> Dictionary:
	_version += 1
	var message: Dictionary = {
		"version": _version, "base": _version - 1, "tick": _version * 3, "serverTimeMs": 1_000 + _version * 50,
		"sets": sections,
	}
	message.merge(head)
	return { "type": 10, "message": message }


func _pawns(part: String, ids: Array) -> Dictionary:
	var positions: Array = ids.map(func(id: float) -> Array: return [id, 0.0])
	var columns: Dictionary = { "position": positions, "hp": ids, "heading": ids.map(func(_id: float) -> float: return 0.0) }
	return _section("pawns", part, ids, columns)


func _section(path: String, part: String, ids: Array, columns: Dictionary) -> Dictionary:
	var rows: Dictionary = { "ids": ids, "columns": columns }
	var section: Dictionary = { "set": path, "layer": "everyone" }
	section[part] = rows
	if part == "changed":
		section[part] = [rows]
	return section


func _removal(ids: Array) -> Dictionary:
	return { "set": "pawns", "layer": "everyone", "removed": ids }


func _on_added(entity: GodwitEntity) -> void:
	_heard.append("added %d" % entity.id)


func _on_removed(entity: GodwitEntity) -> void:
	_heard.append("removed %d" % entity.id)


func _on_changed(entity: GodwitEntity, fields: PackedStringArray) -> void:
	_heard.append("changed %d %s" % [entity.id, ",".join(fields)])


func _on_hp_changed(hp: int) -> void:
	_heard.append("hp %d" % hp)


func _on_fields_changed(fields: PackedStringArray) -> void:
	_heard.append("fields " + ",".join(fields))


func _on_patched(tick: int) -> void:
	_heard.append("patched %d" % tick)


func _on_state_changed(state: GodwitState) -> void:
	_heard.append("state " + (state.get_state_name() if state != null else "none"))


func _on_resync_requested(reason: int, version: int) -> void:
	_heard.append("resync %d %d" % [reason, version])


func _on_failed(code: StringName) -> void:
	_heard.append("failed " + code)


func _listen_to_pawns() -> void:
	_arena().pawns.added.connect(_on_added)
	_arena().pawns.removed.connect(_on_removed)
	_arena().pawns.changed.connect(_on_changed)
	_arena().patched.connect(_on_patched)
