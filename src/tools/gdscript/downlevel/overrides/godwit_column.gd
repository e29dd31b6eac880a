## Notifies listeners on this field of entity.
func tell(entity) -> void:
	var holder = owner_of(entity)
	if holder.is_watched:
		holder.emit_signal(signal_name, holder[_field])
