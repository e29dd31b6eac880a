class_name GodwitProtocol
extends Reference
## The protocol's own message types; a game's own start at 1000.

## The protocol's block of types, 0 to 19, as the server numbers them.
enum Type {
	HELLO = 0, ## The client's first message, answered by [constant WELCOME].
	WELCOME = 1, ## The server's greeting, with what the client needs to know.
	ERROR = 2, ## An error: code, text and details.
	ACK = 3, ## The empty reply: done, with nothing to say.
	PING = 4, ## Asks for a [constant PONG].
	PONG = 5, ## Answers a [constant PING]; carries the server's clock.
	DRAINING = 6, ## The server is about to restart.
	CONTRACT_COMPARE = 7, ## Asks what differs between two contracts.
	CONTRACT_COMPARED = 8, ## Answers [constant CONTRACT_COMPARE].
	STATE_PATCH = 10, ## What changed in the room's state.
	STATE_OWN = 11, ## What only this client may see of the state after the next [constant STATE_PATCH].
	STATE_HASH = 12, ## The hash of the state.
	STATE_RESYNC = 13, ## Asks for the full state.
	NETWORK_LAB_LINE = 14, ## Makes the connection bad on purpose; for development.
	NETWORK_LAB_STALL = 15, ## Stalls it for a while.
	NETWORK_LAB_CUT = 16, ## Breaks it off.
	STATE_LEAP = 17, ## The room lost ticks: its time stood still.
	STATE_HAVE = 18, ## Tells which version of the state the client has.
	SERVER_PAUSED = 19, ## The server stands still, or goes on.
}

## The largest wire type: types are unsigned 16-bit integers.
const MAX_TYPE := 65535


## True for packets that GodwitStateReceiver reads; their bodies are not messages.
static func is_state(type: int) -> bool:
	return type >= Type.STATE_PATCH and type <= Type.STATE_HASH
