import type { QueueRules, TeamOptions } from './queue-rules.js';
import { PartyPacking, type Team, type TeamBuilder } from './team-builder.js';
import type { SkillBucket } from './ticket-index.js';
import { acceptEachOther, type Seeker, type Ticket } from './ticket.js';

/** A possible seating of a growing group's parties, so that most candidates can be placed without a search. */
class SeatPlan {
  private readonly loads: number[];
  private readonly teams: TeamOptions;
  private isStale = false;

  constructor(teams: TeamOptions, first: Ticket) {
    this.teams = { ...teams, minSize: 0 };
    this.loads = Array.from({ length: teams.count }, () => 0);
    this.loads[0] = first.size;
  }

  /** True when there is room for `candidate` besides `seated`. */
  holds(seated: readonly Ticket[], candidate: Ticket): boolean {
    if (!this.isStale && this.freest() + candidate.size <= this.teams.maxSize) return true;
    return PartyPacking.find([...seated, candidate], this.teams) !== undefined;
  }

  /** Seats a ticket for which there is room. */
  add({ size }: Ticket): void {
    const load = this.freest();
    if (load + size > this.teams.maxSize) this.isStale = true;
    else this.loads[this.loads.indexOf(load)] = load + size;
  }

  /** Size of the smallest team. */
  private freest(): number {
    let least = Infinity;
    for (const load of this.loads) if (load < least) least = load;
    return least;
  }
}

/**
 * Grows a group around one ticket from those nearest in skill. It is greedy: finding the largest group in which all accept
 * each other is the clique problem (Karp, "Reducibility among combinatorial problems", 1972). It always finds a match of
 * two tickets if there is one among those it examines.
 */
export class NewGameSearch {
  private readonly tickets: Ticket[];
  private readonly group: MutualGroup;
  private readonly seats: SeatPlan;
  private players: number;
  private oldestMs: number;
  /** How many tickets of the group, counted from the first, form a complete match; 0 when none do. */
  private complete = 0;
  /** The first ticket that forms a complete match with the anchor alone, among those the group had no room for. */
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

  /** The teams of a match that can start now, if any. */
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

  /** Decides what to do with less than a full match. */
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

/** Seekers who all accept each other, by query and by skill. */
export class MutualGroup {
  private readonly members: Seeker[] = [];
  private lowest = 0;
  private highest = 0;
  private reachLow = 0;
  private reachHigh = 0;

  constructor(private readonly first: Seeker) {
    this.lowest = this.highest = first.skill;
    this.reachLow = first.skill - first.window;
    this.reachHigh = first.skill + first.window;
    this.members.push(first);
  }

  /** True when `seeker` and every member accept each other. */
  accepts(seeker: Seeker): boolean {
    if (!this.isInReach(seeker)) return false;
    for (const member of this.members) if (!acceptEachOther(member, seeker)) return false;
    return true;
  }

  /** True when `seeker` and the first member accept each other, whatever the others would say. */
  isAcceptedByFirst(seeker: Seeker): boolean {
    const distance = Math.abs(seeker.skill - this.first.skill);
    return distance <= seeker.window && distance <= this.first.window && acceptEachOther(this.first, seeker);
  }

  /** Adds a seeker that the group accepts. */
  add(seeker: Seeker): void {
    this.members.push(seeker);
    this.lowest = Math.min(this.lowest, seeker.skill);
    this.highest = Math.max(this.highest, seeker.skill);
    this.reachLow = Math.max(this.reachLow, seeker.skill - seeker.window);
    this.reachHigh = Math.min(this.reachHigh, seeker.skill + seeker.window);
  }

  /** Whether each accepts the skill difference to every other: two comparisons with the extremes instead of one per member. */
  private isInReach({ skill, window }: Seeker): boolean {
    if (skill < this.reachLow || skill > this.reachHigh) return false;
    return this.lowest >= skill - window && this.highest <= skill + window;
  }
}

/** Walks through a bucket outwards from a seeker's skill, nearest first, to the edge of its window. */
export class OutwardScan {
  /** Tickets examined so far. */
  seen = 0;
  private up: number;
  private down: number;
  private above: Ticket | undefined;
  private below: Ticket | undefined;

  constructor(
    private readonly bucket: SkillBucket,
    private readonly seeker: Seeker,
    private readonly limit: number,
  ) {
    this.up = bucket.positionOf(seeker) - 1;
    this.down = this.up + 1;
    this.climb();
    this.descend();
  }

  /** The next waiting ticket; undefined at the edge of the window or at the limit. */
  next(): Ticket | undefined {
    const ticket = this.nearest();
    if (!ticket || this.seen >= this.limit) return undefined;
    if (Math.abs(ticket.skill - this.seeker.skill) > this.seeker.window) return undefined;

    this.seen++;
    if (ticket === this.below) this.descend();
    else this.climb();
    return ticket;
  }

  /** At equal distance the one with less skill; among equals the older one. */
  private nearest(): Ticket | undefined {
    const { above, below, seeker } = this;
    if (!below || !above) return below ?? above;
    return seeker.skill - below.skill <= above.skill - seeker.skill ? below : above;
  }

  private climb(): void {
    this.up = this.bucket.waitingFrom(this.up + 1);
    if (this.bucket.at(this.up) === this.seeker) this.up = this.bucket.waitingFrom(this.up + 1);
    this.above = this.bucket.at(this.up);
  }

  private descend(): void {
    this.down = this.bucket.waitingDownFrom(this.down - 1);
    this.below = this.bucket.at(this.down);
  }
}
