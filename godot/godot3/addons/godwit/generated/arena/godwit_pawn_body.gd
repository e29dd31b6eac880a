extends GodwitSynced
class_name GodwitPawnBody
## What a player predicts of a pawn: place, speed, ticks that a dash lasts, ticks until the next of each, and
## whether it is dead.
##
## Generated from the contract; do not edit.

## Emitted when a patch changed x, with its value; see watch().
# warning-ignore:unused_signal
signal x_changed(value)
## Emitted when a patch changed y, with its value; see watch().
# warning-ignore:unused_signal
signal y_changed(value)
## Emitted when a patch changed vx, with its value; see watch().
# warning-ignore:unused_signal
signal vx_changed(value)
## Emitted when a patch changed vy, with its value; see watch().
# warning-ignore:unused_signal
signal vy_changed(value)
## Emitted when a patch changed dash, with its value; see watch().
# warning-ignore:unused_signal
signal dash_changed(value)
## Emitted when a patch changed dash_wait, with its value; see watch().
# warning-ignore:unused_signal
signal dash_wait_changed(value)
## Emitted when a patch changed rifle_wait, with its value; see watch().
# warning-ignore:unused_signal
signal rifle_wait_changed(value)
## Emitted when a patch changed launcher_wait, with its value; see watch().
# warning-ignore:unused_signal
signal launcher_wait_changed(value)
## Emitted when a patch changed is_out, with its value; see watch().
# warning-ignore:unused_signal
signal is_out_changed(value)
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
## The field vx. (only its owner sees it)
var vx: float = 0.0
## The field vy. (only its owner sees it)
var vy: float = 0.0
## The field dash. (only its owner sees it)
var dash: float = 0.0
## The field dashWait. (only its owner sees it)
var dash_wait: float = 0.0
## The field rifleWait. (only its owner sees it)
var rifle_wait: float = 0.0
## The field launcherWait. (only its owner sees it)
var launcher_wait: float = 0.0
## The field isOut. (only its owner sees it)
var is_out: float = 0.0
## Counts up, modulo 256, when the server has put it somewhere else. (only its owner sees it)
var teleports: int = 0
## Counts up, modulo 256, when the server has given it a push. (only its owner sees it)
var pushes: int = 0
