import { BackfillOffer } from './backfill-offer.js';
import { fillSeats } from './backfill-search.js';
import type { FoundMatch } from './found-match.js';
import { NewGameSearch } from './new-game-search.js';
import { OutwardScan } from './outward-scan.js';
import type { QueueRules } from './queue-rules.js';
import { ScanBudget } from './scan-budget.js';
import { byAge, bySkill, type Seeker } from './seeker.js';
import { TeamBuilder } from './team-builder.js';
import type { Team } from './team.js';
import type { Ticket } from './ticket.js';
import { TicketIndex } from './ticket-index.js';
import { WaitEstimate } from './wait-estimate.js';

/**
 * Everyone who waits under the same rules. Tickets that left stay in the lists, as gone, until the next pass or until they
 * are as many as those who may wait.
 */
export class MatchQueue {
  /** How long a wait is to be expected. */
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

  /** Adds a ticket, which is the youngest of all. */
  add(ticket: Ticket): void {
    if (this.byAge.length >= 2 * this.rules.maxTickets) this.forgetGone();
    this.byAge.push(ticket);
    this.bySkill.push(ticket);
  }

  /** Adds an offer, which is the youngest of all. */
  addOffer(offer: BackfillOffer): void {
    if (this.offers.length >= 2 * this.rules.maxOffers) this.forgetGone();
    this.offers.push(offer);
  }

  /** Place of a ticket in the order of arrival, from 1; those that left since the last pass still count. */
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
   * One pass, from the oldest seeker to the youngest: a ticket that still waits grows a new game, a room takes whoever
   * fits. An older room thus comes before a younger group. Each step looks for one seeker, and yields what it found: its
   * tickets are marked as proposed. Between two steps tickets and offers may come, leave and return.
   */
  *pass(nowMs: number): Generator<FoundMatch | undefined, void> {
    const seekers = this.refresh(nowMs);
    yield undefined;
    const waiting = this.bySkill.filter(({ state }) => state === 'waiting');
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

  /** Forgets who is gone, widens the windows and returns all who look for players, the oldest first. */
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
