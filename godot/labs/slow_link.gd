extends Lab
## Lab 6: more state than the line carries.

var _graph: LabGraph


func _begin() -> void:
	add_knob("Line", "KB/s", Vector3(2.0, 32.0, 1.0), 8.0, _on_rate_changed)
	show_figure("age of what is shown", "–")
	show_figure("patches a second", "–")
	show_figure("received", "–")
	_graph = add_graph("age of the latest patch, ms", 600.0)


func _on_rate_changed(kilobytes: float) -> void:
	change_line(kilobytes * 1_000.0, &"bytes_per_second")


func _draw_field() -> void:
	var state := Godwit.state_receiver.state as GodwitLabsCrowdState
	if state == null or _graph == null:
		return
	for walker: GodwitLabWalker in state.walkers.all():
		draw_circle(walker.position, 9.0, Color(OTHER, 0.8), true, -1.0, true)
	# On one machine, both clocks are the same.
	var age_ms := Time.get_unix_time_from_system() * 1_000.0 - state.server_time_ms
	_graph.add(age_ms)
	show_figure("age of what is shown", "%d ms" % age_ms)
	show_figure("patches a second", "%.0f" % Godwit.statistics.received_messages_per_second)
	show_figure("received", "%.1f KB/s" % (Godwit.statistics.received_bytes_per_second / 1_000.0))
