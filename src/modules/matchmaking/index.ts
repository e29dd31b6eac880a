/** Queues and matches: `import { MatchmakingModule } from 'godwit/matchmaking'`. The module, its server-side API, its events and its messages. */
export * from './match-events.messages.js';
export * from './matchmaking.messages.js';
export { type BackfillRequest } from './search/backfill-offer.js';
export {
  quickMatch,
  type GameMatch,
  type GameQueue,
  type GameTeam,
  type MatchedPlayer,
  type QuickMatchOptions,
} from './game-queue.js';
export {
  MatchInfoDto,
  matchInfo,
  MatchJoinOptionsDto,
  MatchRoomOptionsDto,
  MatchTeamOptionsDto,
} from './match-options.dto.js';
export { MatchmakingError } from './matchmaking.errors.js';
export { MatchmakingModule } from './matchmaking.module.js';
export { Matchmaking, type SearchRequest } from './matchmaking.js';
export { type QueueOptions, type SkillOptions, type TeamOptions } from './search/queue-rules.js';
