extends GodwitTest


func test_comes_back_after_ends_that_pass() -> void:
	for code: int in [1001, 1005, 1006, 1011, 1012, 1013, 4000, 4499]:
		expect(GodwitClose.may_retry(code), "%d" % code)


func test_stays_away_after_ends_that_do_not() -> void:
	for code: int in [0, 999, 1000, 1002, 1003, 1004, 1007, 1008, 1009, 1010, 1014, 1015, 3999, 4500, 4501, 4999, 5000]:
		expect(not GodwitClose.may_retry(code), "%d" % code)
