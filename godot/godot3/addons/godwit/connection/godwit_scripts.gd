class_name GodwitScripts
extends Reference
## What the addon needs that GDScript 3 lacks: looking up a class by name, because a class can name neither itself nor
## one that uses it; and missing array functions. The addon's folder may have any name.

# Paths already found. A constant, because there are no static variables; its contents can still change.
const _FOUND := {}


## The script of the class with this name.
static func named(name: String) -> Script:
	if not _FOUND.has(name):
		for entry in ProjectSettings.get_setting("_global_script_classes"):
			_FOUND[entry["class"]] = entry["path"]
	return load(_FOUND[name]) as Script


## What an awaitable function returns when it has nothing to wait for: a caller that yields on it must find it running.
static func later(value):
	yield(Engine.get_main_loop(), "idle_frame")
	return value


## A project setting; the default if the project does not set it.
static func setting(path: String, default):
	return ProjectSettings.get_setting(path) if ProjectSettings.has_setting(path) else default


## The items, or bytes, from first up to but not including the end; without an end, all from first on.
static func slice(list, first: int, end: int = -1):
	var last: int = (list.size() if end < 0 or end > list.size() else end) - 1
	if typeof(list) == TYPE_RAW_ARRAY:
		return list.subarray(first, last) if first <= last else PoolByteArray()
	var items := []
	for index in range(first, last + 1):
		items.append(list[index])
	return items


## The items for which the object's method returns true.
static func filter(list: Array, object: Object, method: String) -> Array:
	var wanted := []
	for item in list:
		if object.call(method, item):
			wanted.append(item)
	return wanted


## The results of the object's method for each item.
static func map(list: Array, object: Object, method: String, binds: Array = []) -> Array:
	var made := []
	for item in list:
		made.append(object.callv(method, [item] + binds))
	return made


## Appends items to a list.
static func append_array(list: Array, items: Array) -> void:
	for item in items:
		list.append(item)


## Adds the entries of another dictionary; existing ones stay unless they are to be overwritten.
static func merge(entries: Dictionary, other: Dictionary, overwrite: bool = false) -> void:
	for key in other:
		if overwrite or not entries.has(key):
			entries[key] = other[key]
