# Godot 3 stops receiving, without a signal, on a close with a code it does not know, such as 1012 (restart).
func _prepare_for_drain(envelope: GodwitEnvelope) -> void:
	_drain_delay_ms = int(max(0, GodwitFields.int_of(envelope.fields, "reconnectAfterMs")))
	if _heartbeat != null:
		_heartbeat.doubt(OS.get_ticks_msec())
