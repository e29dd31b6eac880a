class_name GodwitIdentityFile
extends RefCounted
## What a device stores about its player between two runs of the game, encrypted, below [code]user://godwit[/code].
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


func _init(realm: String, profile: String, passphrase: String) -> void:
	_path = _FOLDER.path_join("identity_%s.dat" % ("%s\n%s" % [realm, profile]).md5_text())
	_passphrase = passphrase


## Reads the stored values, from the previous file if the current one is damaged. Without any, all are empty.
func read() -> void:
	device_id = ""
	refresh_token = ""
	is_of_device = true
	for path: String in [_path, _path + _NEW, _path + _OLD]:
		if FileAccess.file_exists(path) and _read_from(path):
			return
	if FileAccess.file_exists(_path):
		push_warning("Godwit: what this device knew of its player can't be read any more, so it signs in as a new one.")
		DirAccess.rename_absolute(_path, _path + _DAMAGED)


## Stores the values. Returns false if the device can't.
func write() -> bool:
	DirAccess.make_dir_recursive_absolute(_FOLDER)
	var file := FileAccess.open_encrypted_with_pass(_path + _NEW, FileAccess.WRITE, _passphrase)
	if file == null:
		push_warning("Godwit: can't keep who plays here: %s." % error_string(FileAccess.get_open_error()))
		return false
	file.store_string(JSON.stringify({
		"deviceId": device_id, "refreshToken": refresh_token, "isOfDevice": is_of_device,
	}))
	file.close()
	if FileAccess.file_exists(_path):
		DirAccess.rename_absolute(_path, _path + _OLD)
	return DirAccess.rename_absolute(_path + _NEW, _path) == OK


## Deletes everything permanently.
func erase() -> void:
	for path: String in [_path, _path + _NEW, _path + _OLD]:
		if FileAccess.file_exists(path):
			DirAccess.remove_absolute(path)
	read()


func _read_from(path: String) -> bool:
	var file := FileAccess.open_encrypted_with_pass(path, FileAccess.READ, _passphrase)
	if file == null:
		return false
	var parser := JSON.new()
	var kept: Dictionary = parser.data if parser.parse(file.get_as_text()) == OK and parser.data is Dictionary else {}
	device_id = GodwitFields.text_of(kept, "deviceId")
	refresh_token = GodwitFields.text_of(kept, "refreshToken")
	is_of_device = GodwitFields.to_bool(kept.get("isOfDevice"), true)
	return not kept.is_empty()
