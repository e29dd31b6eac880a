class_name LobbyTexts
extends Reference
## Player-facing error texts, by code. Codes without one show the server's text.

const _TEXTS := {
	"link.closed": "There is no connection to the server.",
	"request.timeout": "The server takes too long to answer. Please try again.",
	"rate.limited": "That was a bit fast. Please wait a moment.",
	"session.unauthenticated": "Please sign in first.",
	"room.not_found": "There is no room with this code.",
	"room.full": "This room is full.",
	"room.locked": "This game has started already.",
	"room.private": "This room is private. Ask for its code.",
	"room.wrong_password": "That is not the room's password.",
	"room.already_joined": "You are in a room already.",
	"room.too_many_tries": "Too many wrong codes. Please wait a minute.",
	"room.too_many": "The server has no place for another room right now.",
	"room.unknown_type": "This server does not offer that kind of room.",
	"room.kicked": "The host sent you out of the room.",
	"room.closed": "The room was closed.",
	"room.failed": "Something went wrong in the room, and it was closed.",
	"room.expired": "The room has reached the end of its time.",
	"room.not_ready": "Somebody is not ready yet.",
	"room.not_host": "Only the host can do that.",
	"session.lost": "You were away for too long and lost your place.",
	"lobby.too_many_rooms": "You have a room already.",
	"lobby.too_fast": "That was a bit fast. Please wait a moment.",
	"lobby.not_open": "Rooms of this kind can't be made by players.",
	"party.no_such_party": "There is no open party with this code.",
	"party.full": "This party is full.",
	"party.already_member": "You are in a party already.",
	"party.too_many_guesses": "Too many wrong codes. Please wait a minute.",
	"matchmaking.already_waiting": "Somebody of your party is looking for a match already.",
	"matchmaking.party_too_large": "Your party is too large for this game.",
	"matchmaking.queue_full": "Too many players are waiting. Please try again soon.",
	"chat.not_member": "You can't talk here right now.",
}


## The text to show for result, which failed.
static func of(result: GodwitResult) -> String:
	if result.code == "message.invalid":
		return "Please check what you have entered."
	return of_code(result.code, result.text)


## The text to show for code; text if there is no other.
static func of_code(code: String, text: String) -> String:
	if _TEXTS.has(code):
		return _TEXTS[code]
	return text if text != "" else "Something went wrong (%s)." % code


## Minutes and seconds, e.g. "1:05".
static func clock(duration_ms: int) -> String:
	var seconds := int(duration_ms / 1000.0)
	return "%d:%02d" % [int(seconds / 60.0), seconds % 60]
