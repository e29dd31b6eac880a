# Network.gd for Godot 3: add it as an AutoLoad.
extends Node

const PORT: int = 1234
const URL: String = "ws://localhost:%s" % PORT

var client: WebSocketClient


func _ready() -> void:
	client = WebSocketClient.new()
	var err := client.connect("connection_established", self, "_on_connected")
	assert(err == OK)
	err = client.connect("data_received", self, "_on_received_data")
	assert(err == OK)
	err = client.connect_to_url(URL)
	if err != OK:
		print("Could not connect to ", URL)


func _process(_delta: float) -> void:
	client.poll()


func _on_connected(_protocol: String) -> void:
	var message: Dictionary = {
		type = 0,
		text = "hello, server!",
	}
	var packet: PoolByteArray = JSON.print(message).to_utf8()
	# put_packet sends a binary frame unless set_write_mode says otherwise.
	var err := client.get_peer(1).put_packet(packet)
	assert(err == OK)


func _on_received_data() -> void:
	var packet: PoolByteArray = client.get_peer(1).get_packet()
	var parsed_data: Dictionary = JSON.parse(packet.get_string_from_utf8()).result
	print(parsed_data)
