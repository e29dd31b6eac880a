import { GameError } from '../../../protocol/game-error.js';
import { MatchmakingError } from '../matchmaking.errors.js';
import type { BackfillOffer, BackfillRequest } from './backfill-offer.js';
import { MatchQueue } from './match-queue.js';
import {
  contentOf,
  type DissolvedReason,
  type FoundMatch,
  type MatchDissolved,
  matchedTicket,
  type MatchResult,
} from './match-result.js';
import { type QueueOptions, QueueRules } from './queue-rules.js';
import { TicketDesk } from './ticket-desk.js';
import type { Ticket, TicketRequest } from './ticket.js';

/** A match that all players have to accept before it starts. */
export class AcceptRound {
  private readonly missing: Set<string>;

  constructor(
    readonly matchId: number,
    readonly match: FoundMatch,
    readonly deadlineMs: number,
  ) {
    this.missing = new Set(match.tickets.flatMap(({ players }) => players));
  }

  /** True when everyone has accepted. */
  get isAccepted(): boolean {
    return this.missing.size === 0;
  }

  /** Records a player's acceptance; repeating it changes nothing. */
  accept(playerId: string): void {
    this.missing.delete(playerId);
  }

  /** Tickets with a player who has not responded. */
  unanswered(): Ticket[] {
    return this.match.tickets.filter(({ players }) => players.some((player) => this.missing.has(player)));
  }
}

/** The status of a ticket. */
export interface TicketStatus {
  readonly ticketId: string;
  readonly queue: string;
  readonly state: 'waiting' | 'proposed';
  readonly waitedMs: number;
  /** The usual wait at this skill; undefined before the first match. */
  readonly expectedMs: number | undefined;
  /** Place by arrival, from 1, as of the last pass. */
  readonly position: number;
  /** The skill difference the ticket currently accepts; undefined in a queue without skill. */
  readonly skillWindow: number | undefined;
}

interface QueueEntry {
  readonly queue: MatchQueue;
  ticketCount: number;
  playerCount: number;
  offerCount: number;
}

/**
 * Matches players: queues, parties, free seats of running rooms, bots, and an optional round in which all accept.
 * Deterministic: it knows no sockets, rooms or clock. The caller passes the time, and the same calls produce the same
 * matches.
 */
export class Matchmaker {
  private readonly queues = new Map<string, QueueEntry>();
  private readonly pausedQueues = new Set<string>();
  private readonly desk = new TicketDesk();
  private readonly tickets = new Map<string, Ticket>();
  private readonly ticketOfPlayer = new Map<string, Ticket>();
  private readonly offers = new Map<string, BackfillOffer>();
  private readonly rounds = new Map<Ticket, AcceptRound>();

  /**
   * @param lastMatchId matches are counted from here, where those of several matchmakers must differ
   * @throws Error as {@link addQueue}
   */
  constructor(
    queues: readonly QueueOptions[] = [],
    private lastMatchId = 0,
  ) {
    for (const options of queues) this.addQueue(options);
  }

  /**
   * Opens a queue.
   * @throws Error with one sentence when its rules contradict each other, or its name is taken
   */
  addQueue(options: QueueOptions): QueueRules {
    if (this.queues.has(options.name)) throw new Error(`There are two matchmaking queues "${options.name}".`);
    const rules = new QueueRules(options);
    this.queues.set(options.name, { queue: new MatchQueue(rules), ticketCount: 0, playerCount: 0, offerCount: 0 });
    return rules;
  }

  /**
   * Queues a player or a party.
   * @throws GameError `matchmaking.unknown_queue`, `.queue_full`, `.already_waiting`, `.party_too_large`,
   * `.bad_properties` or `.bad_query`
   */
  enqueue(request: TicketRequest, nowMs: number): TicketStatus {
    const entry = this.entryOf(request.queue);
    if (entry.ticketCount >= entry.queue.rules.maxTickets) throw refusal('matchmaking.queue_full');
    this.checkNew(request);
    const ticket = this.desk.ticket(request, entry.queue.rules, nowMs);
    this.tickets.set(ticket.id, ticket);
    for (const player of ticket.players) this.ticketOfPlayer.set(player, ticket);
    entry.queue.add(ticket);
    entry.ticketCount++;
    entry.playerCount += ticket.size;
    return this.statusOf(ticket, nowMs);
  }

  /** Removes a ticket; returns a result when that calls off a proposed match. Ignores unknown tickets. */
  cancel(ticketId: string): MatchDissolved | undefined {
    const ticket = this.tickets.get(ticketId);
    if (!ticket) return undefined;
    const round = this.rounds.get(ticket);
    if (round) return this.dissolve(round, 'cancelled', [ticket]);
    this.remove(ticket);
    return undefined;
  }

