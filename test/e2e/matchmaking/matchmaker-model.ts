import type {
  MatchDissolved,
  MatchProposed,
  MatchResult,
  MatchStarted,
} from '../../../src/modules/matchmaking/search/match-result.js';
import { Matchmaker } from '../../../src/modules/matchmaking/search/matchmaker.js';
import { TicketQuery } from '../../../src/modules/matchmaking/query/ticket-query.js';
import { QueueRules, type QueueOptions } from '../../../src/modules/matchmaking/search/queue-rules.js';
import type { BackfillRequest } from '../../../src/modules/matchmaking/search/backfill-offer.js';
import type { TicketRequest } from '../../../src/modules/matchmaking/search/ticket.js';
import { readProperties } from '../../../src/modules/matchmaking/query/ticket-properties.js';

/** One thing that happens to a matchmaker; indices name tickets and offers in the order in which they came. */
export type MatchmakerStep =
  | {
      readonly do: 'enqueue';
      readonly size: number;
      readonly skill: number;
      readonly region: string;
      readonly query: string;
    }
  | { readonly do: 'offer'; readonly seats: readonly number[]; readonly skill: number; readonly region: string }
  | { readonly do: 'cancel' | 'accept' | 'decline' | 'withdraw' | 'pause' | 'advance'; readonly index: number }
  | { readonly do: 'pass'; readonly afterMs: number };

type Bag = Readonly<Record<string, string | number>>;
interface Asker {
  readonly sinceMs: number;
  readonly properties: Bag;
  readonly query: string;
}
type Match = MatchProposed | MatchStarted;

/** Runs steps on a matchmaker and holds each of its answers against what must be true, in the plainest way. */
export class MatchmakerModel {
  readonly matchmaker: Matchmaker;
  readonly results: MatchResult[] = [];
  readonly live = new Map<string, TicketRequest & Asker>();
  nowMs = 0;
  private readonly rules: QueueRules;
  private readonly offers = new Map<string, BackfillRequest & Asker & { free: number[] }>();
  private readonly proposals = new Map<number, MatchProposed>();
  private readonly paused = new Set<string>();
  private running: Generator<MatchResult | undefined, void> | undefined;
  private count = 0;

  constructor(options: QueueOptions) {
    this.rules = new QueueRules(options);
    this.matchmaker = new Matchmaker([options]);
  }

  run(step: MatchmakerStep): void {
    if (step.do === 'enqueue') this.enqueue(step);
    else if (step.do === 'offer') this.offer(step);
    else if (step.do === 'pass') this.pass(step.afterMs);
    else if (step.do === 'withdraw') this.withdraw(step.index);
    else if (step.do === 'pause') this.pause(step.index);
    else if (step.do === 'advance') this.advance(step.index);
    else this.answer(step.do, step.index);
    this.checkNobodyIsLost();
  }

  pass(afterMs: number): MatchResult[] {
    this.advance(Infinity);
    this.nowMs += afterMs;
    const results = this.matchmaker.pass(this.nowMs);
    for (const result of results) this.note(result);
    return results;
  }

  /** Tickets that wait and are in no proposal. */
  waiting(): (TicketRequest & Asker)[] {
    const proposed = new Set([...this.proposals.values()].flatMap(ticketIds));
    return [...this.live.values()].filter(({ id }) => !proposed.has(id) && !this.paused.has(id));
  }

  /** Whether two accept each other by query and by skill. */
  suit(one: Asker, other: Asker): boolean {
    const [mine, theirs] = [readProperties(one.properties), readProperties(other.properties)];
    if (!new TicketQuery(one.query).accepts(mine, theirs) || !new TicketQuery(other.query).accepts(theirs, mine))
      return false;
    const windows = [one, other].map(({ sinceMs }) => this.rules.windowAfter(this.nowMs - sinceMs));
    return (
      !this.rules.skill ||
      Math.abs(Number(one.properties.skill) - Number(other.properties.skill)) <= Math.min(...windows)
    );
  }

  /** Some steps of a pass, between which anything else may happen. */
  private advance(steps: number): void {
    this.running ??= this.matchmaker.steps(this.rules.name, this.nowMs);
    for (let step = 0; step < steps; step++) {
      const { done, value } = this.running.next();
      if (done === true) return void (this.running = undefined);
      if (value) this.note(value);
    }
  }

  private pause(index: number): void {
    const id = nth([...this.live.keys()], index);
    if (id === undefined) return;
    if (!this.paused.delete(id)) this.paused.add(id);
    this.matchmaker.setPaused(id, this.paused.has(id));
  }

  private enqueue({ size, skill, region, query }: MatchmakerStep & { do: 'enqueue' }): void {
    const id = `t${this.count++}`;
    const players = Array.from({ length: Math.min(size, this.rules.maxPartySize) }, (_, index) => `${id}.${index}`);
    const request = { id, queue: this.rules.name, players, properties: { skill, region }, query };
    this.matchmaker.enqueue(request, this.nowMs);
    this.live.set(id, { ...request, sinceMs: this.nowMs });
  }

  private offer({ seats, skill, region }: MatchmakerStep & { do: 'offer' }): void {
    const { count, maxSize } = this.rules.teams;
    const free = Array.from({ length: count }, (_, team) => Math.min(maxSize, seats[team] ?? 1));
    if (!free.some((seat) => seat > 0)) return;
    const id = `o${this.count++}`;
    const request = {
      id,
      queue: this.rules.name,
      roomId: id,
      freeSeats: free,
      properties: { skill, region },
      query: '',
    };
    this.matchmaker.offerBackfill(request, this.nowMs);
    this.offers.set(id, { ...request, sinceMs: this.nowMs, free: [...free] });
  }

