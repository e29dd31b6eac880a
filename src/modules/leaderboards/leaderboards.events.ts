/** A season of a leaderboard has ended for good: the time to give prizes. Of several nodes on one database, one tells it, once. */
export class LeaderboardSeasonEnded {
  constructor(
    readonly board: string,
    /** The season's number, for the reads of {@link Leaderboards}. */
    readonly season: number,
  ) {}
}
