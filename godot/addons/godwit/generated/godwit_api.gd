class_name GodwitApi
extends GodwitClient
## The client with every message of the server as a typed function or signal.
##
## Generated from the contract; do not edit.

## The module "arena".
var arena: ArenaApi
## The module "auth".
var auth: AuthApi
## The module "chat".
var chat: ChatApi
## The module "leaderboards".
var leaderboards: LeaderboardsApi
## The module "lobby".
var lobby: LobbyApi
## The module "matchmaking".
var matchmaking: MatchmakingApi
## The module "parties".
var parties: PartiesApi
## The module "player-storage".
var player_storage: PlayerStorageApi
## The module "presence".
var presence: PresenceApi
## The module "relay".
var relay: RelayApi
## The module "rooms".
var rooms: RoomsApi


func _init() -> void:
	super()
	contract = GodwitContract.new()
	arena = ArenaApi.new(self)
	auth = AuthApi.new(self)
	chat = ChatApi.new(self)
	leaderboards = LeaderboardsApi.new(self)
	lobby = LobbyApi.new(self)
	matchmaking = MatchmakingApi.new(self)
	parties = PartiesApi.new(self)
	player_storage = PlayerStorageApi.new(self)
	presence = PresenceApi.new(self)
	relay = RelayApi.new(self)
	rooms = RoomsApi.new(self)
