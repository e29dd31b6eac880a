class_name GodwitObserver
extends RefCounted
## The signals of one synced object, created when first asked for: thousands of objects that nobody listens to cost
## nothing.


## The signal [param signal_name], which passes one value.
func signal_of(signal_name: StringName) -> Signal:
	if not has_user_signal(signal_name):
		add_user_signal(signal_name, [{ "name": "value", "type": TYPE_NIL }])
	return Signal(self, signal_name)


## Emits a signal, if anyone has ever asked for it.
func tell(signal_name: StringName, value: Variant) -> void:
	if has_user_signal(signal_name):
		emit_signal(signal_name, value)
