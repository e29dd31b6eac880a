import { Injectable, type OnModuleInit } from '@nestjs/common';
import { KeyedLimit } from '../../core/limits/keyed-limit.js';
import { broadcast } from '../../core/sessions/broadcast.js';
import { SessionGroups } from '../../core/sessions/session-groups.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { QueueDesk } from './queue-desk.js';
import { CancelReason, DissolveReason, MatchAcceptDto, MatchDeclineDto } from './match-events.messages.js';
import { MatchMetrics } from './match-metrics.js';
import { PassLoop } from './matches/pass-loop.js';
import { ProposalBoard } from './matches/proposal-board.js';
import { MatchmakingError } from './matchmaking.errors.js';
import { Matchmaking } from './matchmaking.js';
import {
  MatchmakingCancelDto,
  MatchmakingEnqueueDto,
  type MatchmakingQueueDto,
  MatchmakingQueuesDto,
  type MatchmakingQueuesListedDto,
  MatchmakingStatusDto,
  MatchmakingTicketDto,
  TicketState,
} from './matchmaking.messages.js';
import { badProperties } from './query/ticket-properties.js';
import { QueueRegistry } from './queue-registry.js';
import { type GameTicket, TicketDirectory } from './tickets/ticket-directory.js';
import { progressOf } from './tickets/ticket-intake.js';
import { PARTY } from './tickets/ticket-watch.js';

/** Rate limit for joining and leaving queues, per session. */
const CHANGES_PER_SECOND = 1;
const CHANGE_BURST = 10;

/** Players' responses to a proposed match. */
@Injectable()
export class MatchAnswers {
  constructor(
    private readonly desk: QueueDesk,
    private readonly tickets: TicketDirectory,
    private readonly proposals: ProposalBoard,
    private readonly loop: PassLoop,
  ) {}

  /** Accepts for a session; the match starts when the last player accepts. @throws GameError matchmaking.no_proposal */
  accept(session: Session, matchId: number): Promise<void> | undefined {
    const ticket = this.requireProposal(session, matchId);
    const started = this.desk.accept(ticket, session, matchId);
    if (started instanceof Promise) return started;
    this.proposals.accept(session, matchId);
    if (started) this.loop.deliver(started);
    return undefined;
  }

  /** Declines for a session and everyone on its ticket. @throws GameError matchmaking.no_proposal */
  decline(session: Session, matchId: number): Promise<void> | undefined {
    const ticket = this.requireProposal(session, matchId);
    const dissolved = this.desk.decline(ticket, session);
    if (dissolved instanceof Promise) return dissolved;
    this.proposals.dissolve(dissolved, DissolveReason.Declined, session);
    return undefined;
  }

  private requireProposal(session: Session, matchId: number): GameTicket {
    const ticket = this.tickets.of(session);
    if (ticket && this.proposals.isOpen(ticket, matchId)) return ticket;
    throw new GameError(MatchmakingError['matchmaking.no_proposal']);
  }
}

/** Handles the matchmaker's messages. */
@Injectable()
export class MatchmakingHandlers implements OnModuleInit {
  private readonly limit = new KeyedLimit({ perSecond: CHANGES_PER_SECOND, burst: CHANGE_BURST });

  constructor(
    private readonly matchmaking: Matchmaking,
    private readonly answers: MatchAnswers,
    private readonly queues: QueueRegistry,
    private readonly tickets: TicketDirectory,
    private readonly groups: SessionGroups,
    private readonly metrics: MatchMetrics,
    private readonly desk: QueueDesk,
  ) {}

  /** Nest's hook: exposes the queue lengths as metrics. */
  onModuleInit(): void {
    this.metrics.watchQueues(() => this.list());
  }

