class_name GodwitAddress
extends Reference
## A server address as a person typed it, and as the engine can use it.

# Characters no host name has, but which the engine would look up on the network.
const _NOT_IN_HOSTS := "\\<>\"{}|^`[]"

# The first version that reads IPv6 addresses in brackets.
const _IPV6_SINCE := 0x030300

## The address the engine can connect to; empty if there is a problem.
var url: String = ""
## What is wrong, as a sentence; empty if nothing.
var problem: String = ""


## Reads text; whitespace around it is ignored. Path and query are kept as they are.
static func read(text: String):
	var address = GodwitScripts.named("GodwitAddress").new()
	var trimmed: String = text.strip_edges()
	var reason = address._read(trimmed)
	if not reason.empty():
		address.url = ""
		address.problem = "\"%s\" is no address of a server: %s." % [_shown(trimmed), reason]
	return address


func _read(text: String) -> String:
	var begin = text.find("://")
	if begin < 0:
		return "it has to begin with ws:// or wss://"
	var scheme: String = text.left(begin).to_lower()
	if scheme != "ws" and scheme != "wss":
		return "it begins with %s://, but has to begin with ws://, or wss:// where the server has a certificate" % scheme
	# A fragment is only for the client; a server never gets it.
	var rest = text.substr(begin + 3).split("#")[0]
	for index in rest.length():
		if rest.ord_at(index) <= 32 or rest.ord_at(index) == 127:
			return "there is a blank or a control character in it"
	var end: int = _end_of_authority(rest)
	var reason: String = _check_authority(rest.left(end))
	var target: String = rest.substr(end)
	# The engine takes whatever follows the host as a port unless there is a slash.
	url = scheme + "://" + rest.left(end) + (target if target.begins_with("/") else "/" + target)
	return reason


# Leaves out possible secrets: a user name and password, or a ticket.
static func _shown(text: String) -> String:
	var shown = text.split("?")[0]
	return shown.substr(shown.rfind("@") + 1).c_escape()


static func _end_of_authority(rest: String) -> int:
	for index in rest.length():
		if rest[index] == "/" or rest[index] == "?":
			return index
	return rest.length()


static func _check_authority(authority: String) -> String:
	if "@" in authority:
		return "a name and a password in it would not be sent; see access_token and ticket"
	var bracket := authority.find("]")
	var host: String = authority.split(":")[0]
	var port := authority.substr(host.length())
	if authority.begins_with("[") and bracket > 0:
		host = authority.substr(1, bracket - 1)
		port = authority.substr(bracket + 1)
		if Engine.get_version_info()["hex"] < _IPV6_SINCE:
			return "this version of Godot can't reach IPv6 addresses"
		if "%" in host:
			return "the engine can't reach an address with a zone"
		if not (":" in host and host.is_valid_ip_address()):
			return "%s is no IPv6 address" % host
	elif authority.count(":") > 1:
		return "an IPv6 address stands in brackets, as in ws://[::1]:1234"
	if host == "":
		return "it names no host"
	for character in _NOT_IN_HOSTS:
		if character in host:
			return "%s is no name of a host" % host
	if port != "" and not _is_port(port):
		return "%s is no port, which is 1 to 65535" % port.trim_prefix(":")
	return ""


static func _is_port(text: String) -> bool:
	var number: String = text.trim_prefix(":")
	var is_number: bool = text.begins_with(":") and number.length() <= 5 and number.is_valid_integer() and number[0] != "+"
	return is_number and int(number) >= 1 and int(number) <= 65535
