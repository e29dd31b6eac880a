class_name GodwitIntroduction
extends Reference
## Who this client is, and what it tells the server in its Hello.

# Godot 4's names, where they differ.
const _PLATFORMS := { "X11": "linux", "Server": "linux", "OSX": "macos", "HTML5": "web", "UWP": "windows" }

## Signs the player in with each Hello; empty for an anonymous player. A secret.
var access_token: String = ""
## Signs the player in before the next WebSocket opens; empty for none. A secret.
var ticket: String = ""


## The ticket, good for one connection, so it is cleared.
func take_ticket() -> String:
	var taken: String = ticket
	ticket = ""
	return taken


## The fields of a Hello.
func to_fields(contract: GodwitCatalogue, settings: GodwitSettings, resume: GodwitResume) -> Dictionary:
	var version = Engine.get_version_info()
	var fields: Dictionary = {
		"engine": "godot",
		"engineVersion": "%s.%s.%s" % [version["major"], version["minor"], version["patch"]],
		"platform": _platform(),
		"receiveBufferBytes": settings.inbound_buffer_bytes,
	}
	if not contract.get_hash().empty():
		fields["contract"] = contract.get_hash()
	if not access_token.empty():
		fields["token"] = access_token
	if settings.resume_sessions:
		fields["resumable"] = true
	if resume.can_resume():
		fields["resume"] = resume.token
		fields["received"] = resume.received
	return fields


static func _platform() -> String:
	var system := OS.get_name()
	return _PLATFORMS.get(system, system.to_lower())
