class_name GodwitClose
extends Reference
## WebSocket close codes (RFC 6455 section 7.4.1 and the IANA registry; 4000 to 4999 are Godwit's own).

## Closed normally.
const NORMAL := 1000
## The server process is going away.
const GOING_AWAY := 1001
## One side violated the WebSocket protocol.
const PROTOCOL_ERROR := 1002
## The close had no code.
const NO_CODE := 1005
## The link ended without a close frame: cut, refused or never made.
const ABNORMAL := 1006
## A packet that violates the protocol.
const INVALID_PAYLOAD := 1007
## A limit or rule was broken; the close reason holds the error code, e.g. rate.limited.
const POLICY_VIOLATION := 1008
## The server failed.
const INTERNAL_ERROR := 1011
## The server is restarting.
const SERVICE_RESTART := 1012
## The server is too busy right now.
const TRY_AGAIN_LATER := 1013
## The other side stopped answering the heartbeat.
const HEARTBEAT_LOST := 4000
## The client reads slower than the server sends.
const TOO_SLOW := 4001
## No valid sign-in arrived, or the player may not play.
const AUTH_REFUSED := 4501
## The player connected from elsewhere and replaced this client; reconnecting would only throw the other one out.
const REPLACED := 4502

const _RETRYABLE: Array = [
	GOING_AWAY, NO_CODE, ABNORMAL, INTERNAL_ERROR, SERVICE_RESTART, TRY_AGAIN_LATER,
]


## True if the server may well accept this client again: after restarts, cuts and missed heartbeats, 4000 to 4499.
## False if reconnecting unchanged is pointless: a rule was broken or sign-in refused.
static func may_retry(code: int) -> bool:
	return _RETRYABLE.has(code) or (code >= 4000 and code < 4500)
