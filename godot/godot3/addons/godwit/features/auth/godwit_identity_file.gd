class_name GodwitIdentityFile
extends Reference
## What a device stores about its player between two runs of the game, encrypted, below user://godwit.
##
## The passphrase is in the game, so anyone who can run the game as this user can read the file. It protects the secrets from
## casual viewing, searches and other people going through backups, and it detects a damaged file.

const _FOLDER := "user://godwit"
# While a new file is written, the previous one stays.
const _NEW := ".new"
const _OLD := ".old"
const _DAMAGED := ".damaged"

## Signs in to this device's account. A secret; empty before the first sign-in.
var device_id: String = ""
## Gets the next tokens. A secret; empty if nobody is signed in.
var refresh_token: String = ""
## True if the refresh token is for the device's own account, false if for one with a password or the like.
var is_of_device: bool = true

var _path: String
var _passphrase: String
var _disk := Directory.new()


func _init(realm: String, profile: String, passphrase: String) -> void:
	_path = _FOLDER.plus_file("identity_%s.dat" % ("%s\n%s" % [realm, profile]).md5_text())
	_passphrase = passphrase


## Reads the stored values, from the previous file if the current one is damaged. Without any, all are empty.
func read() -> void:
	device_id = ""
	refresh_token = ""
	is_of_device = true
	for path in [_path, _path + _NEW, _path + _OLD]:
		if _disk.file_exists(path) and _read_from(path):
			return
	if _disk.file_exists(_path):
		push_warning("Godwit: what this device knew of its player can't be read any more, so it signs in as a new one.")
		var _error := _disk.rename(_path, _path + _DAMAGED)


## Stores the values. Returns false if the device can't.
func write() -> bool:
	var _error := _disk.make_dir_recursive(_FOLDER)
	var file := File.new()
	_error = file.open_encrypted_with_pass(_path + _NEW, File.WRITE, _passphrase)
	if _error != OK:
		push_warning("Godwit: can't keep who plays here: error %d." % _error)
		return false
	var kept := { "deviceId": device_id, "refreshToken": refresh_token, "isOfDevice": is_of_device }
	file.store_string(JSON.print(kept))
	file.close()
	if _disk.file_exists(_path):
		_error = _disk.rename(_path, _path + _OLD)
	return _disk.rename(_path + _NEW, _path) == OK


## Deletes everything permanently.
func erase() -> void:
	for path in [_path, _path + _NEW, _path + _OLD]:
		if _disk.file_exists(path):
			var _error := _disk.remove(path)
	read()


func _read_from(path: String) -> bool:
	var file := File.new()
	if file.open_encrypted_with_pass(path, File.READ, _passphrase) != OK:
		return false
	var parsed: JSONParseResult = JSON.parse(file.get_as_text())
	var kept: Dictionary = parsed.result if parsed.error == OK and parsed.result is Dictionary else {}
	device_id = GodwitFields.text_of(kept, "deviceId")
	refresh_token = GodwitFields.text_of(kept, "refreshToken")
	is_of_device = GodwitFields.to_bool(kept.get("isOfDevice"), true)
	return not kept.empty()
