# network.gd for Godot 4: add it as an autoload.
extends Node

const PORT: int = 1234
const URL: String = "ws://localhost:%s" % PORT

var client := WebSocketPeer.new()
var is_connected_to_server := false


func _ready() -> void:
	if client.connect_to_url(URL) != OK:
		print("Could not connect to ", URL)


# WebSocketPeer has no signals: look after every poll what happened.
func _process(_delta: float) -> void:
	client.poll()
	if client.get_ready_state() == WebSocketPeer.STATE_OPEN and not is_connected_to_server:
		is_connected_to_server = true
		_on_connected()
	while client.get_available_packet_count() > 0:
		_on_received_data()


func _on_connected() -> void:
	var message: Dictionary = {
		type = 0,
		text = "hello, server!",
	}
	# The last argument keeps the keys in this order; JSON.stringify sorts them otherwise.
	client.send_text(JSON.stringify(message, "", false))


func _on_received_data() -> void:
	var packet := client.get_packet()
	var parsed_data: Dictionary = JSON.parse_string(packet.get_string_from_utf8())
	print(parsed_data)
