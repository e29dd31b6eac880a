extends GodwitTest
class_name StateCase
## What the tests of the state's mirror share: a state as the generator writes one, and patches for it.

## A pawn of the tests.
class Pawn:
	extends GodwitEntity

	# warning-ignore:unused_signal
	signal position_changed(value)
	# warning-ignore:unused_signal
	signal hp_changed(value)
	# warning-ignore:unused_signal
	signal heading_changed(value)

	var position: Vector2 = Vector2()
	var hp: int = 0
	var heading: float = 0.0

	static func get_columns() -> Array:
		return [
			GodwitColumn.new("position", 0, GodwitForms.vector2(), "position"),
			GodwitColumn.new("hp", 0, GodwitForms.integer(1, false), "hp"),
			GodwitColumn.new("heading", 0, GodwitForms.angle(16), "heading"),
		]


## A state of the tests.
class Arena:
	extends GodwitState

	# warning-ignore:unused_signal
	signal phase_changed(value)

	var phase: String = "wait"
	var pawns: GodwitEntitySet = GodwitEntitySet.new(Pawn, Pawn.get_columns())

	func _init() -> void:
		_add_set("pawns", pawns)

	func get_state_name() -> String:
		return "Arena"

	func get_own_columns() -> Array:
		return [GodwitColumn.new("phase", 0, GodwitForms.choice(["wait", "fight"]), "phase")]


## Another state, with a number that JSON can't bring exactly.
class Sundial:
	extends GodwitState

	var shadow: float = 0.0

	func get_state_name() -> String:
		return "Sundial"

	func get_own_columns() -> Array:
		return [GodwitColumn.new("shadow", 0, GodwitForms.double(), "shadow")]


## Knows the states of the tests.
class Catalogue:
	extends GodwitCatalogue

	func get_state_names() -> Array:
		return ["Arena", "Sundial"]

	func create_state(name: String):
		match name:
			"Arena":
				return Arena.new()
			"Sundial":
				return Sundial.new()
		return null


var _receiver: GodwitStateReceiver
var _version: int = 0
var _heard: Array


func before_each() -> void:
	_receiver = GodwitStateReceiver.new(Catalogue.new())
	_version = 0
	_heard = []


func after_each() -> void:
	.after_each()
	_receiver.clear()


func _arena():
	return _receiver.state


func _pawn(id: int):
	return _arena().pawns.by_id(id)


# A whole state with pawns at (id, 0).
func _tell_all(ids: Array) -> void:
	var sections := [_section("", "added", [0], { "phase": ["wait"] })]
	if not ids.empty():
		sections.append(_pawns("added", ids))
	_receiver.receive_patch(_patch(sections, { "full": true, "state": "Arena" }))


func _tell(sections: Array) -> void:
	_receiver.receive_patch(_patch(sections, {}))


func _patch(sections: Array, head: Dictionary) -> Dictionary:
	_version += 1
	var message := {
		"version": _version, "base": _version - 1, "tick": _version * 3, "serverTimeMs": 1000 + _version * 50,
		"sets": sections,
	}
	for key in head:
		message[key] = head[key]
	return { "type": 10, "message": message }


func _pawns(part: String, ids: Array) -> Dictionary:
	var positions := []
	var headings := []
	for id in ids:
		positions.append([id, 0.0])
		headings.append(0.0)
	return _section("pawns", part, ids, { "position": positions, "hp": ids, "heading": headings })


func _section(path: String, part: String, ids: Array, columns: Dictionary) -> Dictionary:
	var rows := { "ids": ids, "columns": columns }
	var section := { "set": path, "layer": "everyone" }
	section[part] = rows
	if part == "changed":
		section[part] = [rows]
	return section


func _removal(ids: Array) -> Dictionary:
	return { "set": "pawns", "layer": "everyone", "removed": ids }


func _on_added(entity) -> void:
	_heard.append("added %d" % entity.id)


func _on_removed(entity) -> void:
	_heard.append("removed %d" % entity.id)


func _on_changed(entity, fields: PoolStringArray) -> void:
	_heard.append("changed %d %s" % [entity.id, fields.join(",")])


func _on_hp_changed(hp: int) -> void:
	_heard.append("hp %d" % hp)


func _on_fields_changed(fields: PoolStringArray) -> void:
	_heard.append("fields " + fields.join(","))


func _on_patched(tick: int) -> void:
	_heard.append("patched %d" % tick)


func _on_state_changed(state) -> void:
	_heard.append("state " + (state.get_state_name() if state != null else "none"))


func _on_resync_requested(reason: int, version: int) -> void:
	_heard.append("resync %d %d" % [reason, version])


func _on_failed(code: String) -> void:
	_heard.append("failed " + code)


func _listen_to_pawns() -> void:
	_arena().pawns.connect("added", self, "_on_added")
	_arena().pawns.connect("removed", self, "_on_removed")
	_arena().pawns.connect("changed", self, "_on_changed")
	_arena().connect("patched", self, "_on_patched")
