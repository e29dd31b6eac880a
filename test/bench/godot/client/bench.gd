extends Node
## Sends 1,000 requests at once and looks at every answer, then measures what decoding one answer costs; in JSON and in
## binary. Prints one line.

const _REQUESTS := 1000
const _DECODES := 5000
const _TIMEOUT_MS := 30_000


func _ready() -> void:
	var json := await _measure(false)
	var binary := await _measure(true)
	print("figures ", JSON.stringify({ "json": json, "binary": binary }))
	get_tree().quit()


func _measure(is_binary: bool) -> Dictionary:
	var client := GodwitApi.new()
	client.settings.codec = GodwitSettings.Codec.BINARY if is_binary else GodwitSettings.Codec.JSON
	add_child(client)
	client.connect_to_server(OS.get_environment("SERVER_URL"))
	await client.connected
	var unmatched := await _count_unmatched(client)
	client.queue_free()
	return { "unmatched": unmatched, "decodeUs": _decode_us(is_binary) }


# Requests of two kinds, whose answers overtake each other.
func _count_unmatched(client: GodwitApi) -> int:
	var pending: Array[GodwitRequest] = []
	for index in range(_REQUESTS):
		var message: GodwitMessage = Move.new(index, index % 100, -1, 3, index)
		if index % 2 == 1:
			message = GuardedMove.new(index, index % 100, -1, 3, index)
		pending.append(client.start_request(message, _TIMEOUT_MS))
	var unmatched: int = 0
	for index in range(_REQUESTS):
		if not pending[index].is_settled():
			await pending[index].completed
		if _seq_of(pending[index].result.value, index % 2 == 1) != index:
			unmatched += 1
	return unmatched


func _seq_of(answer: Variant, is_guarded: bool) -> int:
	if is_guarded:
		return (answer as GuardedMoved).seq if answer is GuardedMoved else -1
	return (answer as Moved).seq if answer is Moved else -1


func _decode_us(is_binary: bool) -> float:
	var catalogue := GodwitContract.new()
	var codec: GodwitCodec = GodwitJsonCodec.new()
	if is_binary:
		codec = GodwitBinaryCodec.new(catalogue)
	var frame := codec.encode(GodwitEnvelope.with_message(Moved.new(60_000, 100, -100, 255, 1_000_000), 999))
	var started_us := Time.get_ticks_usec()
	for _index in range(_DECODES):
		var envelope := codec.decode(frame)
		if not is_binary:
			catalogue.from_fields(envelope.type, envelope.fields)
	return float(Time.get_ticks_usec() - started_us) / _DECODES
