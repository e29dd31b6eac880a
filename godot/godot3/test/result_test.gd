extends GodwitTest


func test_an_ack_is_a_success_without_value() -> void:
	var result: GodwitResult = GodwitResult.from_answer(GodwitEnvelope.new(GodwitProtocol.Type.ACK, 7), GodwitCatalogue.new())
	expect(result.ok, "ok")
	expect(result.value == null, "no value")
	expect_equal(result.code, "", "no code")


func test_an_answer_is_a_success_with_its_message() -> void:
	var result: GodwitResult = GodwitResult.from_answer(GodwitEnvelope.new(204, 7, { "id": 3.0 }), GodwitCatalogue.new())
	expect(result.ok, "ok")
	expect_equal(result.value.type, 204, "type")
	expect_equal(GodwitFields.int_of(result.value.fields, "id"), 3, "id")


func test_a_refusal_keeps_code_text_and_details() -> void:
	var detail := { "field": "text", "rule": "length", "text": "too long" }
	var fields := { "code": "message.invalid", "text": "No.", "details": [detail, "odd"] }
	var result: GodwitResult = GodwitResult.from_answer(GodwitEnvelope.new(GodwitProtocol.Type.ERROR, 7, fields), GodwitCatalogue.new())
	expect(not result.ok, "not ok")
	expect_equal(result.code, "message.invalid", "code")
	expect_equal(result.text, "No.", "text")
	expect_equal(result.details, [detail], "details")


func test_local_codes_have_sentences() -> void:
	for code in GodwitResult.LOCAL_TEXTS:
		expect(GodwitResult.failed(code).text != "", "sentence of " + code)


func test_details_are_not_shared_between_results() -> void:
	GodwitResult.failed("link.closed").details.append({ "field": "x" })
	expect_equal(GodwitResult.failed("link.closed").details.size(), 0, "details of another result")
