class_name GodwitLeaderboardsApi
extends RefCounted
## The messages of the server's module "leaderboards".
##
## Generated from the contract; do not edit.

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client


## Submits a score of your own to a board that takes them from players.
func submit(board: String, score: int) -> GodwitLeaderboardSubmitted.Result:
	return GodwitLeaderboardSubmitted.Result.new(await _client.request(GodwitLeaderboardSubmit.new(board, score)))


## Submits a score of your own to a board that takes them from players.
func submit_with(message: GodwitLeaderboardSubmit) -> GodwitLeaderboardSubmitted.Result:
	return GodwitLeaderboardSubmitted.Result.new(await _client.request(message))


## Asks for the best of a board, page by page.
func top(board: String) -> GodwitLeaderboardTopRead.Result:
	return GodwitLeaderboardTopRead.Result.new(await _client.request(GodwitLeaderboardTop.new(board)))


## Asks for the best of a board, page by page.
func top_with(message: GodwitLeaderboardTop) -> GodwitLeaderboardTopRead.Result:
	return GodwitLeaderboardTopRead.Result.new(await _client.request(message))


## Asks for a player's place on a board, with those right before and right behind.
func around(board: String) -> GodwitLeaderboardAroundRead.Result:
	return GodwitLeaderboardAroundRead.Result.new(await _client.request(GodwitLeaderboardAround.new(board)))


## Asks for a player's place on a board, with those right before and right behind.
func around_with(message: GodwitLeaderboardAround) -> GodwitLeaderboardAroundRead.Result:
	return GodwitLeaderboardAroundRead.Result.new(await _client.request(message))


## Asks for the places of some players, such as a team.
func players(board: String, player_ids: Array[String]) -> GodwitLeaderboardPlayersRead.Result:
	return GodwitLeaderboardPlayersRead.Result.new(await _client.request(GodwitLeaderboardPlayers.new(board, player_ids)))


## Asks for the places of some players, such as a team.
func players_with(message: GodwitLeaderboardPlayers) -> GodwitLeaderboardPlayersRead.Result:
	return GodwitLeaderboardPlayersRead.Result.new(await _client.request(message))


## Asks which boards there are.
func list() -> GodwitLeaderboardListed.Result:
	return GodwitLeaderboardListed.Result.new(await _client.request(GodwitLeaderboardList.new()))


## Asks for the seasons of a board that have scores.
func seasons(board: String) -> GodwitLeaderboardSeasonsListed.Result:
	return GodwitLeaderboardSeasonsListed.Result.new(await _client.request(GodwitLeaderboardSeasons.new(board)))


## Asks for the seasons of a board that have scores.
func seasons_with(message: GodwitLeaderboardSeasons) -> GodwitLeaderboardSeasonsListed.Result:
	return GodwitLeaderboardSeasonsListed.Result.new(await _client.request(message))
