class_name GodwitLeaderboardsApi
extends RefCounted
## The messages of the server's module "leaderboards".
##
## Generated from the contract; do not edit.

var _client: GodwitClient


func _init(client: GodwitClient) -> void:
	_client = client


## Submits a score of your own to a board that accepts scores from players.
func submit(board: String, score: int) -> GodwitLeaderboardSubmitted.Result:
	return GodwitLeaderboardSubmitted.Result.new(await _client.request(GodwitLeaderboardSubmit.new(board, score)))


## Submits a score of your own to a board that accepts scores from players.
func submit_with(message: GodwitLeaderboardSubmit) -> GodwitLeaderboardSubmitted.Result:
	return GodwitLeaderboardSubmitted.Result.new(await _client.request(message))


## Requests the top of a board, page by page.
func top(board: String) -> GodwitLeaderboardTopRead.Result:
	return GodwitLeaderboardTopRead.Result.new(await _client.request(GodwitLeaderboardTop.new(board)))


## Requests the top of a board, page by page.
func top_with(message: GodwitLeaderboardTop) -> GodwitLeaderboardTopRead.Result:
	return GodwitLeaderboardTopRead.Result.new(await _client.request(message))


## Requests a player's entry on a board, with those just above and below.
func around(board: String) -> GodwitLeaderboardAroundRead.Result:
	return GodwitLeaderboardAroundRead.Result.new(await _client.request(GodwitLeaderboardAround.new(board)))


## Requests a player's entry on a board, with those just above and below.
func around_with(message: GodwitLeaderboardAround) -> GodwitLeaderboardAroundRead.Result:
	return GodwitLeaderboardAroundRead.Result.new(await _client.request(message))


## Requests the entries of some players, such as a team.
func players(board: String, player_ids: Array[String]) -> GodwitLeaderboardPlayersRead.Result:
	return GodwitLeaderboardPlayersRead.Result.new(await _client.request(GodwitLeaderboardPlayers.new(board, player_ids)))


## Requests the entries of some players, such as a team.
func players_with(message: GodwitLeaderboardPlayers) -> GodwitLeaderboardPlayersRead.Result:
	return GodwitLeaderboardPlayersRead.Result.new(await _client.request(message))


## Requests the list of boards.
func list() -> GodwitLeaderboardListed.Result:
	return GodwitLeaderboardListed.Result.new(await _client.request(GodwitLeaderboardList.new()))


## Requests the seasons of a board that have scores.
func seasons(board: String) -> GodwitLeaderboardSeasonsListed.Result:
	return GodwitLeaderboardSeasonsListed.Result.new(await _client.request(GodwitLeaderboardSeasons.new(board)))


## Requests the seasons of a board that have scores.
func seasons_with(message: GodwitLeaderboardSeasons) -> GodwitLeaderboardSeasonsListed.Result:
	return GodwitLeaderboardSeasonsListed.Result.new(await _client.request(message))
