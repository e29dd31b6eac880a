extends GodwitTest


func test_json_is_json_whatever_the_text() -> void:
	for text in _trouble():
		var json := GodwitText.to_json({ text: [text] })
		expect_equal(json.strip_escapes(), json, "no raw control characters: " + json)
		expect(json.replace("\\\\", "").find("\\v") < 0, "no escape that JSON does not have: " + json)
		var parsed := JSON.parse(json)
		expect(parsed.result.keys()[0] == text and parsed.result[text][0] == text, "it comes back: " + json)


func test_text_of_packets_comes_back_in_both_forms() -> void:
	for text in _trouble() + [_long(), _nul() + "x" + _nul()]:
		var writer := GodwitWriter.new()
		writer.put_text(text)
		writer.put_json({ text: text })
		var reader := GodwitReader.new(writer.get_bytes())
		expect(reader.get_text() == text, "text of %d" % text.length())
		expect(reader.get_json().get(text) == text, "JSON of %d" % text.length())
		expect(reader.is_finished(), "all was read")


func test_a_text_does_not_end_at_its_nul() -> void:
	var bytes := _long().to_utf8()
	bytes[40000] = 0
	bytes[bytes.size() - 1] = 0
	var text := GodwitText.from_utf8(bytes)
	expect_equal(text.length(), _long().length(), "length")
	expect_equal(text.ord_at(40000), 0, "in the middle")
	expect_equal(text.ord_at(40001), ord("x"), "behind it")
	expect_equal(text.ord_at(text.length() - 1), 0, "at the end")


func test_names_are_told_from_what_nobody_can_see() -> void:
	for text in ["", " ", char(0x200b), char(0xad) + char(0xfeff), char(0x3164), "a\nb", char(0x202e) + "gnp", "a" + char(7)]:
		expect(GodwitText.name_problem(text) != "", "refused: " + text.c_escape())
	for text in ["Ada", " Ada ", "Łukasz Żółć", "東京", char(0x1f600), "<b>"]:
		expect_equal(GodwitText.name_problem(text), "", "taken")


func test_what_json_can_not_hold_is_told() -> void:
	var endless := {}
	endless["self"] = endless
	var deep := []
	for _level in range(30):
		deep = [deep]
	for value in [NAN, INF, -INF, 1 << 53, endless, deep, self, Vector2.ONE, { 1.5: 1 }, PoolRealArray([NAN])]:
		expect(GodwitUntyped.json_problem(value) != "", "refused")
		expect(GodwitMessage.of(1000, { "a": [value] }).check() != "", "refused in a message")
	for value in [null, true, "a", 1, 1.5, (1 << 53) - 1, [[], {}], { "a": { "b": 1 } }, deep[0], PoolIntArray([1])]:
		expect_equal(GodwitUntyped.json_problem(value), "", "taken")
	endless.clear()


func test_what_is_no_plain_value_is_told() -> void:
	var endless := []
	endless.append(endless)
	for value in [self, endless, { self: 1 }, [{ "a": [self] }]]:
		expect(GodwitUntyped.variant_problem(value) != "", "refused")
	for value in [null, NAN, 1 << 60, Vector2.INF, [[{}]], { 1.5: "a" }, NodePath("a/b"), PoolVector3Array()]:
		expect_equal(GodwitUntyped.variant_problem(value), "", "taken")
	endless.clear()


# Texts that have given trouble. No literal of the language has a character above U+FFFF.
func _trouble() -> Array:
	var texts := [
		"", "plain", "a" + char(7) + "b", "\t\n\v\f\r", char(27) + "[31m", char(0x7f) + char(0x85), char(0x2028), char(0xfeff),
		char(0xfeff) + "x" + char(0xfeff), char(0x200b) + char(0x202e), "e" + char(0x301), char(0x1f600), char(0x10ffff),
		char(0xffff) + char(0xfffe), "\\v", "\\\\v", "\\\v", "\\ud800", "\"", "/",
	]
	return texts


func _nul() -> String:
	return JSON.parse("\"\\u0000\"").result


func _long() -> String:
	return _repeated("x", 65536)


func _repeated(text: String, count: int) -> String:
	var all := text
	while all.length() < count:
		all += all
	return all
