extends GodwitSynced
class_name GodwitRocketBody
## What flies when a rocket is launched.
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
## Emitted when a patch changed teleports, with its value; see watch().
# warning-ignore:unused_signal
signal teleports_changed(value)
## Emitted when a patch changed pushes, with its value; see watch().
# warning-ignore:unused_signal
signal pushes_changed(value)
## Emitted when a patch changed since, with its value; see watch().
# warning-ignore:unused_signal
signal since_changed(value)

## The field x.
var x: float = 0.0
## The field y.
var y: float = 0.0
## The field vx.
var vx: float = 0.0
## The field vy.
var vy: float = 0.0
## Counts up, modulo 256, when the server has put it somewhere else.
var teleports: int = 0
## Counts up, modulo 256, when the server has given it a push.
var pushes: int = 0
## The tick after which the body was as it was told; since then it is stepped on both sides.
var since: int = 0
