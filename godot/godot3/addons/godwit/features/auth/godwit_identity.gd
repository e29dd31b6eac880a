class_name GodwitIdentity, "../../editor/icons/godwit_identity.svg"
extends Node
## Who plays on this device: Godwit.identity.
##
## One line connects and signs in, as the same player even after the game restarts. By default the account is the device's
## own; keep() sets another. Tokens are renewed automatically, and a new session is signed in before anything
## else is sent in it.
##
##     var result: GodwitResult = yield(Godwit.identity.sign_in(), "completed")
##     if result.ok:
##         print("hello, %s" % Godwit.identity.display_name)

## Emitted when a session was signed in, including when the client is back with a new one.
signal signed_in(player_id)
## Emitted when nobody is signed in any more: with an empty code after sign_out(), otherwise with why, such as
## auth.banned, or auth.refused if the account needs its password again.
signal signed_out(code)
# warning-ignore:unused_signal
signal _ended(result)

# The fraction of an access token's lifetime after which the next is requested.
const _RENEW_AFTER := 0.8
const _AGAIN_AFTER_S := 30.0
const _NEVER := INF
const _PROFILE_ARGUMENT := "--godwit-profile="
const _DEVICE_ID_BYTES := 24

## Which of this device's players this is; set it before sign_in(). Two games running at once need different ones, or one
## throws the other out. Can be set on the command line: --godwit-profile=two.
var profile: String = _profile_of_command_line()
## Whose accounts these are; by default the server address, so that one server's secrets are never sent to another. Set it
## if your server has several addresses, or if its address may change.
var realm: String = ""
## The passphrase for the encrypted file. Set it to a value from the device's own key store, if your game has access to one.
var passphrase: String = "godwit:" + str(GodwitScripts.setting("application/config/name", ""))
## True while the session is signed in.
var is_signed_in: bool setget , get_is_signed_in
## The player's display name; empty before the first sign-in.
var display_name: String = ""
## True if the last sign-in created the account.
var is_new: bool = false
## False if a browser stores nothing, e.g. in a private window: the player will be a new one next time.
var is_kept: bool setget , get_is_kept

var _client: GodwitClient
var _file: GodwitIdentityFile
var _last: GodwitResult # the last successful one
var _is_wanted: bool = false
var _is_asking: bool = false
var _name: String = ""
var _give_up_at_ms: float = _NEVER
# By two clocks, since either may stand still or jump: the engine's in milliseconds, the system's in seconds.
var _renew_at_ms: float = _NEVER
var _renew_at_s: float = _NEVER
var _stale_at_ms: float = _NEVER
var _stale_at_s: float = _NEVER


func _init(client: Node) -> void:
	name = "Identity"
	_client = client
	_client.add_child(self)
	_client.connect("connected", self, "_on_connected")
	_client.connect("disconnected", self, "_on_disconnected")


func _process(_delta: float) -> void:
	check_time(OS.get_ticks_msec(), OS.get_unix_time())


## Connects, to url or to the project's server, and signs in; if the client is already connected, signs in its
## session. A new account is named new_name. The result's value is the GodwitAuthSignedIn. Without a reply in time it
## is request.timeout, and signed_in follows once the server is there. A server without accounts refuses
## with message.unknown_type, and the connection continues without a player.
func sign_in(url: String = "", new_name: String = ""):
	_name = new_name
	_is_wanted = true
	if _client.state == GodwitClient.State.DISCONNECTED:
		_client.access_token = ""
		if _client.connect_to_server(url) != OK:
			return GodwitScripts.later(GodwitResult.failed("address.invalid"))
	elif get_is_signed_in() and not _is_asking:
		return GodwitScripts.later(_last)
	_give_up_at_ms = OS.get_ticks_msec() + _client.settings.connect_timeout_ms
	if _client.state == GodwitClient.State.CONNECTED:
		_client.outbox.is_signing_in = true
		call_deferred("_ask")
	return yield(self, "_ended")


## From now on this device is signed in with message, e.g. after a sign-in by e-mail.
func keep(message: GodwitAuthSignedIn) -> void:
	_open()
	_is_wanted = true
	_file.is_of_device = false
	_take(GodwitResult.succeeded(message))


## Ends the sign-in on the server, on all devices if everywhere, and the connection. The device's own account
## stays: the next sign_in() returns to it. Without a connection the device still deletes the tokens.
func sign_out(everywhere: bool = false):
	if _client.server_url.empty() and realm.empty():
		return GodwitScripts.later(GodwitResult.failed("link.closed"))
	_open()
	var result: GodwitResult = GodwitResult.succeeded()
	if not _file.refresh_token.empty():
		var message := GodwitAuthSignOut.new(_file.refresh_token)
		message.everywhere = everywhere
		result = yield(_client.request(message), "completed")
	_file.refresh_token = ""
	_file.is_of_device = true
	_file.write()
	_leave("")
	_client.disconnect_from_server()
	yield(Engine.get_main_loop(), "idle_frame")
	return result


## Like sign_out(), and deletes the device's own account credentials: the next sign_in() creates a new account.
func forget():
	var result: GodwitResult = yield(sign_out(), "completed")
	if _file != null:
		_file.erase()
	return result


## Does what is due at these times, of the engine's clock and the system's; called every frame.
func check_time(now_ms: float, now_s: float) -> void:
	if now_ms >= _give_up_at_ms and not _is_asking:
		_end(GodwitResult.failed("request.timeout"))
	var is_connected_now: bool = _client.state == GodwitClient.State.CONNECTED
	if is_connected_now and not _is_asking and (now_ms >= _renew_at_ms or now_s >= _renew_at_s):
		_renew()
	# A Hello with an expired token would be refused; one without a token is welcomed.
	elif not is_connected_now and (now_ms >= _stale_at_ms or now_s >= _stale_at_s):
		_client.access_token = ""


