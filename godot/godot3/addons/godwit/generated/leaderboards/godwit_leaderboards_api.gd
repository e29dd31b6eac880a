extends Reference
class_name GodwitLeaderboardsApi
## The messages of the server's module "leaderboards".
##
## Generated from the contract; do not edit.

var _client: Node


func _init(client: Node) -> void:
	_client = client


## Submits a score of your own to a board that accepts scores from players.
## Await it: var result = yield(Godwit.leaderboards.submit(...), "completed"), a GodwitResult whose value is a
## [GodwitLeaderboardSubmitted].
func submit(board: String, score: int):
	return _client.request(GodwitLeaderboardSubmit.new(board, score))


## Submits a score of your own to a board that accepts scores from players.
## Await it: var result = yield(Godwit.leaderboards.submit_with(...), "completed"), a GodwitResult whose value is
## a [GodwitLeaderboardSubmitted].
func submit_with(message: GodwitLeaderboardSubmit):
	return _client.request(message)


## Requests the top of a board, page by page.
## Await it: var result = yield(Godwit.leaderboards.top(...), "completed"), a GodwitResult whose value is a
## [GodwitLeaderboardTopRead].
func top(board: String):
	return _client.request(GodwitLeaderboardTop.new(board))


## Requests the top of a board, page by page.
## Await it: var result = yield(Godwit.leaderboards.top_with(...), "completed"), a GodwitResult whose value is a
## [GodwitLeaderboardTopRead].
func top_with(message: GodwitLeaderboardTop):
	return _client.request(message)


## Requests a player's entry on a board, with those just above and below.
## Await it: var result = yield(Godwit.leaderboards.around(...), "completed"), a GodwitResult whose value is a
## [GodwitLeaderboardAroundRead].
func around(board: String):
	return _client.request(GodwitLeaderboardAround.new(board))


## Requests a player's entry on a board, with those just above and below.
## Await it: var result = yield(Godwit.leaderboards.around_with(...), "completed"), a GodwitResult whose value is
## a [GodwitLeaderboardAroundRead].
func around_with(message: GodwitLeaderboardAround):
	return _client.request(message)


## Requests the entries of some players, such as a team.
## Await it: var result = yield(Godwit.leaderboards.players(...), "completed"), a GodwitResult whose value is a
## [GodwitLeaderboardPlayersRead].
func players(board: String, player_ids: Array):
	return _client.request(GodwitLeaderboardPlayers.new(board, player_ids))


## Requests the entries of some players, such as a team.
## Await it: var result = yield(Godwit.leaderboards.players_with(...), "completed"), a GodwitResult whose value is
## a [GodwitLeaderboardPlayersRead].
func players_with(message: GodwitLeaderboardPlayers):
	return _client.request(message)


## Requests the list of boards.
## Await it: var result = yield(Godwit.leaderboards.list(...), "completed"), a GodwitResult whose value is a
## [GodwitLeaderboardListed].
func list():
	return _client.request(GodwitLeaderboardList.new())


## Requests the seasons of a board that have scores.
## Await it: var result = yield(Godwit.leaderboards.seasons(...), "completed"), a GodwitResult whose value is a
## [GodwitLeaderboardSeasonsListed].
func seasons(board: String):
	return _client.request(GodwitLeaderboardSeasons.new(board))


## Requests the seasons of a board that have scores.
## Await it: var result = yield(Godwit.leaderboards.seasons_with(...), "completed"), a GodwitResult whose value is
## a [GodwitLeaderboardSeasonsListed].
func seasons_with(message: GodwitLeaderboardSeasons):
	return _client.request(message)
