extends GodwitEntity
class_name GodwitPawn
## A player's or bot's pawn.
##
## Generated from the contract; do not edit.

## Emitted when a patch changed owner, with its value; see watch().
# warning-ignore:unused_signal
signal owner_changed(value)
## Emitted when a patch changed name, with its value; see watch().
# warning-ignore:unused_signal
signal name_changed(value)
## Emitted when a patch changed position, with its value; see watch().
# warning-ignore:unused_signal
signal position_changed(value)
## Emitted when a patch changed aim, with its value; see watch().
# warning-ignore:unused_signal
signal aim_changed(value)
## Emitted when a patch changed health, with its value; see watch().
# warning-ignore:unused_signal
signal health_changed(value)
## Emitted when a patch changed is_shielded, with its value; see watch().
# warning-ignore:unused_signal
signal is_shielded_changed(value)
## Emitted when a patch changed score, with its value; see watch().
# warning-ignore:unused_signal
signal score_changed(value)
## Emitted when a patch changed shots, with its value; see watch().
# warning-ignore:unused_signal
signal shots_changed(value)
## Emitted when a patch changed shot_angle, with its value; see watch().
# warning-ignore:unused_signal
signal shot_angle_changed(value)
## Emitted when a patch changed shot_length, with its value; see watch().
# warning-ignore:unused_signal
signal shot_length_changed(value)
## Emitted when a patch changed salt, with its value; see watch().
# warning-ignore:unused_signal
signal salt_changed(value)

## Whose it is, as `Room.ownerOf` says; empty for a bot.
var owner: String = ""
## The player's name as the others see it.
var name: String = ""
## Where the others see it.
var position: Vector2 = Vector2(0.0, 0.0)
## Where it aims, in radians.
var aim: float = 0.0
## What is left of it: 0 to 100; 0 is dead.
var health: int = 0
## Nothing hurts it until its first shot, or for a while.
var is_shielded: bool = false
## Points in this round: 3 for a kill, 1 for a coin.
var score: int = 0
## Bullets that it has fired, modulo 256: the others draw those that are new.
var shots: int = 0
## Where the last bullet went, in radians.
var shot_angle: float = 0.0
## How far it went, in units.
var shot_length: int = 0
## What makes its bullets scatter: only its owner knows where the next ones go. (only its owner sees it)
var salt: int = 0
## What its owner predicts. (only its owner sees it)
var body: GodwitPawnBody = GodwitPawnBody.new()


## For the mirror: how its fields lie in a patch.
static func get_columns() -> Array:
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
