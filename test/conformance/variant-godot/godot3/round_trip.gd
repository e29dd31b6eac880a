extends SceneTree
# Reads each Variant of the file VARIANT_IN and writes it again to the file VARIANT_OUT; both hold a 32-bit length before
# each. What the engine can't read comes out as null.


func _init() -> void:
	var source := File.new()
	var target := File.new()
	if source.open(OS.get_environment("VARIANT_IN"), File.READ) != OK:
		push_error("VARIANT_IN can't be read")
	if target.open(OS.get_environment("VARIANT_OUT"), File.WRITE) != OK:
		push_error("VARIANT_OUT can't be written")
	var length := source.get_len()
	while source.get_position() < length:
		var bytes := var2bytes(bytes2var(source.get_buffer(source.get_32())))
		target.store_32(bytes.size())
		target.store_buffer(bytes)
	target.close()
	quit()
