extends GodwitTest
## What the editor's dock knows without an editor.


func test_knows_where_a_server_publishes_its_contract() -> void:
	for pair: Array in [
		["ws://localhost:1234", "http://localhost:1234/contract"],
		["ws://localhost:1234/play?x=1", "http://localhost:1234/contract"],
		["wss://game.example/", "https://game.example/contract"],
		["wss://game.example?x=1", "https://game.example/contract"],
	]:
		var server: String = pair[0]
		expect_equal(GodwitDock.contract_address(server), pair[1], server)


func test_reads_the_hash_of_the_generated_classes() -> void:
	expect_equal(GodwitDock.generated_hash(), GodwitContract.HASH, "hash")


func test_reads_the_hash_of_a_contract_and_of_nothing_else() -> void:
	expect_equal(GodwitDock.hash_in('{"format":1,"hash":"0a1b"}'.to_utf8_buffer()), "0a1b", "a contract")
	for body: String in ["", "<html>", "[]", '{"hash":5}', '{"other":"0a1b"}']:
		expect_equal(GodwitDock.hash_in(body.to_utf8_buffer()), "", body)


func test_generates_inside_the_servers_folder_and_packages_elsewhere() -> void:
	expect_equal(
		GodwitGenerator.arguments("/srv/server", "/srv/server/godot"),
		PackedStringArray(["--prefix", "/srv/server", "run", "godot:generate"]), "the server's own demo",
	)
	expect_equal(
		GodwitGenerator.arguments("/srv/server", "/srv/server2"),
		PackedStringArray([
			"--prefix", "/srv/server", "run", "godot:package", "--", "--out", "/srv/server2", "--addon", "addons/godwit",
		]),
		"another project",
	)


func test_says_what_is_missing_to_generate() -> void:
	var generator := GodwitGenerator.new()
	expect(generator.start("").contains("Set godwit/editor/server_folder"), "no folder is set")
	expect(generator.start("test").contains("There is no package.json in "), "the folder holds no server")


func test_a_relative_folder_counts_from_the_project() -> void:
	var project := ProjectSettings.globalize_path("res://").trim_suffix("/")
	expect_equal(GodwitGenerator.absolute_folder("."), project, "the project itself")
	expect_equal(GodwitGenerator.absolute_folder(".."), project.get_base_dir(), "the folder above")
	expect_equal(GodwitGenerator.absolute_folder("/somewhere/"), "/somewhere", "an absolute one")
