## A patch is coming: finds out whether somebody listens for its changes. target has the set's signals, null for the
## state itself.
func watch(target) -> void:
	_watches_all = target != null and not target.get_signal_connection_list("changed").empty()


# A patch may repeat a value, or change it back: then nothing has changed.
func _tell_changes(entity, before: Dictionary, target) -> void:
	var members := PoolStringArray()
	for column in before:
		if not column.form.is_equal(before[column], column.value_of(entity)):
			members.append(column.member)
			column.tell(entity)
	if members.size() == 0:
		return
	if _watches_all:
		target.emit_signal("changed", entity, members)
	if entity.is_watched:
		entity.emit_signal("changed", members)
