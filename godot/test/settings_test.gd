extends GodwitTest


func test_every_exported_value_has_a_project_setting() -> void:
	var names: Array[String] = []
	for property in GodwitSettings.new().get_project_properties():
		names.append(property["name"])
	for needed: String in ["connect_timeout_ms", "codec", "resume_sessions"]:
		expect(names.has(needed), needed)
	expect(not names.has("tls_options"), "certificates are no project setting")
	expect(not names.has("resource_name"), "nor is what every resource has")


func test_a_new_client_starts_with_the_projects_values() -> void:
	ProjectSettings.set_setting("godwit/client/request_timeout_ms", 1234)
	ProjectSettings.set_setting("godwit/client/auto_reconnect", false)
	var client := GodwitClient.new()
	expect_equal(client.settings.request_timeout_ms, 1234, "request_timeout_ms")
	expect_equal(client.settings.auto_reconnect, false, "auto_reconnect")
	expect_equal(client.settings.reconnect_cap_ms, 10_000, "what the project does not set")
	client.free()
	ProjectSettings.set_setting("godwit/client/request_timeout_ms", null)
	ProjectSettings.set_setting("godwit/client/auto_reconnect", null)