  /**
   * Offers the free seats of a running room; players who get one are a match with a `room`. An offer ends when its seats are
   * filled or it is withdrawn.
   * @throws GameError `matchmaking.unknown_queue`, `.queue_full`, `.already_offered`, `.bad_offer`, `.bad_properties`
   * or `.bad_query`
   */
  offerBackfill(request: BackfillRequest, nowMs: number): void {
    const entry = this.entryOf(request.queue);
    if (entry.offerCount >= entry.queue.rules.maxOffers) throw refusal('matchmaking.queue_full');
    if (this.offers.has(request.id)) throw refusal('matchmaking.already_offered');
    const offer = this.desk.offer(request, entry.queue.rules, nowMs);
    this.offers.set(offer.id, offer);
    entry.queue.addOffer(offer);
    entry.offerCount++;
  }

  /** Offers more seats of a room, by team; does nothing when its offer has ended. */
  growBackfill(offerId: string, seats: readonly number[]): void {
    seats.forEach((count, team) => this.offers.get(offerId)?.grow(team, count));
  }

  /** Withdraws an offer, and with it the proposals for its seats. */
  withdrawBackfill(offerId: string): MatchDissolved[] {
    const offer = this.offers.get(offerId);
    if (!offer) return [];
    this.removeOffer(offer);
    const rounds = this.openRounds().filter(({ match }) => match.offer === offer);
    return rounds.map((round) => this.dissolve(round, 'room_withdrawn', []));
  }

  /**
   * A player accepts the proposed match; it starts when the last one does.
   * @throws GameError `matchmaking.unknown_ticket` or `.no_proposal`, also after the deadline
   */
  accept(ticketId: string, playerId: string, nowMs: number): MatchResult | undefined {
    const round = this.roundOf(ticketId, playerId);
    if (nowMs > round.deadlineMs) throw refusal('matchmaking.no_proposal');
    round.accept(playerId);
    return round.isAccepted ? this.start(round.matchId, round.match, nowMs) : undefined;
  }

  /**
   * A player declines the proposed match: their ticket leaves, the others keep waiting.
   * @throws GameError `matchmaking.unknown_ticket` or `.no_proposal`
   */
  decline(ticketId: string, playerId: string): MatchDissolved {
    const round = this.roundOf(ticketId, playerId);
    return this.dissolve(
      round,
      'declined',
      round.match.tickets.filter(({ id }) => id === ticketId),
    );
  }

  /** A paused ticket keeps its place and its age but is not matched. A match already proposed to it goes on. */
  setPaused(ticketId: string, isPaused: boolean): void {
    const ticket = this.tickets.get(ticketId);
    if (!ticket) return;
    ticket.isPaused = isPaused;
    if (!this.rounds.has(ticket)) ticket.returnToQueue();
  }

  /** Ends expired rounds and runs a pass over every queue; call it a few times a second, or less often. */
  pass(nowMs: number): MatchResult[] {
    const results: MatchResult[] = this.expire(nowMs);
    for (const queue of this.queues.keys()) {
      for (const result of this.steps(queue, nowMs)) if (result) results.push(result);
    }
    return results;
  }

  /** Ends expired rounds. */
  expire(nowMs: number): MatchDissolved[] {
    const overdue = this.openRounds().filter(({ deadlineMs }) => nowMs > deadlineMs);
    return overdue.map((round) => this.dissolve(round, 'expired', round.unanswered()));
  }

  /**
   * A pass over one queue in small steps, each of which may yield a result. Between steps the matchmaker may be used in any
   * way, except for another pass over the same queue; tickets added meanwhile are only seen by the next pass.
   */
  *steps(queueName: string, nowMs: number): Generator<MatchResult | undefined, void> {
    const { queue } = this.entryOf(queueName);
    for (const match of queue.pass(nowMs)) yield match && this.resultOf(match, queue.rules.acceptWithinMs, nowMs);
  }

  /** A paused queue takes tickets, which keep their places, but makes no matches. */
  pauseQueue(queue: string, isPaused: boolean): void {
    if (isPaused) this.pausedQueues.add(queue);
    else this.pausedQueues.delete(queue);
  }

  /** Whether a queue makes no matches for now. */
  isQueuePaused(queue: string): boolean {
    return this.pausedQueues.has(queue);
  }

  /** The queues in which somebody is waiting, and may be matched. */
  busyQueues(): string[] {
    const busy = [...this.queues].filter(([name, { ticketCount }]) => ticketCount > 0 && !this.pausedQueues.has(name));
    return busy.map(([name]) => name);
  }

  /** A ticket's status; undefined once it has left. */
  status(ticketId: string, nowMs: number): TicketStatus | undefined {
    const ticket = this.tickets.get(ticketId);
    return ticket && this.statusOf(ticket, nowMs);
  }

