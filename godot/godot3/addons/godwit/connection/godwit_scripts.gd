class_name GodwitScripts
extends Reference
## Finds a class of the addon by its name, for scripts that can't name it: in GDScript 3 a class does not know its own name,
## nor that of one which uses it. The addon's folder may be called anything.

# Paths that were found already. A constant, for there are no static variables; its content may change all the same.
const _FOUND := {}


## The script of the class with this name.
static func named(name: String) -> Script:
	if not _FOUND.has(name):
		for entry in ProjectSettings.get_setting("_global_script_classes"):
			_FOUND[entry["class"]] = entry["path"]
	return load(_FOUND[name]) as Script
