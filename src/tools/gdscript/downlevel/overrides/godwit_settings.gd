# Without: tls_options, _is_exported.
## Verify the server's certificate on wss://; turn it off only in a local network.
export(bool) var verify_tls := true
## A certificate to trust besides the system's, e.g. a self-signed one in a local network; an X509Certificate.
export(Resource) var trusted_certificate = null


## The exported values that fit into a project setting, as Object.get_property_list() describes them.
func get_project_properties() -> Array:
	var properties := []
	for property in get_property_list():
		var usage: int = property["usage"]
		var is_exported := usage & PROPERTY_USAGE_SCRIPT_VARIABLE != 0 and usage & PROPERTY_USAGE_EDITOR != 0
		if is_exported and property["type"] != TYPE_OBJECT:
			properties.append(property)
	return properties
