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
## Emitted when a patch changed coins, with its value; see watch().
# warning-ignore:unused_signal
signal coins_changed(value)

## The owner's session id; empty for a bot.
var owner: String = ""
## The player's name as the others see it.
var name: String = ""
## Where it is.
var position: Vector2 = Vector2(0.0, 0.0)
## How many coins it has picked up.
var coins: int = 0


## For the mirror: how its fields lie in a patch.
static func get_columns() -> Array:
	return [
		GodwitColumn.new("owner", 0, GodwitForms.text(), "owner"),
		GodwitColumn.new("name", 0, GodwitForms.text(), "name"),
		GodwitColumn.new("position", 0, GodwitForms.quantized_vector2(0.0, 2000.0, 16), "position"),
		GodwitColumn.new("coins", 0, GodwitForms.integer(2, false), "coins"),
	]
