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
var auth: AuthApi
## The module "chat".
var chat: ChatApi
## The module "leaderboards".
var leaderboards: LeaderboardsApi
## The module "lobby".
var lobby: GodwitLobby
## The module "matchmaking".
var matchmaking: GodwitMatchmaking
## The module "parties".
var parties: GodwitParties
## The module "player-storage".
var player_storage: PlayerStorageApi
## The module "presence".
var presence: GodwitPresence
## The module "recording".
var recording: RecordingApi
## The module "relay".
var relay: RelayApi
## The module "rooms".
var rooms: GodwitRooms


func _init() -> void:
	super()
	contract = GodwitContract.new()
	identity = GodwitIdentity.new(self)
	arena = ArenaApi.new(self)
	auth = AuthApi.new(self)
	chat = ChatApi.new(self)
	leaderboards = LeaderboardsApi.new(self)
	lobby = GodwitLobby.new(self)
	matchmaking = GodwitMatchmaking.new(self)
	parties = GodwitParties.new(self)
	player_storage = PlayerStorageApi.new(self)
	presence = GodwitPresence.new(self)
	recording = RecordingApi.new(self)
	relay = RelayApi.new(self)
	rooms = GodwitRooms.new(self)
