class_name GodwitStateDecoder
extends RefCounted
## Builds a room's state from the server's patches, binary or JSON; the server's patch-format.ts describes both.
##
## A large patch comes in parts: they are kept, and applied when the last is there, so that nobody sees half of it. A patch
## that can't be read may leave the state partly updated; from then on only a full patch is accepted.

## Emitted when the first full patch of a state is applied; the state's own signals follow.
signal began(state: GodwitState)

## What is wrong with a packet, as StateResync reports it.
enum Fault {
	NONE, ## Nothing.
	GAP, ## It does not continue from what the client has.
	HASH, ## The client's state differs from the server's.
	UNREADABLE, ## It could not be read.
	UNKNOWN_STATE, ## The generated classes do not have this state; asking again would not help.
}

const _FULL := 1
const _MORE := 2
const _TYPE_BYTES := 3
const _U32 := 0x1_0000_0000

## The state; null before the first full patch.
var state: GodwitState

var _catalogue: GodwitCatalogue
var _version: int = 0
var _mirrors: Array[GodwitMirrorSet] = [] # the state's own first
var _state_ref: WeakRef
var _has_begun: bool = false # whether the game knows the state
var _is_within: bool = false # more parts of a patch are still to come
var _parts: Array = [] # those of it that are here: the reader of each at its sections, or its message
var _begins_with: String = "" # the state that the patch begins, if it is full
var _is_exact_in_json: bool = true # if not, the hash is meaningless in JSON
var _is_lost: bool = false # only a full patch helps
var _dead_version: int = -1 # of the patch that failed: ignore the rest of it
var _has_gap: bool = false # a patch was missed and requested
var _own: Variant = null # the packet for this client alone that belongs to the next patch
var _is_own_new: bool = false # it came after the first part of the last patch


## Decodes the states in [param catalogue].
func _init(catalogue: GodwitCatalogue) -> void:
	_catalogue = catalogue


## Takes a whole packet of type 10, 11 or 12: its bytes, or the Dictionary decoded from JSON. Returns why the client must
## request the state again.
func receive(packet: Variant) -> Fault:
	var fault := Fault.UNREADABLE
	if packet is PackedByteArray:
		var bytes: PackedByteArray = packet
		fault = _receive_binary(bytes)
	elif packet is Dictionary:
		var fields: Dictionary = packet
		fault = _receive_json(fields)
	if fault >= Fault.HASH:
		_lose()
	return fault


## The client is on a new connection; patches may have been lost. Returns why it must resync now, if it must.
func resume() -> Fault:
	_own = null
	if _is_within:
		_lose()
	return Fault.UNREADABLE if is_waiting() else Fault.NONE


## True while the state can't continue until the server has answered a resync.
func is_waiting() -> bool:
	return _is_lost or _has_gap


## The version the client has, for the resync request.
func get_version() -> int:
	return _version


## The hash of everything known, as the server computes it.
func get_hash() -> int:
	var mixed := 0x811c_9dc5
	for layer in 3:
		for mirror in _mirrors:
			mixed = mirror.mix(layer, mixed)
	return mixed


## Drops the state: the client left the room.
func clear() -> void:
	state = null
	_version = 0
	_dead_version = -1
	_mirrors = []
	_has_begun = false
	_is_within = false
	_parts = []
	_is_lost = false
	_has_gap = false
	_own = null


func _receive_binary(packet: PackedByteArray) -> Fault:
	var reader := GodwitPatchReader.new(packet)
	if not reader.has(_TYPE_BYTES):
		return Fault.UNREADABLE
	var type := reader.stream.get_u16()
	reader.get_varuint()
	match type:
		GodwitProtocol.Type.STATE_PATCH:
			return _apply_binary(reader)
		GodwitProtocol.Type.STATE_OWN:
			_own = packet
			_is_own_new = true
			return Fault.NONE
		GodwitProtocol.Type.STATE_HASH:
			return _compare(reader.stream.get_u32(), reader.stream.get_u32()) if reader.has(8) else Fault.UNREADABLE
	return Fault.UNREADABLE


func _apply_binary(reader: GodwitPatchReader) -> Fault:
	if not reader.has(1):
		return Fault.UNREADABLE
	var flags := reader.stream.get_u8()
	var is_full := flags & _FULL != 0
	var version := reader.get_varuint()
	var base := version - reader.get_varuint()
	var tick := reader.get_varuint()
	if not reader.has(6):
		return Fault.UNREADABLE
	var server_time_ms := reader.stream.get_u32() + reader.stream.get_u16() * _U32
	var state_name := ""
	if is_full and not _is_continuation(version) and version != _dead_version:
		var names := _catalogue.get_state_names()
		var index := reader.get_varuint()
		if reader.failed:
			return Fault.UNREADABLE
		state_name = names[index] if index < names.size() else ""
	var fault := _open(is_full, version, base, state_name)
	if fault != Fault.NONE or _is_ignored(version):
		return fault
	_parts.append(reader)
	return _close(flags & _MORE != 0, tick, server_time_ms)


func _receive_json(packet: Dictionary) -> Fault:
	var message := GodwitFields.object_of(packet, "message")
	match GodwitFields.int_of(packet, "type", -1):
		GodwitProtocol.Type.STATE_PATCH:
			return _apply_json(message)
		GodwitProtocol.Type.STATE_OWN:
			_own = packet
			_is_own_new = true
			return Fault.NONE
		GodwitProtocol.Type.STATE_HASH:
			var version := GodwitFields.int_of(message, "version", -1)
			return _compare(version, GodwitFields.int_of(message, "hash", -1)) if _is_exact_in_json else Fault.NONE
	return Fault.UNREADABLE


