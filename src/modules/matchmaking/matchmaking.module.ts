import { Module, type DynamicModule } from '@nestjs/common';
import { Backfill } from './backfill.js';
import type { GameQueue } from './game-queue.js';
import { MatchAnswers } from './match-answers.js';
import { MatchResults } from './match-results.js';
import { MatchStarter } from './match-starter.js';
import { Matchmaker } from './matchmaker.js';
import { Matchmaking } from './matchmaking.js';
import { MatchmakingService } from './matchmaking.service.js';
import { PassLoop } from './pass-loop.js';
import { ProgressReports } from './progress-reports.js';
import { ProposalBoard } from './proposal-board.js';
import { QueueRegistry } from './queue-registry.js';
import { TicketDirectory } from './ticket-directory.js';
import { TicketIntake } from './ticket-intake.js';
import { TicketWatch } from './ticket-watch.js';

/** Brings players together and puts them into a room. Server code injects {@link Matchmaking}. */
@Module({
  providers: [
    { provide: Matchmaker, useFactory: () => new Matchmaker() },
    ...[QueueRegistry, TicketDirectory, TicketIntake, ProposalBoard, ProgressReports],
    ...[Matchmaking, MatchmakingService, MatchAnswers, TicketWatch],
    ...[PassLoop, MatchResults, MatchStarter, Backfill],
  ],
  exports: [QueueRegistry, Matchmaking],
})
export class MatchmakingModule {
  /**
   * Declares queues, in the imports of the module whose rooms they fill.
   * @throws Error at the start, when a queue makes no sense, its name is taken or there are no such rooms
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
