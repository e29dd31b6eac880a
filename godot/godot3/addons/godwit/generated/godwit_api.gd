extends "../connection/godwit_client.gd"
## The client with every message of the server as a typed function or signal.
##
## Generated from the contract; do not edit.

## Who plays on this device; signs in.
var identity
## The module "arena".
var arena
## The module "auth".
var auth
## The module "chat".
var chat
## The module "labs".
var labs
## The module "leaderboards".
var leaderboards
## The module "lobby".
var lobby
## The module "matchmaking".
var matchmaking
## The module "network-lab".
var network_lab
## The module "parties".
var parties
## The module "player-storage".
var player_storage
## The module "presence".
var presence
## The module "recording".
var recording
## The module "relay".
var relay
## The module "rooms".
var rooms
## The module "tictactoe".
var tictactoe


func _init() -> void:
	set_contract(GodwitContract.new())
	identity = GodwitIdentity.new(self)
	arena = ArenaApi.new(self)
	auth = GodwitAuthApi.new(self)
	chat = GodwitChatApi.new(self)
	labs = LabsApi.new(self)
	leaderboards = GodwitLeaderboardsApi.new(self)
	lobby = GodwitLobby.new(self)
	matchmaking = GodwitMatchmaking.new(self)
	network_lab = GodwitNetworkLabApi.new(self)
	parties = GodwitParties.new(self)
	player_storage = GodwitPlayerStorageApi.new(self)
	presence = GodwitPresence.new(self)
	recording = GodwitRecordingApi.new(self)
	relay = GodwitRelayApi.new(self)
	rooms = GodwitRooms.new(self)
	tictactoe = TictactoeApi.new(self)