  /** Number of tickets, including those in proposals. */
  get size(): number {
    return this.tickets.size;
  }

  /** Number of rooms that offer seats. */
  get offerCount(): number {
    return this.offers.size;
  }

  /** The ticket that a player is on. */
  ticketIdOf(playerId: string): string | undefined {
    return this.ticketOfPlayer.get(playerId)?.id;
  }

  /** Whether a room's offer waits, or players are on their way to its seats. */
  hasOffer(offerId: string): boolean {
    return this.offers.has(offerId);
  }

  /** Number of players that wait in a queue. */
  playersIn(queueName: string): number {
    return this.entryOf(queueName).playerCount;
  }

  private statusOf(ticket: Ticket, nowMs: number): TicketStatus {
    const { queue } = this.entryOf(ticket.queue);
    const waitedMs = ticket.waitedMs(nowMs);
    return {
      ticketId: ticket.id,
      queue: ticket.queue,
      state: this.rounds.has(ticket) ? 'proposed' : 'waiting',
      waitedMs,
      expectedMs: queue.waits.expectedMs(ticket.skill),
      position: queue.positionOf(ticket),
      skillWindow: queue.rules.skill && queue.rules.windowAfter(waitedMs),
    };
  }

  private resultOf(match: FoundMatch, acceptWithinMs: number | undefined, nowMs: number): MatchResult {
    const matchId = ++this.lastMatchId;
    if (acceptWithinMs === undefined) return this.start(matchId, match, nowMs);
    return this.propose(matchId, match, nowMs + acceptWithinMs);
  }

  private propose(matchId: number, match: FoundMatch, deadlineMs: number): MatchResult {
    const round = new AcceptRound(matchId, match, deadlineMs);
    for (const ticket of match.tickets) this.rounds.set(ticket, round);
    return { kind: 'proposed', ...contentOf(matchId, match), deadlineMs };
  }

  private start(matchId: number, match: FoundMatch, nowMs: number): MatchResult {
    const { queue } = this.entryOf(match.queue);
    for (const ticket of match.tickets) {
      queue.waits.record(ticket.skill, ticket.waitedMs(nowMs));
      this.remove(ticket);
    }
    for (const { players } of match.teams) match.offer?.handOver(players);
    if (match.offer?.isFilled) this.removeOffer(match.offer);
    return { kind: 'started', ...contentOf(matchId, match) };
  }

  private dissolve(round: AcceptRound, reason: DissolvedReason, leaving: readonly Ticket[]): MatchDissolved {
    const { tickets, teams, offer, queue } = round.match;
    const returning = tickets.filter((ticket) => !leaving.includes(ticket));
    teams.forEach(({ players }, team) => offer?.release(team, players));
    for (const ticket of returning) {
      this.rounds.delete(ticket);
      ticket.returnToQueue();
    }
    for (const ticket of leaving) this.remove(ticket);
    const told = { left: leaving.map(matchedTicket), returned: returning.map(matchedTicket) };
    return { kind: 'dissolved', matchId: round.matchId, queue, reason, ...told };
  }

  private remove(ticket: Ticket): void {
    ticket.state = 'gone';
    this.tickets.delete(ticket.id);
    this.rounds.delete(ticket);
    for (const player of ticket.players) this.ticketOfPlayer.delete(player);
    const entry = this.entryOf(ticket.queue);
    entry.ticketCount--;
    entry.playerCount -= ticket.size;
  }

  private removeOffer(offer: BackfillOffer): void {
    offer.state = 'gone';
    this.offers.delete(offer.id);
    this.entryOf(offer.queue).offerCount--;
  }

  /** Each open round once, oldest first. */
  private openRounds(): AcceptRound[] {
    return [...new Set(this.rounds.values())];
  }

  private roundOf(ticketId: string, playerId: string): AcceptRound {
    const ticket = this.tickets.get(ticketId);
    if (!ticket?.players.includes(playerId)) throw refusal('matchmaking.unknown_ticket');
    const round = this.rounds.get(ticket);
    if (!round) throw refusal('matchmaking.no_proposal');
    return round;
  }

  private checkNew({ id, players }: TicketRequest): void {
    if (this.tickets.has(id) || players.some((player) => this.ticketOfPlayer.has(player))) {
      throw refusal('matchmaking.already_waiting');
    }
    if (players.length === 0 || new Set(players).size < players.length) throw refusal('matchmaking.bad_party');
  }

  private entryOf(name: string): QueueEntry {
    const entry = this.queues.get(name);
    if (!entry) throw refusal('matchmaking.unknown_queue');
    return entry;
  }
}

function refusal(code: keyof typeof MatchmakingError): GameError {
  return new GameError(MatchmakingError[code]);
}
