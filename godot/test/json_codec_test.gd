extends GodwitTest

var _codec := GodwitJsonCodec.new()


func test_encodes_the_canonical_form() -> void:
	var frame := _codec.encode(GodwitEnvelope.new(203, 7, { "text": "hi" }))
	expect_equal(frame.get_string_from_utf8(), '{"type":203,"ref":7,"message":{"text":"hi"}}', "frame")


func test_leaves_out_the_ref_of_a_plain_message() -> void:
	var frame := _codec.encode(GodwitEnvelope.new(4))
	expect_equal(frame.get_string_from_utf8(), '{"type":4,"message":{}}', "frame")


func test_numbers_are_written_so_exactly_that_they_come_back_the_same() -> void:
	var texts: Dictionary[float, String] = {
		0.1: "0.1", PI: "3.141592653589793", -1.5e-9: "-1.5e-09", 123456789.123456789: "123456789.12345679", 0.0: "0.0",
	}
	for number in texts:
		var frame := _codec.encode(GodwitEnvelope.new(1000, 0, { "n": number }))
		var text := '{"type":1000,"message":{"n":%s}}' % texts[number]
		expect_equal(frame.get_string_from_utf8(), text, "frame")


func test_text_beyond_ascii_comes_back_as_it_went() -> void:
	var text := "grüße, 東京 🐦 \"quoted\" \\ \n"
	var decoded := _codec.decode(_codec.encode(GodwitEnvelope.new(1000, 0, { "text": text })))
	expect_equal(decoded.fields["text"], text, "text")


func test_type_and_ref_are_whole_numbers() -> void:
	var envelope := _decode('{"type":204,"ref":9,"message":{"id":3}}')
	expect_equal(envelope.type, 204, "type")
	expect_equal(envelope.ref, 9, "ref")
	expect_equal(GodwitFields.int_of(envelope.fields, "id"), 3, "id")


func test_a_packet_without_message_has_no_fields() -> void:
	var envelope := _decode('{"type":3,"ref":9}')
	expect_equal(envelope.fields, {}, "fields")


func test_refuses_what_is_no_packet() -> void:
	for text: String in [
		"", " ", "null", "7", "[]", '"text"', "{", "{}",
		'{"type":"1"}', '{"type":-1}', '{"type":1.5}', '{"type":65536}', '{"type":1e300}', '{"type":null}',
		'{"type":[1]}', '{"type":true}', '{"type":1,"ref":-1}', '{"type":1,"ref":"2"}',
		'{"type":1,"ref":0.5}', '{"type":1}x', "[".repeat(5000),
	]:
		expect(_decode(text) == null, "refused: " + text.left(40))


func _decode(text: String) -> GodwitEnvelope:
	return _codec.decode(text.to_utf8_buffer())
