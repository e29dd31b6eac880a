class_name GodwitPresses
extends Reference
## What was pressed since the last input: a press shorter than a tick is not lost. And the moment of the press, which the
## server needs to see what the player saw.

const _PARTS := 256.0
const _SEEN_MASK := 0xffffff

var _actions: Dictionary = {} # true if the input of the last frame has it
var _noticed: Dictionary = {} # actions whose press in this frame is in the above, or was
var _view_tick: float = 0.0
var _part: float = 0.0


## A frame begins.
func begin_frame() -> void:
	_noticed.clear()


## True the first time in a frame that action is asked about.
func notice(action: String) -> bool:
	var is_first: bool = not _noticed.has(action)
	_noticed[action] = true
	return is_first


## action was pressed in a frame that shows others at view_tick, and the own body part of a tick after
## the last input.
func press(action: String, view_tick: float, part: float) -> void:
	look(view_tick, part)
	if not _actions.has(action):
		_actions[action] = false


## What the frame shows; it counts if nothing was pressed before.
func look(view_tick: float, part: float) -> void:
	if _actions.empty():
		_view_tick = view_tick
		_part = part


## True if action was pressed; if is_asked, the next input has it.
func has(action: String, is_asked: bool) -> bool:
	if not _actions.has(action):
		return false
	if is_asked:
		_actions[action] = true
	return true


## An input was sent.
func send() -> void:
	for action in _actions.keys():
		if _actions[action]:
			_actions.erase(action)


## Forgets all.
func clear() -> void:
	_actions.clear()


## The moment for the input message: the view's in the lowest 24 bits, the part of the own tick in the highest 8, both in
## 1/256 ticks.
func get_seen() -> int:
	var part: int = int(min(int(_part * _PARTS + 0.5), 0xff))
	return part << 24 | int(max(0.0, _view_tick) * _PARTS) & _SEEN_MASK
