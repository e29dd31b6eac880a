class_name GodwitTest
extends RefCounted
## A group of tests: every method whose name starts with [code]test_[/code]. Methods may wait.

# Long enough for the slowest machine; a test that passes never waits for it.
const _PATIENCE_MS := 20_000

## The running tree.
var tree: SceneTree
## The server that was named on the command line; empty when there is none.
var url: String = ""
## What went wrong in the running test.
var failures: PackedStringArray = []
## How many expectations the running test checked.
var expectations: int = 0
## What the engine has to complain of in the running test, in part; it may complain of nothing else.
var expected_complaints: PackedStringArray = []

var _clients: Array[GodwitClient] = []


## True when these tests talk to the server of [code]--url=[/code].
func needs_server() -> bool:
	return false


## Runs before each test.
func before_each() -> void:
	pass


## Runs after each test; overriding methods call it too.
func after_each() -> void:
	for client in _clients:
		client.free()
	_clients.clear()


## Notes a failure when [param condition] is false.
func expect(condition: bool, text: String) -> void:
	expectations += 1
	if not condition:
		failures.append(text)


## Notes a failure when [param actual] is not [param expected], or of another kind.
func expect_equal(actual: Variant, expected: Variant, text: String) -> void:
	var is_equal: bool = typeof(actual) == typeof(expected) and actual == expected
	expect(is_equal, "%s: expected %s, got %s" % [text, var_to_str(expected), var_to_str(actual)])


## Demands that the engine complains of something with [param part] in its text during the running test.
func expect_complaint(part: String) -> void:
	expected_complaints.append(part)


## Lets frames pass until [param condition] holds; notes a failure when it never does.
func until(condition: Callable, text: String) -> void:
	var give_up_at_ms := Time.get_ticks_msec() + _PATIENCE_MS
	while not condition.call():
		if Time.get_ticks_msec() > give_up_at_ms:
			expect(false, "waited in vain until " + text)
			return
		await tree.process_frame
	expect(true, text)


## Lets [param duration_ms] milliseconds pass.
func pause(duration_ms: int) -> void:
	await tree.create_timer(duration_ms / 1000.0).timeout


## What [method make_client] makes.
func new_client() -> GodwitClient:
	return GodwitClient.new()


## A client in the tree that comes back quickly; it is freed after the test.
func make_client() -> GodwitClient:
	var client := new_client()
	client.settings.reconnect_base_ms = 20
	client.settings.reconnect_cap_ms = 60
	tree.root.add_child(client)
	_clients.append(client)
	return client
