extends RefCounted
## The values of the golden vectors, each an array of a name and the value.


## What travels.
static func sendable() -> Array[Array]:
	return _scalars() + _strings() + _math() + _math_edges() + _packed() + _arrays() + _dictionaries()


## What means something inside one process only, as [method @GlobalScope.var_to_bytes] writes it.
static func refused() -> Array[Array]:
	var object := RefCounted.new()
	var encoded := EncodedObjectAsID.new()
	encoded.object_id = 7
	var objects: Array[RefCounted] = [object]
	var keyed: Dictionary[RefCounted, int] = {object: 1}
	var valued: Dictionary[int, RefCounted] = {1: object}
	var rids: Array[RID] = [RID()]
	var callables: Array[Callable] = [Callable()]
	var signals: Dictionary[int, Signal] = {1: Signal()}
	return [
		["RID", RID()],
		["Object", object],
		["EncodedObjectAsID", encoded],
		["Callable", Callable()],
		["Callable of an object", Callable(object, "to_string")],
		["Signal", Signal()],
		["Array holding an object", [1, object]],
		["Dictionary holding an object", {"object": object}],
		["Dictionary keyed by an object", {object: 1}],
		["Array[RefCounted]", objects],
		["Array[RefCounted] without items", [] as Array[RefCounted]],
		["Dictionary[RefCounted, int]", keyed],
		["Dictionary[int, RefCounted]", valued],
		["Array[RID]", rids],
		["Array[Callable]", callables],
		["Dictionary[int, Signal]", signals],
	]


## The same as [method @GlobalScope.var_to_bytes_with_objects] writes it.
static func refused_with_objects() -> Array[Array]:
	var script: Script = load("res://vectors.gd")
	return [
		["Object in full", RefCounted.new()],
		["Array[RefCounted] in full", [] as Array[RefCounted]],
		["Array of a script's class", Array([], TYPE_OBJECT, &"RefCounted", script)],
		["Dictionary of a script's class", Dictionary({}, TYPE_INT, &"", null, TYPE_OBJECT, &"RefCounted", script)],
	]


static func _scalars() -> Array[Array]:
	return [
		["null", null],
		["false", false],
		["true", true],
		["int 0", 0],
		["int -1", -1],
		["int 2^31 - 1", 2147483647],
		["int 2^31", 2147483648],
		["int -2^31", -2147483648],
		["int -2^31 - 1", -2147483649],
		["int 2^32", 4294967296],
		["int 2^53 - 1", 9007199254740991],
		["int 2^53", 9007199254740992],
		["int 2^53 + 1", 9007199254740993],
		["int -2^53 - 1", -9007199254740993],
		["int 2^63 - 1", 9223372036854775807],
		["int -2^63", -9223372036854775807 - 1],
		["float 0.0", 0.0],
		["float -0.0", _minus_zero()],
		["float 1.0", 1.0],
		["float -1.5, exact in 32 bits", -1.5],
		["float 0.1, needs 64 bits", 0.1],
		["float 2^53", 9007199254740992.0],
		["float 2^53 + 2", 9007199254740994.0],
		["float 16777217, whole and needs 64 bits", 16777217.0],
		["float 1e300", 1e300],
		["float, the largest of 32 bits", 3.4028234663852886e38],
		["float, the smallest of 32 bits", pow(2.0, -149)],
		["float, the smallest of 64 bits", pow(2.0, -1074)],
		["float infinity", INF],
		["float -infinity", -INF],
		["float NaN", NAN],
	]


