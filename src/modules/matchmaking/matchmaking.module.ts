import { type DynamicModule, Module } from '@nestjs/common';
import type { GameQueue } from './game-queue.js';
import { MatchMetrics } from './match-metrics.js';
import { Backfill } from './matches/backfill.js';
import { MatchStarter } from './matches/match-starter.js';
import { MatchResults, PassLoop } from './matches/pass-loop.js';
import { ProposalBoard } from './matches/proposal-board.js';
import { MatchAnswers, MatchmakingHandlers } from './matchmaking.handlers.js';
import { Matchmaking } from './matchmaking.js';
import { QueueRegistry } from './queue-registry.js';
import { Matchmaker } from './search/matchmaker.js';
import { TicketDirectory } from './tickets/ticket-directory.js';
import { ProgressReports, TicketIntake } from './tickets/ticket-intake.js';
import { TicketWatch } from './tickets/ticket-watch.js';

/** Matches players and puts them into a room. Server code injects {@link Matchmaking}. */
@Module({
  providers: [
    { provide: Matchmaker, useFactory: () => new Matchmaker() },
    ...[MatchMetrics, QueueRegistry, TicketDirectory, TicketIntake, ProposalBoard, ProgressReports],
    ...[Matchmaking, MatchmakingHandlers, MatchAnswers, TicketWatch],
    ...[PassLoop, MatchResults, MatchStarter, Backfill],
  ],
  exports: [QueueRegistry, Matchmaking],
})
export class MatchmakingModule {
  /**
   * Declares queues, in the imports of the module whose rooms they fill.
   * @throws Error at startup, when a queue is invalid, its name is taken or the room type does not exist
   */
  static forQueues(queues: readonly GameQueue[]): DynamicModule {
    const declared = {
      provide: `matchmaking.declared.${queues.map(({ name }) => name).join()}`,
      inject: [QueueRegistry],
      useFactory: (registry: QueueRegistry): void => queues.forEach((queue) => registry.declare(queue)),
    };
    return {
      module: DeclaredQueues,
      imports: [MatchmakingModule],
      providers: [declared],
      exports: [MatchmakingModule],
    };
  }
}

/** The queues of one module. */
@Module({})
class DeclaredQueues {}
