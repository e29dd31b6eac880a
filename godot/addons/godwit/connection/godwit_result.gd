class_name GodwitResult
extends RefCounted
## How a request or a send ended: the reply, or the error code.

## Codes of failures that never reached the server, with their texts.
const LOCAL_TEXTS: Dictionary = {
	&"link.closed": "There is no connection to the server.",
	&"address.invalid": "The address of the server is none; the warning in the output says why.",
	&"thread.not_main": "The game asked from a thread; only the main thread may.",
	&"link.congested": "The network takes messages slower than the game sends them.",
	&"queue.full": "Too many messages are waiting for the connection.",
	&"server.paused": "The server stands still, and this would be worth nothing later.",
	&"message.too_large": "The message is larger than the server takes.",
	&"request.timeout": "The server did not answer in time.",
	&"request.cancelled": "The game cancelled the request.",
	&"session.lost": "The connection was lost for too long; the server has forgotten you.",
	&"room.not_joined": "You are not in this room.",
	&"room.left": "You left the room.",
	&"party.not_member": "You are not in this party.",
}

## True if it worked.
var ok: bool
## The reply to a request; null for an empty reply, a plain send and every failure.
var value: GodwitMessage
## The error code, for code to act on, e.g. [code]&"chat.not_member"[/code]; empty if [member ok].
var code: StringName
## The error text, for logs and developers.
var text: String
## Which fields broke which rules: dictionaries with [code]field[/code], [code]rule[/code] and [code]text[/code].
var details: Array[Dictionary] = []


## A success, with its reply.
static func succeeded(p_value: GodwitMessage = null) -> GodwitResult:
	var result := GodwitResult.new()
	result.ok = true
	result.value = p_value
	return result


## A failure, by its code.
static func failed(p_code: StringName, p_text: String = "", p_details: Array[Dictionary] = []) -> GodwitResult:
	var result := GodwitResult.new()
	result.code = p_code
	result.text = p_text if not p_text.is_empty() else LOCAL_TEXTS.get(p_code, "")
	result.details = p_details
	return result


## Failed with [param p_code], or succeeded if it is empty.
static func of_code(p_code: StringName) -> GodwitResult:
	return succeeded() if p_code.is_empty() else failed(p_code)


## The server's answer: a message, an empty reply or an error.
static func from_answer(answer: GodwitEnvelope, catalogue: GodwitCatalogue) -> GodwitResult:
	if answer.type == GodwitProtocol.Type.ACK:
		return succeeded()
	if answer.type != GodwitProtocol.Type.ERROR:
		return succeeded(answer.to_message(catalogue))
	return failed(
		StringName(GodwitFields.text_of(answer.fields, "code", "server.internal")),
		GodwitFields.text_of(answer.fields, "text"),
		GodwitFields.objects_of(answer.fields, "details"),
	)


## Copies the outcome of [param other].
func copy(other: GodwitResult) -> void:
	ok = other.ok
	value = other.value
	code = other.code
	text = other.text
	details = other.details


func _to_string() -> String:
	return "ok" if ok else "%s: %s" % [code, text]