  /** Queues the session, or its whole party if it is the leader. The other members are told. */
  @OnMessage(MatchmakingEnqueueDto)
  enqueue(session: Session, request: MatchmakingEnqueueDto): MatchmakingTicketDto | Promise<MatchmakingTicketDto> {
    this.requirePace(session);
    const party = this.groups.of(session, PARTY);
    if (party && party.leader !== session) throw new GameError(MatchmakingError['matchmaking.not_leader']);
    const names = new Map(party?.names);
    if (request.name !== undefined) names.set(session, request.name);
    const { queue, query } = request;
    const sessions = new Set([session, ...(party?.sessions ?? [])]);
    const search = { queue, query, properties: propertiesOf(request) };
    const queued = this.matchmaking.enqueue([...sessions], search, names);
    return queued === undefined ? this.tellAll(session, sessions) : queued.then(() => this.tellAll(session, sessions));
  }

  /** Cancels the ticket. The other members of the party are told. */
  @OnMessage(MatchmakingCancelDto)
  cancel(session: Session): void {
    this.requirePace(session);
    if (this.tickets.of(session) === undefined) throw new GameError(MatchmakingError['matchmaking.not_waiting']);
    this.matchmaking.cancel(session, CancelReason.Cancelled);
  }

  /** The status of the session's ticket. */
  @OnMessage(MatchmakingStatusDto)
  status(session: Session): MatchmakingTicketDto {
    return this.describe(session);
  }

  /** Lists the queues. */
  @OnMessage(MatchmakingQueuesDto)
  listQueues(): MatchmakingQueuesListedDto | Promise<MatchmakingQueuesListedDto> {
    const queues = this.list();
    return this.desk.isShared ? this.countAll(queues) : { queues };
  }

  /** Accepts a match. */
  @OnMessage(MatchAcceptDto)
  accept(session: Session, { matchId }: MatchAcceptDto): Promise<void> | undefined {
    return this.answers.accept(session, matchId);
  }

  /** Declines a match. */
  @OnMessage(MatchDeclineDto)
  decline(session: Session, { matchId }: MatchDeclineDto): Promise<void> | undefined {
    return this.answers.decline(session, matchId);
  }

  private list(): MatchmakingQueueDto[] {
    return [...this.queues.all()].map(({ queue: { name }, rules }) => ({
      ...{ name, minPlayers: rules.minPlayers, maxPlayers: rules.maxPlayers },
      ...{ teamCount: rules.teams.count, maxPartySize: rules.maxPartySize, waiting: this.tickets.waitingIn(name) },
    }));
  }

  private async countAll(queues: readonly MatchmakingQueueDto[]): Promise<MatchmakingQueuesListedDto> {
    const counts = await Promise.all(queues.map(async ({ name }) => this.desk.waitingIn(name)));
    const { length } = queues;
    return {
      queues: Array.from({ length }, (_, index) => Object.assign({}, queues[index], { waiting: counts[index] })),
    };
  }

  private tellAll(session: Session, sessions: ReadonlySet<Session>): MatchmakingTicketDto {
    const ticket = this.describe(session);
    broadcast(sessions, ticket, session);
    return ticket;
  }

  private describe(session: Session): MatchmakingTicketDto {
    const status = this.matchmaking.status(session);
    if (!status) throw new GameError(MatchmakingError['matchmaking.not_waiting']);
    return new MatchmakingTicketDto({
      ...progressOf(status),
      ticketId: status.ticketId,
      queue: status.queue,
      state: status.state === 'proposed' ? TicketState.Proposed : TicketState.Waiting,
      playerIds: this.matchmaking.together(session).map(({ id }) => id),
    });
  }

  private requirePace(session: Session): void {
    if (!this.limit.admits(session.playerId ?? session.id)) throw new GameError('rate.limited');
  }
}

/** Merges both kinds of properties. @throws GameError matchmaking.bad_properties when one name has two values */
function propertiesOf({ strings = {}, numbers = {} }: MatchmakingEnqueueDto): Record<string, string | number> {
  if (Object.keys(strings).some((name) => Object.hasOwn(numbers, name))) {
    throw badProperties('A property is a text or a number, not both.');
  }
  return { ...strings, ...numbers };
}
