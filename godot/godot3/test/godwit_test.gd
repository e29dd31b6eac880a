class_name GodwitTest
extends Reference
## A group of tests: every method whose name starts with test_. Methods may wait.

# Long enough for the slowest machine; a test that passes never waits for it.
const _PATIENCE_MS := 20000

## The running tree.
var tree: SceneTree
## The server that was named on the command line; empty when there is none.
var url: String = ""
## What went wrong in the running test.
var failures: Array = []
## How many expectations the running test checked.
var expectations: int = 0

var _clients: Array = []


## True when these tests talk to the server of --url=.
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


## Notes a failure when the condition is false.
func expect(condition: bool, text: String) -> void:
	expectations += 1
	if not condition:
		failures.append(text)


## Notes a failure when actual is not expected, or of another kind.
func expect_equal(actual, expected, text: String) -> void:
	var is_equal: bool = typeof(actual) == typeof(expected) and var2str(actual) == var2str(expected)
	expect(is_equal, "%s: expected %s, got %s" % [text, var2str(expected), var2str(actual)])


## Lets frames pass until the method returns true; notes a failure when it never does.
func until(method: String, arguments: Array, text: String) -> void:
	var give_up_at_ms := OS.get_ticks_msec() + _PATIENCE_MS
	yield(tree, "idle_frame")
	while not callv(method, arguments):
		if OS.get_ticks_msec() > give_up_at_ms:
			expect(false, "waited in vain until " + text)
			return
		yield(tree, "idle_frame")
	expect(true, text)


## What make_client() makes.
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
