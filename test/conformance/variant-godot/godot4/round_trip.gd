extends SceneTree
## Reads each Variant of the file VARIANT_IN and writes it again to the file VARIANT_OUT; both hold a 32-bit length before
## each. What the engine can't read comes out as null.


func _init() -> void:
	var source := FileAccess.open(OS.get_environment("VARIANT_IN"), FileAccess.READ)
	var target := FileAccess.open(OS.get_environment("VARIANT_OUT"), FileAccess.WRITE)
	var length := source.get_length()
	while source.get_position() < length:
		var value: Variant = bytes_to_var(source.get_buffer(source.get_32()))
		var bytes := var_to_bytes(value)
		target.store_32(bytes.size())
		target.store_buffer(bytes)
	target.close()
	quit()
