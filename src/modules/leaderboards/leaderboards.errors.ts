import { defineErrors } from '../../protocol/error-codes.js';

/** Error codes of leaderboards. */
export const LeaderboardError = defineErrors({
  'leaderboard.unknown_board': 'There is no such leaderboard.',
  'leaderboard.unknown_season': 'The leaderboard has no such season.',
  'leaderboard.unknown_entry': 'The player has no entry in this season.',
  'leaderboard.game_only': 'Only the game itself submits scores to this leaderboard.',
  'leaderboard.out_of_range': 'The sum of the scores would be too large to be exact.',
  'leaderboard.bad_metadata': 'The metadata must be the text of one JSON value, at most 512 bytes.',
});
