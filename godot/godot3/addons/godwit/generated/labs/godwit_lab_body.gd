extends GodwitSynced
class_name GodwitLabBody
## What a player of a lab predicts: plain numbers.
##
## Generated from the contract; do not edit.

## Emitted when a patch changed x, with its value; see watch().
# warning-ignore:unused_signal
signal x_changed(value)
## Emitted when a patch changed y, with its value; see watch().
# warning-ignore:unused_signal
signal y_changed(value)
## Emitted when a patch changed dash, with its value; see watch().
# warning-ignore:unused_signal
signal dash_changed(value)
## Emitted when a patch changed pause, with its value; see watch().
# warning-ignore:unused_signal
signal pause_changed(value)
## Emitted when a patch changed teleports, with its value; see watch().
# warning-ignore:unused_signal
signal teleports_changed(value)
## Emitted when a patch changed pushes, with its value; see watch().
# warning-ignore:unused_signal
signal pushes_changed(value)

## The field x. (only its owner sees it)
var x: float = 0.0
## The field y. (only its owner sees it)
var y: float = 0.0
## Seconds that the dash still lasts. (only its owner sees it)
var dash: float = 0.0
## Seconds until the next dash. (only its owner sees it)
var pause: float = 0.0
## Counts up, modulo 256, when the server has put it somewhere else. (only its owner sees it)
var teleports: int = 0
## Counts up, modulo 256, when the server has given it a push. (only its owner sees it)
var pushes: int = 0
