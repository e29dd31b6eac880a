import { MutualGroup } from './mutual-group.js';
import type { OutwardScan } from './outward-scan.js';
import type { QueueRules, TeamOptions } from './queue-rules.js';
import type { TeamBuilder } from './team-builder.js';
import type { Team } from './team.js';
import type { Ticket } from './ticket.js';
import { PartyPacking } from './party-packing.js';

/** Where the parties of a growing group could sit, so that most of those who come need no search for a place. */
export class SeatPlan {
  private readonly loads: number[];
  private readonly teams: TeamOptions;
  private isStale = false;

  constructor(teams: TeamOptions, first: Ticket) {
    this.teams = { ...teams, minSize: 0 };
    this.loads = Array.from({ length: teams.count }, () => 0);
    this.loads[0] = first.size;
  }

  /** True when there is room for `candidate` beside `seated`. */
  holds(seated: readonly Ticket[], candidate: Ticket): boolean {
    if (!this.isStale && this.freest() + candidate.size <= this.teams.maxSize) return true;
    return PartyPacking.find([...seated, candidate], this.teams) !== undefined;
  }

  /** Seats someone for whom there is room. */
  add({ size }: Ticket): void {
    const load = this.freest();
    if (load + size > this.teams.maxSize) this.isStale = true;
    else this.loads[this.loads.indexOf(load)] = load + size;
  }

  /** Players of the team that has the fewest. */
  private freest(): number {
    let least = Infinity;
    for (const load of this.loads) if (load < least) least = load;
    return least;
  }
}

/**
 * Grows a group around one ticket by those who are nearest in skill. It is greedy: finding the largest group in which
 * all accept each other is the clique problem (Karp, "Reducibility among combinatorial problems", 1972). It does find a
 * match of two tickets whenever there is one among those that it looks at.
 */
export class NewGameSearch {
  private readonly tickets: Ticket[];
  private readonly group: MutualGroup;
  private readonly seats: SeatPlan;
  private players: number;
  private oldestMs: number;
  /** How many tickets of the group, from the first, make a complete match; 0 when none do. */
  private complete = 0;
  /** The first ticket that makes a complete match with the anchor alone, of those that the group had no room for. */
  private partner: Ticket | undefined;

  constructor(
    private readonly anchor: Ticket,
    private readonly rules: QueueRules,
    private readonly builder: TeamBuilder,
  ) {
    this.tickets = [anchor];
    this.group = new MutualGroup(anchor);
    this.seats = new SeatPlan(rules.teams, anchor);
    this.players = anchor.size;
    this.oldestMs = anchor.sinceMs;
    this.noteCompletion();
  }

  /** The teams of the match that can start now, if any. */
  run(scan: OutwardScan, nowMs: number): readonly Team[] | undefined {
    while (!this.isFull()) {
      const candidate = scan.next();
      if (!candidate) break;
      if (this.takes(candidate)) this.add(candidate);
      else this.considerAsPartner(candidate);
    }
    return this.isFull() ? this.builder.build(this.tickets) : this.settle(nowMs - this.oldestMs);
  }

  private takes(candidate: Ticket): boolean {
    if (this.players + candidate.size > this.rules.maxPlayers || !this.group.accepts(candidate)) return false;
    return this.seats.holds(this.tickets, candidate);
  }

  private add(candidate: Ticket): void {
    this.tickets.push(candidate);
    this.group.add(candidate);
    this.seats.add(candidate);
    this.players += candidate.size;
    this.oldestMs = Math.min(this.oldestMs, candidate.sinceMs);
    this.noteCompletion();
  }

  private noteCompletion(): void {
    if (this.builder.isComplete(this.tickets, this.players)) this.complete = this.tickets.length;
  }

  private considerAsPartner(candidate: Ticket): void {
    if (this.partner || this.complete > 0 || !this.group.isAcceptedByFirst(candidate)) return;
    if (this.builder.isComplete([this.anchor, candidate], this.anchor.size + candidate.size)) this.partner = candidate;
  }

  private isFull(): boolean {
    return this.players === this.rules.maxPlayers && this.complete === this.tickets.length;
  }

  /** What to do with fewer than a full match. */
  private settle(waitedMs: number): readonly Team[] | undefined {
    if (waitedMs >= this.rules.fillWithBotsAfterMs) {
      const teams = this.builder.buildWithBots(this.tickets);
      if (teams) return teams;
    }
    const isLongEnough = waitedMs >= this.rules.preferFullForMs;
    if (isLongEnough && this.complete > 0) return this.builder.build(this.tickets.slice(0, this.complete));

    const pair = this.partner && [this.anchor, this.partner];
    const isFull = this.partner && this.anchor.size + this.partner.size === this.rules.maxPlayers;
    return pair && (isLongEnough || isFull) ? this.builder.build(pair) : undefined;
  }
}
