extends Reference
class_name LeaderboardsApi
## The messages of the server's module "leaderboards".
##
## Generated from the contract; do not edit.

var _client: Node


func _init(client: Node) -> void:
	_client = client


## Submits a score of your own to a board that takes them from players.
## Await it: var result = yield(Godwit.leaderboards.submit(...), "completed"), a GodwitResult whose value is a
## [LeaderboardSubmitted].
func submit(board: String, score: int):
	return _client.request(LeaderboardSubmit.new(board, score))


## Submits a score of your own to a board that takes them from players.
## Await it: var result = yield(Godwit.leaderboards.submit_with(...), "completed"), a GodwitResult whose value is
## a [LeaderboardSubmitted].
func submit_with(message: LeaderboardSubmit):
	return _client.request(message)


## Asks for the best of a board, page by page.
## Await it: var result = yield(Godwit.leaderboards.top(...), "completed"), a GodwitResult whose value is a
## [LeaderboardTopRead].
func top(board: String):
	return _client.request(LeaderboardTop.new(board))


## Asks for the best of a board, page by page.
## Await it: var result = yield(Godwit.leaderboards.top_with(...), "completed"), a GodwitResult whose value is a
## [LeaderboardTopRead].
func top_with(message: LeaderboardTop):
	return _client.request(message)


## Asks for a player's place on a board, with those right before and right behind.
## Await it: var result = yield(Godwit.leaderboards.around(...), "completed"), a GodwitResult whose value is a
## [LeaderboardAroundRead].
func around(board: String):
	return _client.request(LeaderboardAround.new(board))


## Asks for a player's place on a board, with those right before and right behind.
## Await it: var result = yield(Godwit.leaderboards.around_with(...), "completed"), a GodwitResult whose value is
## a [LeaderboardAroundRead].
func around_with(message: LeaderboardAround):
	return _client.request(message)


## Asks for the places of some players, such as a team.
## Await it: var result = yield(Godwit.leaderboards.players(...), "completed"), a GodwitResult whose value is a
## [LeaderboardPlayersRead].
func players(board: String, player_ids: Array):
	return _client.request(LeaderboardPlayers.new(board, player_ids))


## Asks for the places of some players, such as a team.
## Await it: var result = yield(Godwit.leaderboards.players_with(...), "completed"), a GodwitResult whose value is
## a [LeaderboardPlayersRead].
func players_with(message: LeaderboardPlayers):
	return _client.request(message)


## Asks which boards there are.
## Await it: var result = yield(Godwit.leaderboards.list(...), "completed"), a GodwitResult whose value is a
## [LeaderboardListed].
func list():
	return _client.request(LeaderboardList.new())


## Asks for the seasons of a board that have scores.
## Await it: var result = yield(Godwit.leaderboards.seasons(...), "completed"), a GodwitResult whose value is a
## [LeaderboardSeasonsListed].
func seasons(board: String):
	return _client.request(LeaderboardSeasons.new(board))


## Asks for the seasons of a board that have scores.
## Await it: var result = yield(Godwit.leaderboards.seasons_with(...), "completed"), a GodwitResult whose value is
## a [LeaderboardSeasonsListed].
func seasons_with(message: LeaderboardSeasons):
	return _client.request(message)
