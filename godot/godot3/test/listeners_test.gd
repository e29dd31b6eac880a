extends GodwitTest

var _heard: Array
var _listeners: GodwitListeners


func before_each() -> void:
	_heard = []
	_listeners = GodwitListeners.new()


func test_calls_only_the_listeners_of_the_type() -> void:
	_listeners.add(205, self, "_note")
	_listeners.call_all(GodwitMessage.of(205))
	_listeners.call_all(GodwitMessage.of(206))
	expect_equal(_heard, [205], "heard")


func test_a_listener_is_called_once_however_often_it_was_added() -> void:
	_listeners.add(205, self, "_note")
	_listeners.add(205, self, "_note")
	_listeners.call_all(GodwitMessage.of(205))
	expect_equal(_heard.size(), 1, "calls")


func test_a_listener_may_remove_itself_while_it_is_called() -> void:
	_listeners.add(205, self, "_note_and_leave")
	_listeners.add(205, self, "_note")
	_listeners.call_all(GodwitMessage.of(205))
	_listeners.call_all(GodwitMessage.of(205))
	expect_equal(_heard.size(), 3, "calls")


func test_forgets_listeners_whose_object_is_gone() -> void:
	var node := Node.new()
	_listeners.add(205, node, "remove_meta")
	node.free()
	_listeners.add(205, self, "_note")
	_listeners.call_all(GodwitMessage.of(205))
	expect_equal(_heard.size(), 1, "calls")


func _note(message: GodwitMessage) -> void:
	_heard.append(message.type)


func _note_and_leave(message: GodwitMessage) -> void:
	_listeners.remove(205, self, "_note_and_leave")
	_note(message)