static func _strings() -> Array[Array]:
	return [
		["String without characters", ""],
		["String padded by 3", "a"],
		["String padded by 2", "ab"],
		["String padded by 1", "abc"],
		["String padded by 0", "abcd"],
		["String of 2-byte characters", "héé"],
		["String of 3-byte characters", "日本語"],
		["String of 4-byte characters", "😀 𝄞"],
		["String of the last character", String.chr(0x10FFFF)],
		["String around the surrogates", String.chr(0xD7FF) + String.chr(0xE000)],
		["String with a byte order mark first", String.chr(0xFEFF) + "a"],
		["String with a byte order mark inside", "a" + String.chr(0xFEFF)],
		["String with quotes and line ends", "\"a\"\\\n\tb"],
		["String of 1000 characters", "Godwit ".repeat(143).left(1000)],
		["StringName without characters", &""],
		["StringName", &"jump"],
		["StringName of 2-byte characters", &"höhe"],
		["NodePath without parts", ^""],
		["NodePath /", ^"/"],
		["NodePath relative", ^"Player"],
		["NodePath up", ^"../Enemies/Slime 2"],
		["NodePath absolute with subnames", ^"/root/Level/Player:position:x"],
		["NodePath of a property", ^":modulate:a"],
		["NodePath of 2-byte characters", ^"Höhle/Tür"],
	]


static func _math() -> Array[Array]:
	var basis := Basis(Vector3(1, 2, 3), Vector3(4, 5, 6), Vector3(7, 8, 9))
	return [
		["Vector2", Vector2(1.5, -2)],
		["Vector2i", Vector2i(-1, 2)],
		["Rect2", Rect2(1, 2, 3, 4)],
		["Rect2i", Rect2i(-1, 2, 3, 4)],
		["Vector3", Vector3(1, 2, 3.25)],
		["Vector3i", Vector3i(1, 2, -3)],
		["Transform2D", Transform2D(Vector2(1, 2), Vector2(3, 4), Vector2(5, 6))],
		["Vector4", Vector4(1, 2, 3, 4.125)],
		["Vector4i", Vector4i(1, 2, 3, -4)],
		["Plane", Plane(1, 2, 3, 4)],
		["Quaternion", Quaternion(0.5, -0.5, 0.25, 1)],
		["AABB", AABB(Vector3(1, 2, 3), Vector3(4, 5, 6))],
		["Basis", basis],
		["Transform3D", Transform3D(basis, Vector3(10, 11, 12))],
		[
			"Projection",
			Projection(Vector4(1, 2, 3, 4), Vector4(5, 6, 7, 8), Vector4(9, 10, 11, 12), Vector4(13, 14, 15, 16)),
		],
		["Color", Color(0.25, 0.5, 0.75, 1)],
	]


static func _math_edges() -> Array[Array]:
	return [
		["Vector2 rounded to 32 bits", Vector2(0.1, 1e-40)],
		["Vector2 of -0.0 and infinity", Vector2(-0.0, -INF)],
		["Vector3 with NaN", Vector3(NAN, 0, 0)],
		["Vector2i of the limits", Vector2i(-2147483648, 2147483647)],
		["Rect2i of the limits", Rect2i(2147483647, -2147483648, 0, -1)],
		["Color brighter than white", Color(2.5, 0, 0, 0.1)],
	]


static func _packed() -> Array[Array]:
	return [
		["PackedByteArray without items", PackedByteArray()],
		["PackedByteArray padded by 3", PackedByteArray([255])],
		["PackedByteArray padded by 2", PackedByteArray([1, 2])],
		["PackedByteArray padded by 1", PackedByteArray([1, 2, 3])],
		["PackedByteArray padded by 0", PackedByteArray([1, 2, 3, 4])],
		["PackedInt32Array without items", PackedInt32Array()],
		["PackedInt32Array", PackedInt32Array([0, -1, 2147483647, -2147483648])],
		["PackedInt64Array without items", PackedInt64Array()],
		["PackedInt64Array", PackedInt64Array([1, 9223372036854775807, -9223372036854775807 - 1])],
		["PackedFloat32Array without items", PackedFloat32Array()],
		["PackedFloat32Array", PackedFloat32Array([1.5, 0.1, -0.0, NAN, INF])],
		["PackedFloat64Array without items", PackedFloat64Array()],
		["PackedFloat64Array", PackedFloat64Array([1.5, 0.1, -0.0, NAN, -INF])],
		["PackedStringArray without items", PackedStringArray()],
		["PackedStringArray", PackedStringArray(["", "a", "ab", "abc", "abcd", "日本語", "😀"])],
		["PackedVector2Array without items", PackedVector2Array()],
		["PackedVector2Array", PackedVector2Array([Vector2(1, 2), Vector2(-0.0, 0.1)])],
		["PackedVector3Array without items", PackedVector3Array()],
		["PackedVector3Array", PackedVector3Array([Vector3(1, 2, 3), Vector3(INF, 0.1, -4)])],
		["PackedColorArray without items", PackedColorArray()],
		["PackedColorArray", PackedColorArray([Color(1, 0.5, 0.25, 0), Color(0.1, 0.2, 0.3)])],
		["PackedVector4Array without items", PackedVector4Array()],
		["PackedVector4Array", PackedVector4Array([Vector4(1, 2, 3, 4), Vector4(0.1, 0, -1, NAN)])],
	]


