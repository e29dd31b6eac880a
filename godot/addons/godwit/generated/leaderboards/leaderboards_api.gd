class_name LeaderboardsApi
extends RefCounted
## The messages of the server's module "leaderboards".
##
## Generated from the contract; do not edit.

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client


## Submits a score of your own to a board that takes them from players.
func submit(board: String, score: int) -> LeaderboardSubmitted.Result:
	return LeaderboardSubmitted.Result.new(await _client.request(LeaderboardSubmit.new(board, score)))


## Submits a score of your own to a board that takes them from players.
func submit_with(message: LeaderboardSubmit) -> LeaderboardSubmitted.Result:
	return LeaderboardSubmitted.Result.new(await _client.request(message))


## Asks for the best of a board, page by page.
func top(board: String) -> LeaderboardTopRead.Result:
	return LeaderboardTopRead.Result.new(await _client.request(LeaderboardTop.new(board)))


## Asks for the best of a board, page by page.
func top_with(message: LeaderboardTop) -> LeaderboardTopRead.Result:
	return LeaderboardTopRead.Result.new(await _client.request(message))


## Asks for a player's place on a board, with those right before and right behind.
func around(board: String) -> LeaderboardAroundRead.Result:
	return LeaderboardAroundRead.Result.new(await _client.request(LeaderboardAround.new(board)))


## Asks for a player's place on a board, with those right before and right behind.
func around_with(message: LeaderboardAround) -> LeaderboardAroundRead.Result:
	return LeaderboardAroundRead.Result.new(await _client.request(message))


## Asks for the places of some players, such as a team.
func players(board: String, player_ids: Array[String]) -> LeaderboardPlayersRead.Result:
	return LeaderboardPlayersRead.Result.new(await _client.request(LeaderboardPlayers.new(board, player_ids)))


## Asks for the places of some players, such as a team.
func players_with(message: LeaderboardPlayers) -> LeaderboardPlayersRead.Result:
	return LeaderboardPlayersRead.Result.new(await _client.request(message))


## Asks which boards there are.
func list() -> LeaderboardListed.Result:
	return LeaderboardListed.Result.new(await _client.request(LeaderboardList.new()))


## Asks for the seasons of a board that have scores.
func seasons(board: String) -> LeaderboardSeasonsListed.Result:
	return LeaderboardSeasonsListed.Result.new(await _client.request(LeaderboardSeasons.new(board)))


## Asks for the seasons of a board that have scores.
func seasons_with(message: LeaderboardSeasons) -> LeaderboardSeasonsListed.Result:
	return LeaderboardSeasonsListed.Result.new(await _client.request(message))
