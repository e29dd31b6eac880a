class_name TictactoeMove
extends GodwitMessage
## Puts your mark into a cell; an Ack confirms it, and the state shows it.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 950

## 0 to 8, row by row from the top left. (0 to 8)
var cell: int = 0


func _init(p_cell: int = 0) -> void:
	super(TYPE)
	cell = p_cell


## How a request that is answered by [TictactoeMove] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: TictactoeMove


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as TictactoeMove


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if cell < 0:
		return "cell must not be less than 0."
	if cell > 8:
		return "cell must not be greater than 8."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["cell"] = cell
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	cell = GodwitFields.to_int(values.get("cell"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var stream: StreamPeerBuffer = writer.stream
	stream.put_u8(cell)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var stream: StreamPeerBuffer = reader.stream
	if not reader.has(1):
		return
	cell = stream.get_u8()