static func _arrays() -> Array[Array]:
	var vectors: Array[Array] = [
		["Array without items", []],
		["Array of everything plain", [null, true, 1, 1.0, 1.5, "a", &"a", ^"a:b", Vector2(1, 2), Color(1, 0, 0)]],
		["Array of arrays", [[], [[]], [1, [2, [3]]]]],
		["Array of packed arrays", [PackedByteArray([1]), PackedStringArray(["a"]), PackedVector2Array([Vector2.ONE])]],
		["Array nested 32 deep", _nested(32)],
		["Array[float] without items", [] as Array[float]],
		["Array[float] of whole and broken ones", [1.0, -0.0, 0.1, 2.5, NAN] as Array[float]],
		["Array[int] of 32 and 64 bits", [1, -1, 2147483648, 9223372036854775807] as Array[int]],
		["Array[Array]", [[], [1], [] as Array[int]] as Array[Array]],
		["Array[Dictionary]", [{}, {"a": 1}] as Array[Dictionary]],
	]
	for value: Array in _scalars() + _strings() + _math() + _packed():
		var type := typeof(value[1])
		if type != TYPE_NIL:
			vectors.append(["Array[%s] of %s" % [type_string(type), value[0]], Array([value[1]], type, &"", null)])
	return vectors


static func _dictionaries() -> Array[Array]:
	var scores: Dictionary[String, int] = {"ana": 3, "bo": 2147483648}
	var speeds: Dictionary[StringName, float] = {&"slow": 1.0, &"fast": 2.5, &"back": -0.0}
	var cells: Dictionary[Vector2i, PackedByteArray] = {Vector2i(0, 1): PackedByteArray([1, 2])}
	var weights: Dictionary[float, float] = {1.0: 1.0, 0.5: 2.0}
	var half := Dictionary({1: "one", 2: 2.0}, TYPE_INT, &"", null, TYPE_NIL, &"", null)
	var other_half := Dictionary({"a": [1], 2: []}, TYPE_NIL, &"", null, TYPE_ARRAY, &"", null)
	return [
		["Dictionary without entries", {}],
		["Dictionary with String keys, in order", {"b": 1, "a": 2}],
		["Dictionary with keys of every kind", _mixed_keys()],
		["Dictionary in dictionaries", {"a": {"b": {"c": [1, {"d": null}]}}}],
		["Dictionary[String, int]", scores],
		["Dictionary[StringName, float]", speeds],
		["Dictionary[Vector2i, PackedByteArray]", cells],
		["Dictionary[float, float]", weights],
		["Dictionary[int, Variant]", half],
		["Dictionary[Variant, Array]", other_half],
		["Dictionary[String, Dictionary] without entries", {} as Dictionary[String, Dictionary]],
		["Array of typed dictionaries", [scores, cells]],
	]


static func _mixed_keys() -> Dictionary:
	return {
		null: 0, true: 1, 2: 2, 2.0: 3, 2.5: 4, "two": 5, &"name": 6, ^"node": 7, Vector2(1, 2): 8, Vector2i(1, 2): 9,
		Color(1, 0, 0): 10, [1, 2]: 11, {"a": 1}: 12, PackedByteArray([1]): 13, NAN: 14, _minus_zero(): 15, 9007199254740993: 16,
	}


## Alone, because GDScript takes the constants 0.0 and -0.0 of one function for the same.
static func _minus_zero() -> float:
	return -0.0


static func _nested(depth: int) -> Array:
	return [] if depth == 1 else [_nested(depth - 1)]
