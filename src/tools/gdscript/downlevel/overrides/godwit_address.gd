# The first version that reads IPv6 addresses in brackets.
const _IPV6_SINCE := 0x030300


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
