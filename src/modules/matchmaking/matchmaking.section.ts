import { Injectable } from '@nestjs/common';
import { IsOptional, IsString, Length, Matches } from 'class-validator';
import type { AdminChange, AdminRows } from '../../core/console/administrator.js';
import { AdminAct, AdminChart, AdminDetails, AdminSection, AdminTable } from '../../core/console/console.decorators.js';
import { MonotonicClock } from '../../core/time/monotonic-clock.js';
import { GameError } from '../../protocol/game-error.js';
import { MatchMetrics } from './match-metrics.js';
import { ProposalBoard } from './matches/proposal-board.js';
import { MatchmakingError } from './matchmaking.errors.js';
import { Matchmaking } from './matchmaking.js';
import { QueueDesk } from './queue-desk.js';
import { QueueRegistry } from './queue-registry.js';
import { TicketDirectory, type GameTicket } from './tickets/ticket-directory.js';

const SHOWN = 200;
const MATCHES = 20;
const MS_PER_S = 1_000;
const QUEUE = /^[a-z0-9_-]{1,32}$/;

/** Which tickets are listed. */
export class TicketQueryDto {
  /** Only those of this queue. */
  @IsOptional()
  @IsString()
  @Matches(QUEUE)
  readonly queue?: string;

  /** Only those of this player, by id, or by the id of a session. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  readonly player?: string;
}

/** One ticket. */
export class TicketDto {
  /** Its id. */
  @IsString()
  @Length(1, 64)
  readonly id!: string;
}

/** One queue. */
export class QueueDto {
  /** Its name. */
  @IsString()
  @Matches(QUEUE)
  readonly id!: string;
}

/** A ticket, or a queue, as it is listed. */
interface ListedRow {
  readonly [field: string]: unknown;
  readonly id: string;
  /** What it is: acts on rows are those on either. */
  readonly of: 'ticket' | 'queue';
}

const ON_TICKETS = { of: ['ticket'] };

/** What was found, and what waits for an answer. */
@Injectable()
export class MatchHistory {
  constructor(
    readonly metrics: MatchMetrics,
    readonly proposals: ProposalBoard,
  ) {}
}

/** The queues of this node: who waits how long, and what was found last. */
@AdminSection({
  id: 'matchmaking',
  title: 'Matchmaking',
  area: 'live',
  right: 'server.read',
  brings: { 'queues.act': { text: 'Cancel tickets and pause queues', roles: ['operator'] } },
})
export class MatchmakingSection {
  constructor(
    private readonly queues: QueueRegistry,
    private readonly tickets: TicketDirectory,
    private readonly matchmaking: Matchmaking,
    private readonly history: MatchHistory,
    private readonly desk: QueueDesk,
    private readonly clock: MonotonicClock,
  ) {}

  /** The queues, with who waits in them and how long the last tickets waited. */
  @AdminTable({
    title: 'Queues',
    columns: [
      { key: 'id', title: 'Queue' },
      { key: 'rooms', title: 'Rooms' },
      { key: 'tickets', title: 'Tickets', kind: 'number' },
      { key: 'players', title: 'Players', kind: 'number' },
      { key: 'parties', title: 'Parties', kind: 'number' },
      { key: 'oldest', title: 'Longest wait', kind: 'milliseconds' },
      { key: 'waitP50', title: 'Waited, p50', kind: 'milliseconds' },
      { key: 'waitP95', title: 'Waited, p95', kind: 'milliseconds' },
      { key: 'isPaused', title: 'Paused', kind: 'alert' },
    ],
  })
  async all(): Promise<AdminRows<ListedRow>> {
    const { metrics } = this.history;
    const queues = [...this.queues.all()].map(async ({ queue: { name, roomType } }): Promise<ListedRow> => {
      const tickets = [...this.tickets.all()].filter(({ request }) => request.queue === name);
      return {
        of: 'queue',
        ...{ id: name, rooms: roomType, tickets: tickets.length, players: this.tickets.waitingIn(name) },
        parties: tickets.filter(({ sessions }) => sessions.length > 1).length,
        oldest: Math.round(Math.max(0, ...tickets.map(({ sinceMs }) => this.clock.nowMs() - sinceMs))),
        waitP50: metrics.waitOf(name, 0.5),
        waitP95: metrics.waitOf(name, 0.95),
        isPaused: await this.isPaused(name),
      };
    });
    return { rows: await Promise.all(queues) };
  }

  /** How long tickets wait, and the last ones have waited, in seconds. */
  @AdminChart({ title: 'Waits for a match, s' })
  waits(): Readonly<Record<string, number>> {
    const { metrics } = this.history;
    const nowMs = this.clock.nowMs();
    let longestMs = 0;
    for (const { sinceMs } of this.tickets.all()) longestMs = Math.max(longestMs, nowMs - sinceMs);
    const [p50 = 0, p95 = 0] = [metrics.waitOf(undefined, 0.5), metrics.waitOf(undefined, 0.95)];
    return { 'longest now': longestMs / MS_PER_S, 'last, p50': p50 / MS_PER_S, 'last, p95': p95 / MS_PER_S };
  }

