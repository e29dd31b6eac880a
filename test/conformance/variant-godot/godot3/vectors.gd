extends Reference
# The values of the golden vectors, each an array of a name and the value.


# What travels.
func sendable() -> Array:
	return _scalars() + _strings() + _math() + _packed() + _arrays() + _dictionaries()


# What means something inside one process only, as var2bytes writes it.
func refused() -> Array:
	var object := Reference.new()
	var encoded := EncodedObjectAsID.new()
	encoded.object_id = 7
	return [
		["RID", RID()],
		["Object", object],
		["EncodedObjectAsID", encoded],
		["Array holding an object", [1, object]],
		["Dictionary holding an object", {"object": object}],
		["Dictionary keyed by an object", {object: 1}],
	]


# The same as var2bytes with full objects writes it.
func refused_with_objects() -> Array:
	return [["Object in full", Reference.new()]]


func _scalars() -> Array:
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
		["float 1e300", pow(10.0, 300)],
		["float, the largest of 32 bits", pow(2.0, 128) - pow(2.0, 104)],
		["float, the smallest of 32 bits", pow(2.0, -149)],
		["float, the smallest of 64 bits", pow(2.0, -1074)],
		["float infinity", INF],
		["float -infinity", -INF],
		["float NaN", NAN],
	]


func _strings() -> Array:
	return [
		["String without characters", ""],
		["String padded by 3", "a"],
		["String padded by 2", "ab"],
		["String padded by 1", "abc"],
		["String padded by 0", "abcd"],
		["String of 2-byte characters", "héé"],
		["String of 3-byte characters", "日本語"],
		["String of 4-byte characters", "😀 𝄞"],
		["String of the last character", char(0x10FFFF)],
		["String around the surrogates", char(0xD7FF) + char(0xE000)],
		["String with a byte order mark first", char(0xFEFF) + "a"],
		["String with a byte order mark inside", "a" + char(0xFEFF)],
		["String with quotes and line ends", "\"a\"\\\n\tb"],
		["String of 1000 characters", "Godwit ".repeat(143).left(1000)],
		["NodePath without parts", NodePath("")],
		["NodePath /", NodePath("/")],
		["NodePath relative", NodePath("Player")],
		["NodePath up", NodePath("../Enemies/Slime 2")],
		["NodePath absolute with subnames", NodePath("/root/Level/Player:position:x")],
		["NodePath of a property", NodePath(":modulate:a")],
		["NodePath of 2-byte characters", NodePath("Höhle/Tür")],
	]


func _math() -> Array:
	var basis := Basis(Vector3(1, 2, 3), Vector3(4, 5, 6), Vector3(7, 8, 9))
	return [
		["Vector2", Vector2(1.5, -2)],
		["Rect2", Rect2(1, 2, 3, 4)],
		["Vector3", Vector3(1, 2, 3.25)],
		["Transform2D", Transform2D(Vector2(1, 2), Vector2(3, 4), Vector2(5, 6))],
		["Plane", Plane(1, 2, 3, 4)],
		["Quat", Quat(0.5, -0.5, 0.25, 1)],
		["AABB", AABB(Vector3(1, 2, 3), Vector3(4, 5, 6))],
		["Basis", basis],
		["Transform", Transform(basis, Vector3(10, 11, 12))],
		["Color", Color(0.25, 0.5, 0.75, 1)],
		["Vector2 rounded to 32 bits", Vector2(0.1, pow(10.0, -40))],
		["Vector2 of -0.0 and infinity", Vector2(-0.0, -INF)],
		["Vector3 with NaN", Vector3(NAN, 0, 0)],
		["Color brighter than white", Color(2.5, 0, 0, 0.1)],
	]


func _packed() -> Array:
	return [
		["PoolByteArray without items", PoolByteArray()],
		["PoolByteArray padded by 3", PoolByteArray([255])],
		["PoolByteArray padded by 2", PoolByteArray([1, 2])],
		["PoolByteArray padded by 1", PoolByteArray([1, 2, 3])],
		["PoolByteArray padded by 0", PoolByteArray([1, 2, 3, 4])],
		["PoolIntArray without items", PoolIntArray()],
		["PoolIntArray", PoolIntArray([0, -1, 2147483647, -2147483648])],
		["PoolRealArray without items", PoolRealArray()],
		["PoolRealArray", PoolRealArray([1.5, 0.1, -0.0, NAN, INF])],
		["PoolStringArray without items", PoolStringArray()],
		["PoolStringArray", PoolStringArray(["", "a", "ab", "abc", "abcd", "日本語", "😀"])],
		["PoolVector2Array without items", PoolVector2Array()],
		["PoolVector2Array", PoolVector2Array([Vector2(1, 2), Vector2(-0.0, 0.1)])],
		["PoolVector3Array without items", PoolVector3Array()],
		["PoolVector3Array", PoolVector3Array([Vector3(1, 2, 3), Vector3(INF, 0.1, -4)])],
		["PoolColorArray without items", PoolColorArray()],
		["PoolColorArray", PoolColorArray([Color(1, 0.5, 0.25, 0), Color(0.1, 0.2, 0.3)])],
	]


func _arrays() -> Array:
	return [
		["Array without items", []],
		["Array of everything plain", [null, true, 1, 1.0, 1.5, "a", NodePath("abcd"), Vector2(1, 2), Color(1, 0, 0)]],
		["Array of arrays", [[], [[]], [1, [2, [3]]]]],
		["Array of packed arrays", [PoolByteArray([1]), PoolStringArray(["a"]), PoolVector2Array([Vector2.ONE])]],
		["Array nested 32 deep", _nested(32)],
	]


func _dictionaries() -> Array:
	return [
		["Dictionary without entries", {}],
		["Dictionary with String keys, in order", {"b": 1, "a": 2}],
		["Dictionary with keys of every kind", _mixed_keys()],
		["Dictionary in dictionaries", {"a": {"b": {"c": [1, {"d": null}]}}}],
	]


func _mixed_keys() -> Dictionary:
	return {
		null: 0, true: 1, 2: 2, 2.0: 3, 2.5: 4, "two": 5, NodePath("node"): 6, Vector2(1, 2): 7, Color(1, 0, 0): 8,
		[1, 2]: 9, {"a": 1}: 10, PoolByteArray([1]): 11, _minus_zero(): 12, 9007199254740993: 13,
	}


# Alone, because GDScript takes the constants 0.0 and -0.0 of one function for the same.
func _minus_zero() -> float:
	return -0.0


func _nested(depth: int) -> Array:
	return [] if depth == 1 else [_nested(depth - 1)]
