extends GodwitTest

var _heard: Array[int] = []
var _listeners: GodwitListeners


func before_each() -> void:
	_heard = []
	_listeners = GodwitListeners.new()


func test_calls_only_the_listeners_of_the_type() -> void:
	_listeners.add(205, _note)
	_listeners.call_all(GodwitMessage.of(205))
	_listeners.call_all(GodwitMessage.of(206))
	expect_equal(_heard, [205] as Array[int], "heard")


func test_a_listener_is_called_once_however_often_it_was_added() -> void:
	_listeners.add(205, _note)
	_listeners.add(205, _note)
	_listeners.call_all(GodwitMessage.of(205))
	expect_equal(_heard.size(), 1, "calls")


func test_a_listener_may_remove_itself_while_it_is_called() -> void:
	_listeners.add(205, _note_and_leave)
	_listeners.add(205, _note)
	_listeners.call_all(GodwitMessage.of(205))
	_listeners.call_all(GodwitMessage.of(205))
	expect_equal(_heard.size(), 3, "calls")


func test_forgets_listeners_whose_object_is_gone() -> void:
	var node := Node.new()
	_listeners.add(205, node.set_meta.bind("heard"))
	node.free()
	_listeners.add(205, _note)
	_listeners.call_all(GodwitMessage.of(205))
	expect_equal(_heard.size(), 1, "calls")


func _note(message: GodwitMessage) -> void:
	_heard.append(message.type)


func _note_and_leave(message: GodwitMessage) -> void:
	_listeners.remove(205, _note_and_leave)
	_note(message)
