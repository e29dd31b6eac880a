class_name GodwitListeners
extends RefCounted
## Who listens for which message type: one lookup per message.

var _by_type: Dictionary = {} # type -> Array[Callable]


## Calls [param listener] with every [GodwitMessage] of [param type].
func add(type: int, listener: Callable) -> void:
	if not _by_type.has(type):
		_by_type[type] = [] as Array[Callable]
	var listeners: Array[Callable] = _by_type[type]
	if not listeners.has(listener):
		listeners.append(listener)


## Stops calling [param listener].
func remove(type: int, listener: Callable) -> void:
	if not _by_type.has(type):
		return
	var listeners: Array[Callable] = _by_type[type]
	listeners.erase(listener)


## Passes [param message] to its listeners; those whose object was freed are dropped.
func call_all(message: GodwitMessage) -> void:
	if not _by_type.has(message.type):
		return
	var listeners: Array[Callable] = _by_type[message.type]
	# A copy, because a listener may add or remove listeners.
	for listener: Callable in listeners.duplicate():
		if listener.is_valid():
			listener.call(message)
		else:
			listeners.erase(listener)
