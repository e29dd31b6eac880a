class_name GodwitUnreadable
extends Reference
## How a client handles packets it can't read: it skips them, unless there are too many.
##
## One of them is one lost message. A flood means that the two ends do not speak the same protocol.

# More than this many in this time is a flood.
const _MOST := 16
const _WINDOW_MS := 10000

var _latest_ms: Array = []


## Skips frame, with a warning, and counts it. Returns the error that ends its request, or that is reported to the game
## if it was not a reply; null in a flood.
func skip(
	frame: PoolByteArray, codec: GodwitCodec, resume: GodwitResume, statistics: GodwitStatistics
) -> GodwitEnvelope:
	statistics.unreadable_messages += 1
	var now_ms: int = OS.get_ticks_msec()
	var is_news: bool = _latest_ms.empty() or now_ms - _latest_ms[-1] >= _WINDOW_MS
	if _is_flood(now_ms):
		return null
	var head: GodwitEnvelope = codec.read_head(frame)
	if head == null:
		head = GodwitEnvelope.new(GodwitResume.FIRST_COUNTED_TYPE)
	# The server has counted it.
	resume.count_received(head.type, frame.size())
	if is_news:
		push_warning("Godwit: a packet of the type %d can't be read and is left out." % head.type)
	var refusal := { "code": "packet.malformed", "text": "A packet of the server can't be read." }
	return GodwitEnvelope.new(GodwitProtocol.Type.ERROR, head.ref, refusal)


func _is_flood(now_ms: int) -> bool:
	_latest_ms.append(now_ms)
	if _latest_ms.size() <= _MOST:
		return false
	var earliest_ms: int = _latest_ms.pop_front()
	return now_ms - earliest_ms < _WINDOW_MS