func _apply_json(message: Dictionary) -> Fault:
	var version := GodwitFields.int_of(message, "version", -1)
	var base := GodwitFields.int_of(message, "base", -1)
	var tick := GodwitFields.int_of(message, "tick", -1)
	var server_time_ms := GodwitFields.int_of(message, "serverTimeMs", -1)
	if mini(mini(version, base), mini(tick, server_time_ms)) < 0:
		return Fault.UNREADABLE
	var is_full := GodwitFields.bool_of(message, "full")
	var fault := _open(is_full, version, base, GodwitFields.text_of(message, "state"))
	if fault != Fault.NONE or _is_ignored(version):
		return fault
	_parts.append(message)
	return _close(GodwitFields.bool_of(message, "more"), tick, server_time_ms)


func _is_continuation(version: int) -> bool:
	return _is_within and _version == version


# A part that is ignored although nothing is wrong with it: one from before the answer.
func _is_ignored(version: int) -> bool:
	return is_waiting() or _version != version


func _open(is_full: bool, version: int, base: int, state_name: String) -> Fault:
	if _is_continuation(version):
		return Fault.NONE
	# Of a patch whose remaining parts never came, since its view was replaced.
	_parts = []
	if not _is_own_new:
		_own = null
	_is_own_new = false
	_begins_with = ""
	if is_full and version != _dead_version:
		if not _catalogue.get_state_names().has(state_name):
			_version = version
			return Fault.UNKNOWN_STATE
		_begins_with = state_name
		_is_lost = false
	elif _is_lost:
		return Fault.NONE
	elif _is_within:
		# The rest of the previous patch is missing.
		return Fault.UNREADABLE
	elif _version != base or state == null:
		return _note_gap()
	_has_gap = false
	_version = version
	return Fault.NONE


func _close(has_more: bool, tick: int, server_time_ms: int) -> Fault:
	_is_within = has_more
	if has_more:
		return Fault.NONE
	if not _begins_with.is_empty():
		_begin(_begins_with)
	_watch()
	var parts := _parts
	_parts = []
	for part: Variant in parts:
		if not _apply(part):
			return Fault.UNREADABLE
	if _own != null and not _apply_own():
		return Fault.UNREADABLE
	state.version = _version
	state.tick = tick
	state.server_time_ms = server_time_ms
	_tell()
	return Fault.NONE


func _begin(state_name: String) -> void:
	if state == null or state.get_state_name() != state_name:
		state = _catalogue.create_state(state_name)
		_has_begun = false
		_state_ref = weakref(state)
		_mirrors = [GodwitMirrorSet.of_state(state)]
		for entity_set in state.get_entity_sets():
			_mirrors.append(entity_set.get_mirror())
		_is_exact_in_json = true
		for mirror in _mirrors:
			_is_exact_in_json = _is_exact_in_json and mirror.get_layout().is_exact_in_json()
	for mirror in _mirrors:
		mirror.forget()


func _apply(part: Variant) -> bool:
	if part is GodwitPatchReader:
		var reader: GodwitPatchReader = part
		return GodwitBinarySections.read(reader, _mirrors, _state_ref)
	var message: Dictionary = part
	return GodwitJsonSections.read(message, _mirrors, _state_ref, _paths())


func _apply_own() -> bool:
	var packet: Variant = _own
	_own = null
	if packet is Dictionary:
		var fields: Dictionary = packet
		var message := GodwitFields.object_of(fields, "message")
		state.acknowledged_input = GodwitFields.int_of(message, "ack")
		return GodwitJsonSections.read(message, _mirrors, _state_ref, _paths())
	var bytes: PackedByteArray = packet
	var reader := GodwitPatchReader.new(bytes)
	reader.stream.seek(_TYPE_BYTES)
	var acknowledged := reader.get_varuint()
	if reader.failed:
		return false
	state.acknowledged_input = acknowledged
	return GodwitBinarySections.read(reader, _mirrors, _state_ref)


func _watch() -> void:
	var sets := state.get_entity_sets()
	for index in _mirrors.size():
		_mirrors[index].watch(sets[index - 1] if index > 0 else null)


func _tell() -> void:
	# Keep a reference, because a listener may leave the room.
	var told := state
	var mirrors := _mirrors
	var sets := told.get_entity_sets()
	for mirror in mirrors:
		mirror.settle()
	for index in mirrors.size():
		mirrors[index].tell(sets[index - 1] if index > 0 else null)
	if state == told and not _has_begun:
		_has_begun = true
		began.emit(told)
	if state == told:
		told.patched.emit(told.tick)


func _note_gap() -> Fault:
	# Whatever arrives before the answer also builds on what was missed.
	var was_known := _has_gap
	_has_gap = true
	_own = null
	return Fault.NONE if was_known else Fault.GAP


func _compare(version: int, server_hash: int) -> Fault:
	if is_waiting() or _is_within or version != _version or state == null or server_hash == get_hash():
		return Fault.NONE
	return Fault.HASH


func _lose() -> void:
	_is_lost = true
	_is_within = false
	_parts = []
	_dead_version = _version
	_own = null


func _paths() -> Array[String]:
	var paths: Array[String] = [""]
	for entity_set in state.get_entity_sets():
		paths.append(entity_set.path)
	return paths
