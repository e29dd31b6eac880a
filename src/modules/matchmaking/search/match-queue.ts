import { BackfillOffer } from './backfill-offer.js';
import type { FoundMatch } from './match-result.js';
import { MutualGroup, NewGameSearch, OutwardScan } from './new-game-search.js';
import type { QueueRules } from './queue-rules.js';
import { Team, TeamBuilder } from './team-builder.js';
import { TicketIndex } from './ticket-index.js';
import { byAge, bySkill, type Seeker, type Ticket } from './ticket.js';

/** Fills a room's free seats with tickets that suit it and each other; a partial result is better than none. */
export function fillSeats(offer: BackfillOffer, scan: OutwardScan, teamCount: number): readonly Team[] {
  const teams = Array.from({ length: teamCount }, () => new Team());
  const group = new MutualGroup(offer);
  while (offer.hasSeats) {
    const candidate = scan.next();
    if (!candidate) break;
    const team = offer.teamFor(candidate);
    if (team === undefined || !group.accepts(candidate)) continue;

    group.add(candidate);
    teams[team]?.add(candidate);
    offer.keep(team, candidate.size);
  }
  return teams;
}

/** Tickets that every seeker may examine in each pass. */
export const SHALLOW_SCAN = 64;
/** Tickets that all seekers together may examine beyond that. */
export const DEEP_SCANS = 50_000;

/**
 * Limits the cost of a pass, whatever the queries. Everyone examines the nearest tickets; the rest of the budget goes to
 * one seeker after another, who examine their whole window. The next pass continues after the last of them, so everyone
 * gets a turn, and a suitable pair is found eventually.
 */
export class ScanBudget {
  private left = 0;
  private from = 0;
  private resumeFrom = 0;

  constructor(private readonly perPass = DEEP_SCANS) {}

  /** Starts a pass. */
  renew(): void {
    this.left = this.perPass;
    this.from = this.resumeFrom;
    this.resumeFrom = 0;
  }

  /** How many tickets `seeker` may examine; seekers must ask in order of arrival. */
  limitOf(seeker: Seeker): number {
    return this.left > 0 && seeker.sequence >= this.from ? Infinity : SHALLOW_SCAN;
  }

  /** Charges what `seeker` has examined. */
  spend(seeker: Seeker, seen: number): void {
    if (seen <= SHALLOW_SCAN) return;
    this.left -= seen - SHALLOW_SCAN;
    if (this.left <= 0) this.resumeFrom = seeker.sequence + 1;
  }
}

/** Weight of the newest sample: after 14 matches the old average counts for a quarter. */
const WEIGHT = 0.1;
/** Skill ranges in each direction from 0; anything beyond counts towards the outermost. */
const MAX_STRETCHES = 64;

/**
 * How long tickets waited for their match, as an exponentially weighted moving average (Roberts, "Control chart tests
 * based on geometric moving averages", 1959), for the queue and for each skill range.
 */
export class WaitEstimate {
  private readonly stretches = new Map<number, number>();
  private overall: number | undefined;

  /** @param stretchWidth width of a skill range; 0 in a queue without skill */
  constructor(private readonly stretchWidth: number) {}

  /** Records the wait of a matched ticket. */
  record(skill: number, waitedMs: number): void {
    const stretch = this.stretchOf(skill);
    this.stretches.set(stretch, averaged(this.stretches.get(stretch), waitedMs));
    this.overall = averaged(this.overall, waitedMs);
  }

  /** The expected wait at this skill; undefined before the first match. */
  expectedMs(skill: number): number | undefined {
    return this.stretches.get(this.stretchOf(skill)) ?? this.overall;
  }

  private stretchOf(skill: number): number {
    if (this.stretchWidth === 0) return 0;
    return Math.max(-MAX_STRETCHES, Math.min(MAX_STRETCHES, Math.floor(skill / this.stretchWidth)));
  }
}

function averaged(average: number | undefined, value: number): number {
  return average === undefined ? value : average + WEIGHT * (value - average);
}

/**
 * Everyone who waits under the same rules. Tickets that left stay in the lists, marked as gone, until the next pass or
 * until there are as many of them as of those that may wait.
 */
