import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { broadcast } from '../../../core/sessions/broadcast.js';
import type { Session } from '../../../core/sessions/session.js';
import { SessionRegistry } from '../../../core/sessions/session-registry.js';
import { MonotonicClock } from '../../../core/time/monotonic-clock.js';
import { DissolveReason, MatchDissolvedDto } from '../match-events.messages.js';
import { MatchStarter } from '../matches/match-starter.js';
import { MatchResults } from '../matches/pass-loop.js';
import type { MatchStarted } from '../search/match-result.js';
import { GameTicket } from '../tickets/ticket-directory.js';
import { type ClaimedTicket, QueueCalls, type QueueQuestions } from './queue-calls.js';
import { QueueOwners } from './queue-owners.js';

/** The line of a client whose session has moved here follows at once, or it is disconnected. */
const FOLLOW_MS = 1_500;
const POLL_MS = 5;

/** A ticket that this match has got, and its node. */
interface Got {
  readonly ticketId: string;
  readonly nodeId: string;
  readonly claimed: ClaimedTicket;
}

/** Begins matches here: gets their tickets, then their sessions, and starts them as on one node. */
@Injectable()
export class MatchGathering implements OnModuleInit {
  private readonly logger = new Logger('Matchmaking');

  constructor(
    private readonly calls: QueueCalls,
    private readonly owners: QueueOwners,
    private readonly results: MatchResults,
    private readonly starter: MatchStarter,
    private readonly sessions: SessionRegistry,
    private readonly clock: MonotonicClock,
  ) {}

  /** Nest's hook: answers the owners of queues. */
  onModuleInit(): void {
    this.calls.answer('begin', (question) => this.begin(question));
  }

  /** @throws StoreUnavailableError when no session can move and no room can be made; then nothing has happened */
  private async begin({ started, homes }: QueueQuestions['begin']): Promise<void> {
    await this.owners.checkStore(started.queue);
    this.gather(started, homes).catch((error: unknown) => {
      this.logger.error({ err: error, matchId: started.matchId }, 'A match could not be gathered.');
    });
  }

  private async gather(started: MatchStarted, homes: Readonly<Record<string, string>>): Promise<void> {
    const { matchId } = started;
    const ids = started.teams.flatMap((team) => team.tickets.map(({ ticketId }) => ticketId));
    const got = await Promise.all(ids.map((ticketId) => this.claim(ticketId, homes[ticketId] ?? '', matchId)));
    const all = got.filter((each) => each !== undefined);
    // A running room takes who is there; a new game needs everybody.
    if (all.length < ids.length && started.room === undefined) {
      await Promise.all(all.map((each) => this.giveBack(each, matchId)));
      return;
    }
    const brought = await Promise.all(all.map((each) => this.bring(each, matchId)));
    const tickets = brought.filter((ticket) => ticket !== undefined);
    if (tickets.length < all.length && started.room === undefined) {
      for (const { sessions } of tickets) this.starter.letGo(sessions);
      await this.results.returnTickets(matchId, { tickets, reason: DissolveReason.PlayerLost });
      return;
    }
    await this.results.start(started, tickets);
  }

  private async claim(ticketId: string, nodeId: string, matchId: number): Promise<Got | undefined> {
    try {
      const claimed = await this.calls.ask(nodeId, 'claim', { ticketId, matchId });
      return claimed && { ticketId, nodeId, claimed };
    } catch {
      return undefined;
    }
  }

  private async giveBack({ ticketId, nodeId }: Got, matchId: number): Promise<void> {
    const reason = DissolveReason.PlayerLost;
    // If that gets lost, the claim runs out.
    await this.calls.ask(nodeId, 'giveBack', { ticketId, matchId, reason }).catch(() => undefined);
  }

  /** The ticket with its sessions, which are here now; undefined when one of them is missing. */
  private async bring({ ticketId, nodeId, claimed }: Got, matchId: number): Promise<GameTicket | undefined> {
    const { request, sessionIds, names, waitedMs } = claimed;
    await this.calls.ask(nodeId, 'bring', { ticketId, matchId }).catch(() => undefined);
    const sessions = sessionIds.flatMap((id) => this.sessions.find(id) ?? []);
    if (sessions.length < sessionIds.length) {
      this.starter.letGo(sessions);
      broadcast(sessions, new MatchDissolvedDto(matchId, DissolveReason.PlayerLost, false));
      return undefined;
    }
    this.starter.hold(sessions);
    await connected(sessions);
    const named = sessions.map((session) => [session, names[session.id] ?? ''] as const);
    const ticket = new GameTicket(request, sessions, new Map(named.filter(([, name]) => name !== '')));
    ticket.sinceMs = this.clock.nowMs() - waitedMs;
    return ticket;
  }
}

/** What is sent to a client that cannot be resumed is lost until its line is here. */
async function connected(sessions: readonly Session[]): Promise<void> {
  const untilMs = performance.now() + FOLLOW_MS;
  const isMissing = ({ isOpen, isConnected }: Session): boolean => isOpen && !isConnected;
  while (sessions.some(isMissing) && performance.now() < untilMs) await delay(POLL_MS);
}
