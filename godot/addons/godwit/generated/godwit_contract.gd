class_name GodwitContract
extends GodwitCatalogue
## Every message that this client and its server share.
##
## Generated from the contract; do not edit.

## The contract's hash; the server has the same, or tells what differs.
const HASH := "cf8423e198a67345"

const _DIGESTS: Array[Dictionary] = [
	{ "type": 0, "name": "Hello", "fields": ["text:dbdffb60", "engine:1b7d3f59", "engineVersion:1b7d3f59", "platform:1b7d3f59", "token:85c84253", "contract:a468efbf", "receiveBufferBytes:95a7c899"] },
	{ "type": 1, "name": "Welcome", "fields": ["text:803b2716", "sessionId:a468efbf", "serverTimeMs:c819dc33", "pingIntervalMs:d52f7efa", "maxMessageBytes:d52f7efa", "contract:a468efbf"] },
	{ "type": 2, "name": "Error", "fields": ["code:803b2716", "text:803b2716", "details:617d0ddf"] },
	{ "type": 3, "name": "Ack", "fields": [] },
	{ "type": 4, "name": "Ping", "fields": [] },
	{ "type": 5, "name": "Pong", "fields": ["serverTimeMs:5449b80e"] },
	{ "type": 6, "name": "Draining", "fields": ["reconnectAfterMs:bcc40d83"] },
	{ "type": 7, "name": "ContractCompare", "fields": ["messages:aecb22e8"] },
	{ "type": 8, "name": "ContractCompared", "fields": ["differences:95f449ff"] },
	{ "type": 200, "name": "ChatJoin", "fields": ["channel:803b2716", "name:a44f907a"] },
	{ "type": 201, "name": "ChatJoined", "fields": ["channel:803b2716", "member:346788f0", "members:efb5f6ac", "history:e144b08f"] },
	{ "type": 202, "name": "ChatLeave", "fields": ["channel:803b2716"] },
	{ "type": 203, "name": "ChatSay", "fields": ["channel:803b2716", "text:8f49b264"] },
	{ "type": 204, "name": "ChatSaid", "fields": ["id:e6805ef9"] },
	{ "type": 205, "name": "ChatReceived", "fields": ["id:e6805ef9", "channel:803b2716", "from:346788f0", "text:803b2716", "sentAtMs:5449b80e"] },
	{ "type": 206, "name": "ChatHistory", "fields": ["channel:803b2716"] },
	{ "type": 207, "name": "ChatHistoryRead", "fields": ["channel:803b2716", "lines:e144b08f"] },
	{ "type": 208, "name": "ChatMembers", "fields": ["channel:803b2716"] },
	{ "type": 209, "name": "ChatMembersListed", "fields": ["channel:803b2716", "members:efb5f6ac"] },
	{ "type": 210, "name": "ChatMemberJoined", "fields": ["channel:803b2716", "member:346788f0"] },
	{ "type": 211, "name": "ChatMemberLeft", "fields": ["channel:803b2716", "member:346788f0"] },
]

var _classes: Dictionary = {
	0: GodwitHello,
	1: GodwitWelcome,
	2: GodwitError,
	3: GodwitAck,
	4: GodwitPing,
	5: GodwitPong,
	6: GodwitDraining,
	7: GodwitContractCompare,
	8: GodwitContractCompared,
	200: ChatJoin,
	201: ChatJoined,
	202: ChatLeave,
	203: ChatSay,
	204: ChatSaid,
	205: ChatReceived,
	206: ChatHistory,
	207: ChatHistoryRead,
	208: ChatMembers,
	209: ChatMembersListed,
	210: ChatMemberJoined,
	211: ChatMemberLeft,
}


func get_hash() -> String:
	return HASH


func get_digests() -> Array[Dictionary]:
	return _DIGESTS


func create(type: int) -> GodwitMessage:
	if not _classes.has(type):
		return null
	var script: GDScript = _classes[type]
	var message: GodwitMessage = script.new()
	return message
