class_name ChatMemberList
extends VBoxContainer
## Who is in the channel, each with a badge.

const _BADGE := preload("res://demo/chat_badge.tscn")


## Shows [param members]; the one with [param own_id] is marked.
func show_members(members: Array[ChatPerson], own_id: String) -> void:
	for child in get_children():
		child.queue_free()
	for member in members:
		_add(member, member.id == own_id)


func _add(member: ChatPerson, is_own: bool) -> void:
	var badge: ChatBadge = _BADGE.instantiate()
	var label := Label.new()
	label.text = member.name + (" (you)" if is_own else "")
	label.text_overrun_behavior = TextServer.OVERRUN_TRIM_ELLIPSIS
	label.size_flags_horizontal = Control.SIZE_EXPAND_FILL
	var row := HBoxContainer.new()
	row.add_theme_constant_override("separation", 10)
	row.add_child(badge)
	row.add_child(label)
	add_child(row)
	badge.show_member(member)
