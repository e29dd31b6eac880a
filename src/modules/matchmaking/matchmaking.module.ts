import { randomInt } from 'node:crypto';
import { type DynamicModule, Module } from '@nestjs/common';
import { Cluster } from '../../core/cluster/cluster.js';
import { LocalDesk, QueueDesk, ResultSink } from './queue-desk.js';
import type { GameQueue } from './game-queue.js';
import { MatchMetrics } from './match-metrics.js';
import { Backfill } from './matches/backfill.js';
import { MatchStarter } from './matches/match-starter.js';
import { MatchResults, PassLoop } from './matches/pass-loop.js';
import { ProposalBoard } from './matches/proposal-board.js';
import { MatchAnswers, MatchmakingHandlers } from './matchmaking.handlers.js';
import { Matchmaking } from './matchmaking.js';
import { MatchHistory, MatchmakingSection } from './matchmaking.section.js';
import { MatchGathering } from './nodes/match-gathering.js';
import { QueueCalls } from './nodes/queue-calls.js';
import { HostParts, QueueHost } from './nodes/queue-host.js';
import { QueueOwners } from './nodes/queue-owners.js';
import { DeskParts, SharedDesk } from './nodes/shared-desk.js';
import { ClaimParts, TicketClaims } from './nodes/ticket-claims.js';
import { TicketTravel } from './nodes/ticket-travel.js';
import { QueueRegistry } from './queue-registry.js';
import { Matchmaker } from './search/matchmaker.js';
import { TicketDirectory } from './tickets/ticket-directory.js';
import { ProgressReports, TicketIntake } from './tickets/ticket-intake.js';
import { TicketWatch } from './tickets/ticket-watch.js';

const CLUSTER = { token: Cluster, optional: true };
/** The ids of the matches of one node's matchmaker: so many, from a random start. They stay integers in every client. */
const MATCH_IDS = 2 ** 20;
const MATCH_ID_STARTS = 2 ** 32;

function makeMatchmaker(cluster?: Cluster): Matchmaker {
  return new Matchmaker([], cluster === undefined ? 0 : randomInt(MATCH_ID_STARTS) * MATCH_IDS);
}

function makeDesk(cluster: Cluster | undefined, matchmaker: Matchmaker, parts: DeskParts): QueueDesk {
  return cluster === undefined ? new LocalDesk(matchmaker, parts.tickets, parts.clock) : new SharedDesk(parts);
}

function makeSink(cluster: Cluster | undefined, results: MatchResults, parts: HostParts): ResultSink {
  return cluster === undefined ? results : new QueueHost(parts);
}

/** Matches players and puts them into a room. Server code injects {@link Matchmaking}. */
@Module({
  providers: [
    { provide: Matchmaker, inject: [CLUSTER], useFactory: makeMatchmaker },
    { provide: QueueDesk, inject: [CLUSTER, Matchmaker, DeskParts], useFactory: makeDesk },
    { provide: ResultSink, inject: [CLUSTER, MatchResults, HostParts], useFactory: makeSink },
    ...[QueueOwners, QueueCalls, DeskParts, HostParts, ClaimParts, TicketClaims, TicketTravel, MatchGathering],
    ...[MatchMetrics, QueueRegistry, TicketDirectory, TicketIntake, ProposalBoard, ProgressReports],
    ...[Matchmaking, MatchmakingHandlers, MatchAnswers, TicketWatch, MatchHistory, MatchmakingSection],
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