  private withdraw(index: number): void {
    const id = nth([...this.offers.keys()], index);
    if (id === undefined) return;
    for (const result of this.matchmaker.withdrawBackfill(id)) this.note(result);
    this.offers.delete(id);
    expect([...this.proposals.values()].filter(({ room }) => room?.offerId === id)).toEqual([]);
  }

  private answer(kind: 'cancel' | 'accept' | 'decline', index: number): void {
    if (kind === 'cancel') {
      const id = nth([...this.live.keys()], index);
      if (id === undefined) return;
      this.note(this.matchmaker.cancel(id));
      this.live.delete(id);
      return;
    }
    const asked = [...this.proposals.values()].filter(({ deadlineMs }) => this.nowMs <= deadlineMs);
    const ticket = nth(
      asked.flatMap(({ teams }) => teams.flatMap(({ tickets }) => tickets)),
      index,
    );
    if (!ticket) return;
    const { ticketId, players } = ticket;
    if (kind === 'decline') this.note(this.matchmaker.decline(ticketId, players[0]!));
    else for (const player of players) this.note(this.matchmaker.accept(ticketId, player, this.nowMs));
  }

  private note(result: MatchResult | undefined): void {
    if (!result) return;
    this.results.push(result);
    if (result.kind === 'dissolved') this.noteDissolved(result);
    else if (result.kind === 'started' && this.proposals.has(result.matchId)) this.noteAccepted(result);
    else this.noteFound(result);
  }

  private noteFound(match: Match): void {
    const waiting = new Map(this.waiting().map((ticket) => [ticket.id, ticket]));
    const tickets = ticketIds(match).map((id) => waiting.get(id)!);
    expect(tickets).not.toContain(undefined); // Nobody who has left, or is in another match.
    expect(new Set(tickets).size).toBe(tickets.length);
    const offer = match.room && this.offers.get(match.room.offerId)!;
    this.checkPairs(offer ? [...tickets, offer] : tickets);
    if (offer) this.checkRoom(match, offer.free);
    else this.checkSizes(match);
    if (match.kind === 'proposed') this.proposals.set(match.matchId, match);
    else this.noteStarted(match);
  }

  private noteAccepted(match: MatchStarted): void {
    const { teams, room } = this.proposals.get(match.matchId)!;
    expect(match).toMatchObject({ teams, room });
    this.proposals.delete(match.matchId);
    this.noteStarted(match);
  }

  private noteStarted(match: MatchStarted): void {
    for (const id of ticketIds(match)) expect(this.live.delete(id)).toBe(true);
  }

  private noteDissolved({ matchId, left, returned }: MatchDissolved): void {
    const proposal = this.proposals.get(matchId)!;
    const told = [...left, ...returned].map(({ ticketId }) => ticketId);
    expect(told.sort()).toEqual(ticketIds(proposal).sort());
    const offer = proposal.room && this.offers.get(proposal.room.offerId);
    proposal.teams.forEach((team, index) => offer && (offer.free[index]! += playersOf(team)));
    this.proposals.delete(matchId);
    for (const { ticketId } of left) this.live.delete(ticketId);
  }

  private checkPairs(askers: readonly Asker[]): void {
    const pairs = askers.flatMap((one, index) => askers.slice(index + 1).map((other) => ({ one, other })));
    expect(pairs.filter(({ one, other }) => !this.suit(one, other))).toEqual([]);
  }

  private checkSizes({ teams }: Match): void {
    const { count, minSize, maxSize } = this.rules.teams;
    const sizes = teams.map((team) => playersOf(team) + team.bots);
    expect(sizes).toHaveLength(count);
    for (const size of sizes) expect(size >= minSize && size <= maxSize).toBe(true);
    expect(this.rules.isMatchSize(sizes.reduce((sum, size) => sum + size, 0))).toBe(true);
    const isBotTime = ticketIds({ teams }).some(
      (id) => this.nowMs - this.live.get(id)!.sinceMs >= this.rules.fillWithBotsAfterMs,
    );
    if (!isBotTime) expect(teams.every(({ bots }) => bots === 0)).toBe(true);
  }

  private checkRoom({ teams }: Match, free: number[]): void {
    teams.forEach((team, index) => {
      free[index]! -= playersOf(team);
      expect(free[index]).toBeGreaterThanOrEqual(0);
      expect(team.bots).toBe(0);
    });
  }

  private checkNobodyIsLost(): void {
    const ids = Array.from({ length: this.count }, (_, index) => `t${index}`);
    const known = ids.filter((id) => this.matchmaker.status(id, this.nowMs) !== undefined);
    expect(known).toEqual([...this.live.keys()]);
  }
}

function ticketIds({ teams }: Pick<Match, 'teams'>): string[] {
  return teams.flatMap(({ tickets }) => tickets.map(({ ticketId }) => ticketId));
}

function playersOf({ tickets }: Match['teams'][number]): number {
  return tickets.reduce((sum, { players }) => sum + players.length, 0);
}

function nth<T>(list: readonly T[], index: number): T | undefined {
  return list[index % Math.max(1, list.length)];
}
