class_name GodwitScripts
extends Reference
## What GDScript 3 lacks, for the addon itself: a class by its name, for in GDScript 3 a class does not know its own name, nor
## that of one which uses it; and what lists can't do there. The addon's folder may be called anything.

# Paths that were found already. A constant, for there are no static variables; its content may change all the same.
const _FOUND := {}


## The script of the class with this name.
static func named(name: String) -> Script:
	if not _FOUND.has(name):
		for entry in ProjectSettings.get_setting("_global_script_classes"):
			_FOUND[entry["class"]] = entry["path"]
	return load(_FOUND[name]) as Script


## What a function that others wait for gives at once: whoever yields on it must find it running.
static func later(value):
	yield(Engine.get_main_loop(), "idle_frame")
	return value


## A project setting; the default where the project has none.
static func setting(path: String, default):
	return ProjectSettings.get_setting(path) if ProjectSettings.has_setting(path) else default


## The items, or bytes, from the first up to the end, which is not among them; without an end, all from the first on.
static func slice(list, first: int, end: int = -1):
	var last: int = (list.size() if end < 0 or end > list.size() else end) - 1
	if typeof(list) == TYPE_RAW_ARRAY:
		return list.subarray(first, last) if first <= last else PoolByteArray()
	var items := []
	for index in range(first, last + 1):
		items.append(list[index])
	return items


## The items for which the object's method says true.
static func filter(list: Array, object: Object, method: String) -> Array:
	var wanted := []
	for item in list:
		if object.call(method, item):
			wanted.append(item)
	return wanted


## What the object's method makes of each item.
static func map(list: Array, object: Object, method: String, binds: Array = []) -> Array:
	var made := []
	for item in list:
		made.append(object.callv(method, [item] + binds))
	return made


## Adds items to the end of a list.
static func append_array(list: Array, items: Array) -> void:
	for item in items:
		list.append(item)


## Adds the entries of another dictionary; those that are there already stay unless they are to be overwritten.
static func merge(entries: Dictionary, other: Dictionary, overwrite: bool = false) -> void:
	for key in other:
		if overwrite or not entries.has(key):
			entries[key] = other[key]
