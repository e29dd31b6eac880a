class_name GodwitPawn
extends GodwitEntity
## A player's or bot's pawn.
##
## Generated from the contract; do not edit.

## Whose it is, as `Room.ownerOf` says; empty for a bot.
var owner: String = ""
## Emitted when a patch changed [member owner], with its value.
var owner_changed: Signal:
	get:
		return _signal_of(&"owner_changed")
## The player's name as the others see it.
var name: String = ""
## Emitted when a patch changed [member name], with its value.
var name_changed: Signal:
	get:
		return _signal_of(&"name_changed")
## Where the others see it.
var position: Vector2 = Vector2(0.0, 0.0)
## Emitted when a patch changed [member position], with its value.
var position_changed: Signal:
	get:
		return _signal_of(&"position_changed")
## Where it aims, in radians.
var aim: float = 0.0
## Emitted when a patch changed [member aim], with its value.
var aim_changed: Signal:
	get:
		return _signal_of(&"aim_changed")
## What is left of it: 0 to 100; 0 is dead.
var health: int = 0
## Emitted when a patch changed [member health], with its value.
var health_changed: Signal:
	get:
		return _signal_of(&"health_changed")
## Nothing hurts it until its first shot, or for a while.
var is_shielded: bool = false
## Emitted when a patch changed [member is_shielded], with its value.
var is_shielded_changed: Signal:
	get:
		return _signal_of(&"is_shielded_changed")
## Points in this round: 3 for a kill, 1 for a coin.
var score: int = 0
## Emitted when a patch changed [member score], with its value.
var score_changed: Signal:
	get:
		return _signal_of(&"score_changed")
## Bullets that it has fired, modulo 256: the others draw those that are new.
var shots: int = 0
## Emitted when a patch changed [member shots], with its value.
var shots_changed: Signal:
	get:
		return _signal_of(&"shots_changed")
## Where the last bullet went, in radians.
var shot_angle: float = 0.0
## Emitted when a patch changed [member shot_angle], with its value.
var shot_angle_changed: Signal:
	get:
		return _signal_of(&"shot_angle_changed")
## How far it went, in units.
var shot_length: int = 0
## Emitted when a patch changed [member shot_length], with its value.
var shot_length_changed: Signal:
	get:
		return _signal_of(&"shot_length_changed")
## What makes its bullets scatter: only its owner knows where the next ones go. (only its owner sees it)
var salt: int = 0
## Emitted when a patch changed [member salt], with its value.
var salt_changed: Signal:
	get:
		return _signal_of(&"salt_changed")
## What its owner predicts. (only its owner sees it)
var body: GodwitPawnBody = GodwitPawnBody.new()


## For the mirror: how its fields lie in a patch.
static func get_columns() -> Array[GodwitColumn]:
	return [
		GodwitColumn.new("owner", 0, GodwitForms.text(), "owner"),
		GodwitColumn.new("name", 0, GodwitForms.text(), "name"),
		GodwitColumn.new("position", 0, GodwitForms.quantized_vector2(0.0, 2000.0, 16), "position"),
		GodwitColumn.new("aim", 0, GodwitForms.angle(8), "aim"),
		GodwitColumn.new("health", 0, GodwitForms.integer(1, false), "health"),
		GodwitColumn.new("isShielded", 0, GodwitForms.boolean(), "is_shielded"),
		GodwitColumn.new("score", 0, GodwitForms.integer(2, false), "score"),
		GodwitColumn.new("shots", 0, GodwitForms.integer(1, false), "shots"),
		GodwitColumn.new("shotAngle", 0, GodwitForms.angle(10), "shot_angle"),
		GodwitColumn.new("shotLength", 0, GodwitForms.integer(2, false), "shot_length"),
		GodwitColumn.new("salt", 2, GodwitForms.integer(4, false), "salt"),
		GodwitColumn.new("body.x", 2, GodwitForms.exact(), "body:x"),
		GodwitColumn.new("body.y", 2, GodwitForms.exact(), "body:y"),
		GodwitColumn.new("body.vx", 2, GodwitForms.exact(), "body:vx"),
		GodwitColumn.new("body.vy", 2, GodwitForms.exact(), "body:vy"),
		GodwitColumn.new("body.dash", 2, GodwitForms.exact(), "body:dash"),
		GodwitColumn.new("body.dashWait", 2, GodwitForms.exact(), "body:dash_wait"),
		GodwitColumn.new("body.rifleWait", 2, GodwitForms.exact(), "body:rifle_wait"),
		GodwitColumn.new("body.launcherWait", 2, GodwitForms.exact(), "body:launcher_wait"),
		GodwitColumn.new("body.isOut", 2, GodwitForms.exact(), "body:is_out"),
		GodwitColumn.new("body.teleports", 2, GodwitForms.integer(1, false), "body:teleports"),
		GodwitColumn.new("body.pushes", 2, GodwitForms.integer(1, false), "body:pushes"),
	]


## A set of [GodwitPawn].
class Set:
	extends GodwitEntitySet


	func _init() -> void:
		super(GodwitPawn, GodwitPawn.get_columns())


	## The entity with that id; null when there is none.
	func by_id(id: int) -> GodwitPawn:
		return super(id) as GodwitPawn


	## All entities, in no particular order; the list is a copy.
	func all() -> Array[GodwitPawn]:
		var entities: Array[GodwitPawn] = []
		entities.assign(get_mirror().by_id.values())
		return entities
