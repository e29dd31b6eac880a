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

/** A match whose players have to say yes before it starts. */
export class AcceptRound {
  private readonly missing: Set<string>;

  constructor(
    readonly matchId: number,
    readonly match: FoundMatch,
    readonly deadlineMs: number,
  ) {
    this.missing = new Set(match.tickets.flatMap(({ players }) => players));
  }

  /** True when nobody has yet to answer. */
  get isAccepted(): boolean {
    return this.missing.size === 0;
  }

  /** Notes the yes of a player; a second one changes nothing. */
  accept(playerId: string): void {
    this.missing.delete(playerId);
  }

  /** Tickets of which some player has not answered. */
  unanswered(): Ticket[] {
    return this.match.tickets.filter(({ players }) => players.some((player) => this.missing.has(player)));
  }
}

/** How a ticket is doing. */
export interface TicketStatus {
  readonly ticketId: string;
  readonly queue: string;
  readonly state: 'waiting' | 'proposed';
  readonly waitedMs: number;
  /** The usual wait of someone with such a skill; undefined before the first match. */
  readonly expectedMs: number | undefined;
  /** Place in the order of arrival, from 1, as of the last pass. */
  readonly position: number;
  /** The difference in skill that the ticket bears by now; undefined in a queue without skill. */
  readonly skillWindow: number | undefined;
}

interface QueueEntry {
  readonly queue: MatchQueue;
  ticketCount: number;
  offerCount: number;
}

/**
 * Brings players together who suit each other: queues, parties, free seats of running rooms, bots, and a round in which
 * all accept. It knows no sockets, no rooms and no clock: whoever calls it says what time it is, and the same calls give
 * the same matches.
 */
export class Matchmaker {
  private readonly queues = new Map<string, QueueEntry>();
  private readonly desk = new TicketDesk();
  private readonly tickets = new Map<string, Ticket>();
  private readonly ticketOfPlayer = new Map<string, Ticket>();
  private readonly offers = new Map<string, BackfillOffer>();
  private readonly rounds = new Map<Ticket, AcceptRound>();
  private lastMatchId = 0;

  /** @throws Error as {@link addQueue} */
  constructor(queues: readonly QueueOptions[] = []) {
    for (const options of queues) this.addQueue(options);
  }

  /**
   * Opens a queue.
   * @throws Error with one sentence when its rules contradict themselves, or another one has its name
   */
  addQueue(options: QueueOptions): QueueRules {
    if (this.queues.has(options.name)) throw new Error(`There are two matchmaking queues "${options.name}".`);
    const rules = new QueueRules(options);
    this.queues.set(options.name, { queue: new MatchQueue(rules), ticketCount: 0, offerCount: 0 });
    return rules;
  }

  /**
   * Lets a player or a party wait.
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
    return this.statusOf(ticket, nowMs);
  }

  /** Takes a ticket out; the result tells when that ends a proposed match. Unknown tickets have left already. */
  cancel(ticketId: string): MatchDissolved | undefined {
    const ticket = this.tickets.get(ticketId);
    if (!ticket) return undefined;
    const round = this.rounds.get(ticket);
    if (round) return this.dissolve(round, 'cancelled', [ticket]);
    this.remove(ticket);
    return undefined;
  }

  /**
   * Offers the free seats of a running room; who gets one is a match with a `room`. An offer ends when its seats are
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

  /** Offers more seats of a room, by team; nothing happens when its offer has ended. */
  growBackfill(offerId: string, seats: readonly number[]): void {
    seats.forEach((count, team) => this.offers.get(offerId)?.grow(team, count));
  }

  /** Takes an offer back, with the proposals for its seats. */
  withdrawBackfill(offerId: string): MatchDissolved[] {
    const offer = this.offers.get(offerId);
    if (!offer) return [];
    this.removeOffer(offer);
    const rounds = this.openRounds().filter(({ match }) => match.offer === offer);
    return rounds.map((round) => this.dissolve(round, 'room_withdrawn', []));
  }

  /**
   * A player says yes to the proposed match; the last yes starts it.
   * @throws GameError `matchmaking.unknown_ticket` or `.no_proposal`, also after the deadline
   */
  accept(ticketId: string, playerId: string, nowMs: number): MatchResult | undefined {
    const round = this.roundOf(ticketId, playerId);
    if (nowMs > round.deadlineMs) throw refusal('matchmaking.no_proposal');
    round.accept(playerId);
    return round.isAccepted ? this.start(round.matchId, round.match, nowMs) : undefined;
  }

  /**
   * A player says no to the proposed match: the ticket leaves, the others wait on.
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

  /** A paused ticket keeps its place and its age but is not matched. A proposed match that it is in already goes on. */
  setPaused(ticketId: string, isPaused: boolean): void {
    const ticket = this.tickets.get(ticketId);
    if (!ticket) return;
    ticket.isPaused = isPaused;
    if (!this.rounds.has(ticket)) ticket.returnToQueue();
  }

  /** Ends the rounds whose time is over and matches whoever waits in any queue; call it a few times a second, or less often. */
  pass(nowMs: number): MatchResult[] {
    const results: MatchResult[] = this.expire(nowMs);
    for (const queue of this.queues.keys()) {
      for (const result of this.steps(queue, nowMs)) if (result) results.push(result);
    }
    return results;
  }

  /** Ends the rounds whose time is over. */
  expire(nowMs: number): MatchDissolved[] {
    const overdue = this.openRounds().filter(({ deadlineMs }) => nowMs > deadlineMs);
    return overdue.map((round) => this.dissolve(round, 'expired', round.unanswered()));
  }

  /**
   * A pass over one queue in small steps, each of which may bring a result. Everything but another pass over it may be
   * asked of the matchmaker between two of them; who comes meanwhile is seen by the next pass.
   */
  *steps(queueName: string, nowMs: number): Generator<MatchResult | undefined, void> {
    const { queue } = this.entryOf(queueName);
    for (const match of queue.pass(nowMs)) yield match && this.resultOf(match, queue.rules.acceptWithinMs, nowMs);
  }

  /** The queues in which somebody waits. */
  busyQueues(): string[] {
    return [...this.queues].filter(([, { ticketCount }]) => ticketCount > 0).map(([name]) => name);
  }

  /** How a ticket is doing; undefined once it has left. */
  status(ticketId: string, nowMs: number): TicketStatus | undefined {
    const ticket = this.tickets.get(ticketId);
    return ticket && this.statusOf(ticket, nowMs);
  }

  /** How many tickets there are, those in proposals included. */
  get size(): number {
    return this.tickets.size;
  }

  /** How many rooms offer seats. */
  get offerCount(): number {
    return this.offers.size;
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
    this.entryOf(ticket.queue).ticketCount--;
  }

  private removeOffer(offer: BackfillOffer): void {
    offer.state = 'gone';
    this.offers.delete(offer.id);
    this.entryOf(offer.queue).offerCount--;
  }

  /** Each round once, the oldest first. */
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