  /** Matches that wait for their players, and the last ones. */
  @AdminDetails({ title: 'Matches' })
  matches(): object {
    const { proposals, metrics } = this.history;
    const open = [...proposals.open()].map(({ match: { matchId, queue, deadlineMs }, players, accepted }) => ({
      ...{ matchId, queue, players, accepted },
      secondsLeft: secondsOf(Math.max(0, deadlineMs - this.clock.nowMs())),
    }));
    const last = metrics.lastMatches().slice(0, MATCHES);
    return {
      waitingForAnswers: open,
      lastMatches: last.map(({ queue, outcome, atMs }) => ({ at: new Date(atMs).toISOString(), queue, outcome })),
    };
  }

  /** The tickets of this node's players, those that have waited longest first. */
  @AdminTable({
    title: 'Tickets',
    empty: 'Nobody waits.',
    everyMs: 2_000,
    choices: { queue: 'queueNames' },
    columns: [
      { key: 'queue', title: 'Queue' },
      { key: 'players', title: 'Players', kind: 'number' },
      { key: 'player', title: 'Leader', leadsTo: 'player' },
      { key: 'session', title: 'Session', leadsTo: 'session' },
      { key: 'waited', title: 'Waits for', kind: 'milliseconds' },
      { key: 'properties', title: 'Properties', kind: 'json' },
      { key: 'isAway', title: 'Away', kind: 'alert' },
    ],
  })
  list({ queue, player }: TicketQueryDto): AdminRows<ListedRow> {
    const rows: ListedRow[] = [];
    for (const ticket of this.tickets.all()) {
      if (queue !== undefined && ticket.request.queue !== queue) continue;
      if (player !== undefined && !ticket.sessions.some(({ id, playerId }) => id === player || playerId === player))
        continue;
      rows.push(this.rowOf(ticket));
    }
    rows.sort((one, other) => Number(other.waited) - Number(one.waited));
    return { rows: rows.slice(0, SHOWN), total: rows.length };
  }

  /** Sends everybody on a ticket out of the queue; they are told that the server has cancelled it. */
  @AdminAct({ label: 'Cancel', on: 'row', right: 'queues.act', needs: 'reason', when: ON_TICKETS })
  cancel({ id }: TicketDto): AdminChange {
    const ticket = this.tickets.find(id);
    const [leader] = ticket?.sessions ?? [];
    if (ticket === undefined || leader === undefined)
      throw new GameError(MatchmakingError['matchmaking.unknown_ticket']);
    const before = this.rowOf(ticket);
    this.matchmaking.cancel(leader);
    return { ...(leader.playerId !== undefined && { target: leader.playerId }), before, after: null };
  }

  /** Lets a queue make no matches, whichever node owns it. Tickets are taken meanwhile, and keep their places. */
  @AdminAct({
    ...{ label: 'Pause', on: 'row', right: 'queues.act', needs: 'reason' },
    when: { of: ['queue'], isPaused: [false, null] },
  })
  pause({ id }: QueueDto): Promise<AdminChange> {
    return this.setPaused(id, true);
  }

  /** Lets a queue make matches again. */
  @AdminAct({
    ...{ label: 'Go on', on: 'row', right: 'queues.act', needs: 'reason' },
    when: { of: ['queue'], isPaused: [true, null] },
  })
  goOn({ id }: QueueDto): Promise<AdminChange> {
    return this.setPaused(id, false);
  }

  /** The queues that tickets may be listed of. */
  queueNames(): string[] {
    return [...this.queues.all()].map(({ queue }) => queue.name);
  }

  private async setPaused(queue: string, isPaused: boolean): Promise<AdminChange> {
    if (this.queues.find(queue) === undefined) throw new GameError(MatchmakingError['matchmaking.unknown_queue']);
    const before = await this.desk.isQueuePaused(queue);
    await this.desk.pauseQueue(queue, isPaused);
    return { target: queue, before: { isPaused: before }, after: { isPaused } };
  }

  /** Null while nobody can say it. */
  private async isPaused(queue: string): Promise<boolean | null> {
    try {
      return await this.desk.isQueuePaused(queue);
    } catch {
      return null;
    }
  }

  private rowOf({ id, request, sessions, sinceMs, isAway }: GameTicket): ListedRow {
    const [leader] = sessions;
    return {
      of: 'ticket',
      ...{ id, queue: request.queue, players: sessions.length, player: leader?.playerId, session: leader?.id },
      ...{ waited: Math.round(this.clock.nowMs() - sinceMs), properties: request.properties ?? null, isAway },
    };
  }
}

function secondsOf(ms: number | undefined): number | null {
  return ms === undefined ? null : Math.round(ms / 100) / 10;
}