## See is_signed_in.
func get_is_signed_in() -> bool:
	return _last != null and _client.state == GodwitClient.State.CONNECTED and not _client.player_id.empty()


## See is_kept.
func get_is_kept() -> bool:
	return OS.is_userfs_persistent()


func _open() -> void:
	var server: String = _client.server_url.substr(_client.server_url.find("://") + 3).split("/")[0].to_lower()
	_file = GodwitIdentityFile.new(realm if not realm.empty() else server, profile, passphrase)
	# Another instance of the game may have renewed it in the meantime.
	_file.read()


# A session nobody is signed in to.
func _ask():
	if _is_asking:
		return
	_is_asking = true
	_client.outbox.is_signing_in = true
	_open()
	var result: GodwitResult = null
	if not _file.refresh_token.empty():
		result = yield(_ask_by_token(), "completed")
	if result == null or (result.code == "auth.refused" and _file.is_of_device):
		result = yield(_ask_by_device(), "completed")
	_is_asking = false
	_client.outbox.is_signing_in = false
	if result.ok:
		_take(result)
	elif result.code == "auth.refused" or result.code == "auth.banned":
		_leave(result.code)
	_end(result)


func _ask_by_token():
	var result: GodwitResult = yield(_sign_in_with(GodwitAuthRefresh.new(_file.refresh_token)), "completed")
	if result.code == "auth.refused":
		_forget_token()
	elif result.ok:
		_client.outbox.is_signing_in = false
		# If a player may have only one session, the tokens arrive without it.
		var account: GodwitResult = yield(_client.request(GodwitAuthReadAccount.new()), "completed")
		if account.code == "auth.required":
			_keep_token(result)
			return GodwitResult.failed("session.already_open")
	return result


func _ask_by_device():
	if _file.device_id.empty():
		_file.device_id = Crypto.new().generate_random_bytes(_DEVICE_ID_BYTES).hex_encode()
		# Stored before it is used: a lost reply must not cost the account.
		_file.write()
	var message := GodwitAuthSignInWithDevice.new(_file.device_id)
	if not _name.empty():
		message.display_name = _name
	return yield(_sign_in_with(message), "completed")


func _sign_in_with(message: GodwitMessage):
	message.signs_in = true
	return yield(_client.request(message), "completed")


func _renew():
	_is_asking = true
	_open()
	var result: GodwitResult = yield(_client.request(GodwitAuthRefresh.new(_file.refresh_token)), "completed")
	_is_asking = false
	if result.ok:
		_take(result)
	elif result.code == "auth.refused":
		# The session continues; the next one has to sign in again.
		_forget_token()
	else:
		_renew_at_ms = OS.get_ticks_msec() + _AGAIN_AFTER_S * 1000.0
		_renew_at_s = _NEVER


func _take(result: GodwitResult) -> void:
	_keep_token(result)
	var message: GodwitAuthSignedIn = result.value
	var is_other: bool = _client.player_id != message.player_id or _last == null
	_last = result
	_client.player_id = message.player_id
	display_name = message.display_name
	is_new = message.is_new
	if is_other:
		emit_signal("signed_in", message.player_id)


func _keep_token(result: GodwitResult) -> void:
	var message: GodwitAuthSignedIn = result.value
	_client.access_token = message.access_token
	_file.refresh_token = message.refresh_token
	_file.write()
	var now_ms: float = (1.0 * OS.get_ticks_msec())
	var now_s = OS.get_unix_time()
	_renew_at_ms = now_ms + message.access_seconds * _RENEW_AFTER * 1000.0
	_renew_at_s = now_s + message.access_seconds * _RENEW_AFTER
	_stale_at_ms = now_ms + message.access_seconds * 1000.0
	_stale_at_s = now_s + message.access_seconds


func _forget_token() -> void:
	_file.refresh_token = ""
	_file.write()
	_client.access_token = ""
	_renew_at_ms = _NEVER
	_renew_at_s = _NEVER


func _leave(code: String) -> void:
	_is_wanted = false
	_last = null
	_client.access_token = ""
	_client.player_id = ""
	_renew_at_ms = _NEVER
	_renew_at_s = _NEVER
	emit_signal("signed_out", code)


func _end(result: GodwitResult) -> void:
	_give_up_at_ms = _NEVER
	# Deferred, because a listener may make it end again.
	call_deferred("emit_signal", "_ended", result)


func _on_connected(_session_id: String) -> void:
	if not _is_wanted:
		return
	if _client.player_id.empty() or _last == null:
		_ask()
		return
	# The Hello's token was accepted.
	emit_signal("signed_in", _client.player_id)
	_end(_last)


func _on_disconnected(code: int, reason: String) -> void:
	if not _is_wanted:
		return
	# A refused Hello ends with POLICY_VIOLATION, a session that is over with AUTH_REFUSED.
	if reason == "auth.refused" and not _client.access_token.empty():
		# The token expired unnoticed, or its sign-in was ended: without it the server accepts the Hello.
		_client.access_token = ""
		_client.connect_to_server(_client.server_url)
		return
	var why = String(reason) if not reason.empty() else "link.closed"
	if code == GodwitClose.AUTH_REFUSED or reason.begins_with("auth."):
		_leave(why)
	else:
		_is_wanted = false
	_end(GodwitResult.failed(why))


static func _profile_of_command_line() -> String:
	for argument in OS.get_cmdline_args():
		if argument.begins_with(_PROFILE_ARGUMENT):
			return argument.trim_prefix(_PROFILE_ARGUMENT)
	return ""
