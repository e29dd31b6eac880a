extends GodwitTest

const _TROUBLE: Array[String] = [
	"", "plain", "\u0001", "a\u0007b", "\t\n\u000b\f\r", "\u001b[31m", "\u007f\u0085", "\u2028\u2029", "\ufeff", "\ufeffx\ufeff",
	"\u200b\u202e", "e\u0301", "\U01f600", "\U10ffff", "\uffff\ufffe\ufdd0", "\\v", "\\\\v", "\\\u000b", "\\ud800", "\"", "/",
]


func test_json_is_json_whatever_the_text() -> void:
	for text in _TROUBLE:
		var json := GodwitText.to_json({ text: [text] })
		expect_equal(json.strip_escapes(), json, "no raw control characters: " + json)
		expect(not json.replace("\\\\", "").contains("\\v"), "no escape that JSON does not have: " + json)
		expect_equal(JSON.parse_string(json), { text: [text] }, "it comes back")


func test_text_of_packets_comes_back_in_both_forms() -> void:
	for text in _TROUBLE + [_long()] as Array[String]:
		var writer := GodwitWriter.new()
		writer.put_text(text)
		writer.put_json({ text: text })
		var reader := GodwitReader.new(writer.get_bytes())
		expect(reader.get_text() == text, "text of %d" % text.length())
		expect(reader.get_json() == { text: text }, "JSON of %d" % text.length())
		expect(reader.is_finished(), "all was read")


func test_a_text_does_not_end_at_its_nul() -> void:
	var bytes := _long().to_utf8_buffer()
	bytes[40_000] = 0
	bytes[bytes.size() - 1] = 0
	var text := GodwitText.from_utf8(bytes)
	# What JSON's escape for it becomes in this engine, too.
	expect_equal(text.length(), _long().length(), "length")
	expect_equal(text.substr(40_000, 2), "\ufffdx", "in the middle")
	expect_equal(text.right(1), "\ufffd", "at the end")


func test_names_are_told_from_what_nobody_can_see() -> void:
	for text: String in ["", " ", "\u200b", "\u00ad\ufeff", "\u3164", "a\nb", "\u202egnp", "a\u0007", "\u2800"]:
		expect(not GodwitText.name_problem(text).is_empty(), "refused: " + text.c_escape())
	for text: String in ["Ada", " Ada ", "Łukasz Żółć", "東京", "\U01f600", "<b>"]:
		expect_equal(GodwitText.name_problem(text), "", "taken")


func test_what_json_can_not_hold_is_told() -> void:
	var endless: Dictionary = {}
	endless["self"] = endless
	var deep: Array = []
	for _level in 30:
		deep = [deep]
	for value: Variant in [NAN, INF, -INF, 1 << 53, endless, deep, self, print_verbose, Vector2.ONE, { 1.5: 1 }, PackedFloat32Array([NAN])]:
		expect(not GodwitUntyped.json_problem(value).is_empty(), "refused")
		expect(not GodwitMessage.of(1000, { "a": [value] }).check().is_empty(), "refused in a message")
	for value: Variant in [null, true, "a", &"a", 1, 1.5, (1 << 53) - 1, [[], {}], { "a": { &"b": 1 } }, deep[0], PackedInt32Array([1])]:
		expect_equal(GodwitUntyped.json_problem(value), "", "taken")


func test_what_is_no_plain_value_is_told() -> void:
	var endless: Array = []
	endless.append(endless)
	for value: Variant in [self, print_verbose, RID(), endless, { self: 1 }, [{ "a": [tree.process_frame] }]]:
		expect(not GodwitUntyped.variant_problem(value).is_empty(), "refused")
	for value: Variant in [null, NAN, 1 << 60, Vector2.INF, [[{}]], { 1.5: &"a" }, ^"a/b", PackedVector3Array()]:
		expect_equal(GodwitUntyped.variant_problem(value), "", "taken")


static func _long() -> String:
	return "x".repeat(65_536)