export class MatchQueue {
  /** Estimates the expected wait. */
  readonly waits: WaitEstimate;
  private readonly budget = new ScanBudget();
  private readonly builder: TeamBuilder;
  private byAge: Ticket[] = [];
  private bySkill: Ticket[] = [];
  private offers: BackfillOffer[] = [];

  constructor(readonly rules: QueueRules) {
    this.builder = new TeamBuilder(rules);
    this.waits = new WaitEstimate(rules.skill?.maximum ?? 0);
  }

  /** Adds a ticket as the youngest. */
  add(ticket: Ticket): void {
    if (this.byAge.length >= 2 * this.rules.maxTickets) this.forgetGone();
    this.byAge.push(ticket);
    this.bySkill.push(ticket);
  }

  /** Adds an offer as the youngest. */
  addOffer(offer: BackfillOffer): void {
    if (this.offers.length >= 2 * this.rules.maxOffers) this.forgetGone();
    this.offers.push(offer);
  }

  /** A ticket's place by arrival, from 1; those that left since the last pass still count. */
  positionOf(ticket: Ticket): number {
    let low = 0;
    let high = this.byAge.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.byAge[middle]?.sequence ?? Infinity) < ticket.sequence) low = middle + 1;
      else high = middle;
    }
    return low + 1;
  }

  /**
   * One pass, from the oldest seeker to the youngest: a waiting ticket tries to grow a new game around itself, a room takes
   * tickets that fit. An older room thus comes before a younger group. Each step handles one seeker and yields what it found,
   * with its tickets marked as proposed. Between steps, tickets and offers may be added, removed and returned.
   */
  *pass(nowMs: number): Generator<FoundMatch | undefined, void> {
    const seekers = this.refresh(nowMs);
    // Whoever is added from now on stands at the end of the list, whatever the skill, and the index needs it sorted.
    const sorted = [...this.bySkill];
    yield undefined;
    const waiting = sorted.filter(({ state }) => state === 'waiting');
    const index = new TicketIndex(waiting, seekers);
    this.budget.renew();
    for (const seeker of seekers) {
      if (seeker.state !== 'waiting') continue;
      const scan = new OutwardScan(index.bucketFor(seeker), seeker, this.budget.limitOf(seeker));
      const match = this.search(seeker, scan, nowMs);
      this.budget.spend(seeker, scan.seen);
      for (const ticket of match?.tickets ?? []) ticket.state = 'proposed';
      yield match;
    }
  }

  private search(seeker: Ticket | BackfillOffer, scan: OutwardScan, nowMs: number): FoundMatch | undefined {
    if (!(seeker instanceof BackfillOffer)) {
      const teams = new NewGameSearch(seeker, this.rules, this.builder).run(scan, nowMs);
      return teams && this.found(teams, undefined);
    }
    const teams = fillSeats(seeker, scan, this.rules.teams.count);
    return teams.some(({ players }) => players > 0) ? this.found(teams, seeker) : undefined;
  }

  private found(teams: readonly Team[], offer: BackfillOffer | undefined): FoundMatch {
    return { queue: this.rules.name, tickets: teams.flatMap(({ tickets }) => tickets), teams, offer };
  }

  /** Removes those who are gone, widens the windows and returns all seekers, oldest first. */
  private refresh(nowMs: number): (Ticket | BackfillOffer)[] {
    this.forgetGone();
    this.bySkill.sort(bySkill);
    const seekers: (Ticket | BackfillOffer)[] = [...this.byAge, ...this.offers.filter(({ hasSeats }) => hasSeats)];
    if (seekers.length > this.byAge.length) seekers.sort(byAge);
    for (const seeker of seekers) seeker.window = this.rules.windowAfter(seeker.waitedMs(nowMs));
    return seekers;
  }

  private forgetGone(): void {
    this.byAge = this.byAge.filter(isHere);
    this.bySkill = this.bySkill.filter(isHere);
    this.offers = this.offers.filter(isHere);
  }
}

function isHere({ state }: Seeker): boolean {
  return state !== 'gone';
}
