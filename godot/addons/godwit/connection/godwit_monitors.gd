class_name GodwitMonitors
extends RefCounted
## Shows a client's [GodwitStatistics] in the editor: Debugger, Monitors, [code]godwit/...[/code].
##
## If a process has several clients, the first one's are shown.

const _PROPERTIES: Array[StringName] = [
	&"round_trip_ms", &"jitter_ms",
	&"received_bytes_per_second", &"sent_bytes_per_second",
	&"received_messages_per_second", &"sent_messages_per_second",
]

var _shown: Array[StringName] = []


## Adds the monitors, unless another client has them.
func add(statistics: GodwitStatistics) -> void:
	for property in _PROPERTIES:
		var monitor := StringName("godwit/" + property)
		if not Performance.has_custom_monitor(monitor):
			Performance.add_custom_monitor(monitor, _read.bind(statistics, property))
			_shown.append(monitor)


## Removes the monitors that [method add] added.
func remove() -> void:
	for monitor in _shown:
		Performance.remove_custom_monitor(monitor)
	_shown.clear()


# Static, so that the engine's monitor list keeps nothing of the client alive but the statistics.
static func _read(statistics: GodwitStatistics, property: StringName) -> float:
	var value: float = statistics.get(property)
	return maxf(0.0, value)
