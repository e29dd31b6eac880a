class_name GodwitRelayInbox
extends RefCounted
## What arrived through the relay, in order: packets, and news about peers. The engine first reads the packets that arrived before
## an item of news.

## True once something that arrived says it is over.
var is_over: bool = false

var _messages: Array[GodwitMessage] = [] # not looked at yet
var _ready: Array[GodwitRelayReceived] = [] # what the engine may read before the next news
var _next: int = 0
var _pieces := GodwitRelayPieces.new()


## How much has not been looked at yet.
func size() -> int:
	return _messages.size()


## Adds a packet or news.
func add(message: GodwitMessage) -> void:
	_messages.append(message)
	is_over = is_over or message is GodwitRoomLeft


## How many packets the engine may read.
func count_packets() -> int:
	return _ready.size() - _next


## The packet the engine reads next; null if there is none.
func get_packet() -> GodwitRelayReceived:
	return _ready[_next] if _next < _ready.size() else null


## The bytes of the packet from [method get_packet], which then counts as read.
func take_packet() -> PackedByteArray:
	var packet := get_packet()
	if packet == null:
		return PackedByteArray()
	_next += 1
	return packet.payload


## Continues after the last packets. Returns the next news; null if packets come before it, or there is none.
func read_on() -> GodwitMessage:
	_ready.clear()
	_next = 0
	var count: int = 0
	while count < _messages.size():
		var packet := _messages[count] as GodwitRelayReceived
		if packet == null:
			break
		var whole := _pieces.add(packet)
		if whole != null:
			_ready.append(whole)
		count += 1
	var news: GodwitMessage = null
	if _ready.is_empty() and count < _messages.size():
		news = _messages[count]
		count += 1
	_messages = _messages.slice(count)
	return news


## The next news, skipping the packets before it; null if there is none.
func skip_to_news() -> GodwitMessage:
	while not _messages.is_empty():
		var message: GodwitMessage = _messages.pop_front()
		if not message is GodwitRelayReceived:
			return message
	return null


## Drops the incomplete packets of the peer with this number: the rest won't come.
func forget(number: int) -> void:
	_pieces.forget(number)
