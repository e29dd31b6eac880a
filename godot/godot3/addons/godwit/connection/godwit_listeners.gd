class_name GodwitListeners
extends Reference
## Who listens for which message type: one lookup per message.

## A method of an object. A FuncRef would do, but can't be compared to find it again.
class Target:
	extends Reference

	## The object, while it exists.
	var object: WeakRef
	## Its method.
	var method: String

	func _init(p_object: Object, p_method: String) -> void:
		object = weakref(p_object)
		method = p_method

	## True if it is this method of this object.
	func is_same(p_object: Object, p_method: String) -> bool:
		return object.get_ref() == p_object and method == p_method


var _by_type: Dictionary = {} # type -> Array of Target


## Calls method of target with every GodwitMessage of the type.
func add(type: int, target: Object, method: String) -> void:
	if not _by_type.has(type):
		_by_type[type] = []
	if _find(type, target, method) == null:
		_by_type[type].append(Target.new(target, method))


## Stops calling it.
func remove(type: int, target: Object, method: String) -> void:
	var listener := _find(type, target, method)
	if listener != null:
		_by_type[type].erase(listener)


## Passes a message to its listeners; those whose object was freed are dropped.
func call_all(message: GodwitMessage) -> void:
	if not _by_type.has(message.type):
		return
	var listeners: Array = _by_type[message.type]
	# A copy, because a listener may add or remove listeners.
	for listener in listeners.duplicate():
		var target: Object = listener.object.get_ref()
		if target != null:
			target.call(listener.method, message)
		else:
			listeners.erase(listener)


func _find(type: int, target: Object, method: String) -> Target:
	for listener in _by_type.get(type, []):
		if listener.is_same(target, method):
			return listener
	return null
