/** Ranks and seasons: `import { LeaderboardsModule } from 'godwit/leaderboards'`. The module, its server-side API, its events and its messages. */
export * from './leaderboards.messages.js';
export { type Board } from './board.js';
export { LeaderboardError } from './leaderboards.errors.js';
export { LeaderboardSeasonEnded } from './season-end.js';
export { LeaderboardsModule } from './leaderboards.module.js';
export { Leaderboards, MAX_ENTRY_METADATA_BYTES, type Ranked, type RankedPage } from './leaderboards.js';
