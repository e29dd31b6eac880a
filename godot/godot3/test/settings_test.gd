extends GodwitTest


func test_every_exported_value_has_a_project_setting() -> void:
	var names := []
	for property in GodwitSettings.new().get_project_properties():
		names.append(property["name"])
	for needed in ["connect_timeout_ms", "codec", "request_timeout_ms", "resume_sessions"]:
		expect(names.has(needed), needed)
	expect(not names.has("trusted_certificate"), "a certificate is no project setting")
	expect(not names.has("resource_name"), "nor is what every resource has")


func test_a_new_client_starts_with_the_projects_values() -> void:
	ProjectSettings.set_setting("godwit/client/request_timeout_ms", 1234)
	ProjectSettings.set_setting("godwit/client/auto_reconnect", false)
	var client := GodwitClient.new()
	expect_equal(client.settings.request_timeout_ms, 1234, "request_timeout_ms")
	expect_equal(client.settings.auto_reconnect, false, "auto_reconnect")
	expect_equal(client.settings.reconnect_cap_ms, 10000, "what the project does not set")
	client.free()
	ProjectSettings.set_setting("godwit/client/request_timeout_ms", null)
	ProjectSettings.set_setting("godwit/client/auto_reconnect", null)
