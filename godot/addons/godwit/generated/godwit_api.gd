class_name GodwitApi
extends GodwitClient
## The client with every message of the server as a typed function or signal.
##
## Generated from the contract; do not edit.

## Who plays on this device; signs in.
var identity: GodwitIdentity
## The module "arena".
var arena: ArenaApi
## The module "auth".
var auth: GodwitAuthApi
## The module "chat".
var chat: GodwitChatApi
## The module "labs".
var labs: LabsApi
## The module "leaderboards".
var leaderboards: GodwitLeaderboardsApi
## The module "lobby".
var lobby: GodwitLobby
## The module "matchmaking".
var matchmaking: GodwitMatchmaking
## The module "network-lab".
var network_lab: GodwitNetworkLabApi
## The module "parties".
var parties: GodwitParties
## The module "player-storage".
var player_storage: GodwitPlayerStorageApi
## The module "presence".
var presence: GodwitPresence
## The module "recording".
var recording: GodwitRecordingApi
## The module "relay".
var relay: GodwitRelayApi
## The module "rooms".
var rooms: GodwitRooms
## The module "tictactoe".
var tictactoe: TictactoeApi


func _init() -> void:
	super()
	contract = GodwitContract.new()
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
