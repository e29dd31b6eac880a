extends GodwitTest

const _FIELDS := {
	"whole": 7.0, "int": 8, "half": 0.5, "text": "seven", "yes": true, "none": null,
	"list": [1.0, "two", { "id": 3.0 }], "object": { "id": 4.0 }, "huge": 1e300,
}


func test_whole_numbers() -> void:
	expect_equal(GodwitFields.int_of(_FIELDS, "whole"), 7, "a whole float")
	expect_equal(GodwitFields.int_of(_FIELDS, "int"), 8, "an int")
	expect_equal(GodwitFields.int_of(_FIELDS, "half", -1), -1, "a fraction")
	expect_equal(GodwitFields.int_of(_FIELDS, "huge", -1), -1, "too large to be exact")
	expect_equal(GodwitFields.int_of(_FIELDS, "text", -1), -1, "a text")
	expect_equal(GodwitFields.int_of(_FIELDS, "absent"), 0, "an absent field")


func test_numbers() -> void:
	expect_equal(GodwitFields.float_of(_FIELDS, "half"), 0.5, "a float")
	expect_equal(GodwitFields.float_of(_FIELDS, "int"), 8.0, "an int")
	expect_equal(GodwitFields.float_of(_FIELDS, "none", 2.5), 2.5, "null")


func test_texts_and_truths() -> void:
	expect_equal(GodwitFields.text_of(_FIELDS, "text"), "seven", "a text")
	expect_equal(GodwitFields.text_of(_FIELDS, "whole", "?"), "?", "a number is no text")
	expect_equal(GodwitFields.bool_of(_FIELDS, "yes"), true, "a truth")
	expect_equal(GodwitFields.bool_of(_FIELDS, "whole"), false, "a number is no truth")


func test_objects_and_lists() -> void:
	expect_equal(GodwitFields.object_of(_FIELDS, "object"), { "id": 4.0 }, "an object")
	expect_equal(GodwitFields.object_of(_FIELDS, "list"), {}, "a list is no object")
	expect_equal(GodwitFields.list_of(_FIELDS, "list").size(), 3, "a list")
	expect_equal(GodwitFields.list_of(_FIELDS, "text"), [], "a text is no list")
	expect_equal(GodwitFields.objects_of(_FIELDS, "list").size(), 1, "the objects of a list")
