class_name GodwitStorageDocument
extends GodwitStruct
## One document.
##
## Generated from the contract; do not edit.

## The owner's player id.
var player_id: String = ""
## The field collection.
var collection: String = ""
## The field key.
var key: String = ""
## The text of a JSON object, exactly as it was written. It is text rather than a structure of the contract
## because its shape is up to the game: JSON.parse_string() turns it into a Dictionary in Godot 4, JSON.parse() in
## Godot 3, and every other client can read it too. A Variant differs between Godot 3 and 4, is larger than JSON,
## and only Godot can read it.
var value: String = ""
## Greater than after any earlier write; a version is never reused, not even after a deletion. (1 to
## 9007199254740991)
var version: int = 0
## True: everyone may read it. False: only its owner may.
var is_public: bool = false
## True: only the game itself may change it, not its owner.
var is_protected: bool = false
## When it was last written, milliseconds since 1970.
var updated_at_ms: float = 0.0


func _init(p_player_id: String = "", p_collection: String = "", p_key: String = "", p_value: String = "", p_version: int = 0, p_is_public: bool = false, p_is_protected: bool = false, p_updated_at_ms: float = 0.0) -> void:
	player_id = p_player_id
	collection = p_collection
	key = p_key
	value = p_value
	version = p_version
	is_public = p_is_public
	is_protected = p_is_protected
	updated_at_ms = p_updated_at_ms


## What is wrong with the values by the server's rules; empty when nothing is.
func check() -> String:
	if version < 1:
		return "version must not be less than 1."
	if version > 9007199254740991:
		return "version must not be greater than 9007199254740991."
	if not absf(updated_at_ms) < INF:
		return "updatedAtMs must be a finite number."
	return ""


## The message as JSON has it.
func to_fields() -> Dictionary:
	var values: Dictionary = {}
	values["playerId"] = player_id
	values["collection"] = collection
	values["key"] = key
	values["value"] = value
	values["version"] = version
	values["isPublic"] = is_public
	values["isProtected"] = is_protected
	values["updatedAtMs"] = updated_at_ms
	return values


## Takes the values of a JSON message.
func read_fields(values: Dictionary) -> void:
	player_id = GodwitFields.to_text(values.get("playerId"), "")
	collection = GodwitFields.to_text(values.get("collection"), "")
	key = GodwitFields.to_text(values.get("key"), "")
	value = GodwitFields.to_text(values.get("value"), "")
	version = GodwitFields.to_int(values.get("version"), 0)
	is_public = GodwitFields.to_bool(values.get("isPublic"), false)
	is_protected = GodwitFields.to_bool(values.get("isProtected"), false)
	updated_at_ms = GodwitFields.to_float(values.get("updatedAtMs"), 0.0)


## Writes the values in the binary form.
func write(writer: GodwitWriter) -> void:
	var head: int = 0
	if is_public:
		head |= 1
	if is_protected:
		head |= 2
	writer.put_bits(head, 2)
	var stream: StreamPeerBuffer = writer.stream
	writer.put_text(player_id)
	writer.put_text(collection)
	writer.put_text(key)
	writer.put_text(value)
	writer.put_varuint(version)
	stream.put_double(updated_at_ms)


## Reads the values from the binary form; the reader knows whether it failed.
func read(reader: GodwitReader) -> void:
	var head: int = reader.get_bits(2)
	var stream: StreamPeerBuffer = reader.stream
	player_id = reader.get_text()
	collection = reader.get_text()
	key = reader.get_text()
	value = reader.get_text()
	version = reader.get_varuint()
	is_public = (head & 1) != 0
	is_protected = (head & 2) != 0
	if not reader.has(8):
		return
	updated_at_ms = stream.get_double()
