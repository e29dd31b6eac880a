class_name GodwitRelaySend
extends GodwitMessage
## Sends packets to others in the room, in this order.
##
## The server answers with an empty Ack.
##
## Generated from the contract; do not edit.

## The wire type.
const TYPE := 350

## 1 to 1,024 of them. (1 to 1024 items)
var packets: Array[GodwitRelayPacket] = []
## The `roster` of the last peer message that the sender has received: peers that joined or changed their role
## since do not get the packets. Without it, all current peers do. (0 to 9007199254740991; optional)
var roster: int = 0:
	set(new_value):
		roster = new_value
		has_roster = true
## True when [member roster] is set; setting it makes it so.
var has_roster: bool = false


func _init(p_packets: Array[GodwitRelayPacket] = []) -> void:
	super(TYPE)
	packets = p_packets


## How a request that is answered by [GodwitRelaySend] ended.
class Result:
	extends GodwitResult
	## The answer; null when it failed.
	var message: GodwitRelaySend


	func _init(from: GodwitResult) -> void:
		copy(from)
		message = from.value as GodwitRelaySend


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if packets.size() < 1:
		return "packets must have at least 1 items."
	if packets.size() > 1024:
		return "packets must have at most 1024 items."
	for _item in packets:
		var packets_problem: String = _item.check()
		if packets_problem != "":
			return "packets: " + packets_problem
	if has_roster:
		if roster < 0:
			return "roster must not be less than 0."
		if roster > 9007199254740991:
			return "roster must not be greater than 9007199254740991."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	var packets_values: Array = []
	for _item in packets:
		packets_values.append(_item.to_fields())
	values["packets"] = packets_values
	if has_roster:
		values["roster"] = roster
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	var packets_items: Array[GodwitRelayPacket] = []
	for _value: Variant in GodwitFields.list_of(values, "packets"):
		var _item := GodwitRelayPacket.new()
		_item.read_fields(GodwitFields.to_object(_value))
		packets_items.append(_item)
	packets = packets_items
	if values.get("roster") != null:
		roster = GodwitFields.to_int(values.get("roster"), 0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if has_roster:
		head |= 1
	writer.put_bits(head, 1)
	writer.put_varuint(packets.size())
	for _item in packets:
		_item.write(writer)
	if has_roster:
		writer.put_varuint(roster)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(1)
	var packets_items: Array[GodwitRelayPacket] = []
	for _index in range(reader.get_count(4)):
		var _item := GodwitRelayPacket.new()
		_item.read(reader)
		if reader.failed:
			return
		packets_items.append(_item)
	packets = packets_items
	if (head & 1) != 0:
		roster = reader.get_varuint()
