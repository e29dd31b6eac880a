import type { QueueRules, TeamOptions } from './queue-rules.js';
import { byAge, type Ticket } from './ticket.js';

/** The tickets of one team being built. */
export class Team {
  readonly tickets: Ticket[] = [];
  players = 0;
  bots = 0;
  private skill = 0;

  /** Players and bots. */
  get size(): number {
    return this.players + this.bots;
  }

  /** Total skill of its players; every player counts with their ticket's skill. */
  get totalSkill(): number {
    return this.skill;
  }

  add(ticket: Ticket): void {
    this.tickets.push(ticket);
    this.players += ticket.size;
    this.skill += ticket.skill * ticket.size;
  }

  /** The average skill with `removed` replaced by `added`, a ticket of the same size. */
  averageWith(added: Ticket, removed: Ticket): number {
    return (this.skill + (added.skill - removed.skill) * added.size) / this.players;
  }

  /** Replaces the ticket at `index` by `added`. */
  replace(index: number, added: Ticket): void {
    const removed = this.tickets[index];
    if (!removed) return;
    this.tickets[index] = added;
    this.skill += (added.skill - removed.skill) * added.size;
  }
}

/** Rounds of swaps; more hardly ever change anything. */
const MAX_ROUNDS = 4;

/**
 * Swaps tickets of equal size between two teams as long as that brings their average skills closer: local search by
 * pairwise exchange (Kernighan and Lin, "An efficient heuristic procedure for partitioning graphs", 1970).
 */
function balance(teams: readonly Team[]): void {
  for (let round = 0; round < MAX_ROUNDS; round++) if (!exchangeAll(teams)) return;
}

function exchangeAll(teams: readonly Team[]): boolean {
  let isChanged = false;
  for (const [index, left] of teams.entries()) {
    for (const right of teams.slice(index + 1)) if (exchange(left, right)) isChanged = true;
  }
  return isChanged;
}

/** True when something was swapped. */
function exchange(left: Team, right: Team): boolean {
  let isChanged = false;
  for (let one = 0; one < left.tickets.length; one++) {
    for (let other = 0; other < right.tickets.length; other++) {
      if (exchangeAt(left, one, right, other)) isChanged = true;
    }
  }
  return isChanged;
}

function exchangeAt(left: Team, one: number, right: Team, other: number): boolean {
  const mine = left.tickets[one];
  const theirs = right.tickets[other];
  if (!mine || mine.size !== theirs?.size) return false;

  const before = Math.abs(left.totalSkill / left.players - right.totalSkill / right.players);
  const after = Math.abs(left.averageWith(theirs, mine) - right.averageWith(mine, theirs));
  if (!(after < before)) return false;
  left.replace(one, theirs);
  right.replace(other, mine);
  return true;
}

/** Splits the tickets of a match into teams of the sizes the queue allows; parties stay together. */
export class TeamBuilder {
  private readonly looseTeams: QueueRules['teams'];

  constructor(private readonly rules: QueueRules) {
    this.looseTeams = { ...rules.teams, minSize: 0 };
  }

  /** True when these tickets form a match as they are. */
  isComplete(tickets: readonly Ticket[], players: number): boolean {
    const { teams } = this.rules;
    if (!this.rules.isMatchSize(players) || players < teams.count * teams.minSize) return false;
    return isEasy(tickets, players, teams.count) || PartyPacking.find(tickets, teams) !== undefined;
  }

  /** The teams of a complete match, balanced. */
  build(tickets: readonly Ticket[]): Team[] | undefined {
    return this.arrange(tickets, this.rules.teams);
  }

  /** The teams of a match in which bots fill the free seats; undefined when no number of bots completes it. */
  buildWithBots(tickets: readonly Ticket[]): Team[] | undefined {
    const teams = this.arrange(tickets, this.looseTeams);
    if (!teams) return undefined;

    const { minSize, maxSize } = this.rules.teams;
    let size = teams.reduce((sum, team) => sum + team.players, 0);
    for (;;) {
      const isEnough = size >= this.rules.fillWithBotsTo && teams.every((team) => team.size >= minSize);
      if (isEnough && this.rules.isMatchSize(size)) return teams;

      const smallest = teams.reduce((least, team) => (team.size < least.size ? team : least));
      if (size >= this.rules.maxPlayers || smallest.size >= maxSize) return undefined;
      smallest.bots++;
      size++;
    }
  }

  private arrange(tickets: readonly Ticket[], options: QueueRules['teams']): Team[] | undefined {
    const sorted = [...tickets].sort(
      (one, other) => other.size - one.size || other.skill - one.skill || byAge(one, other),
    );
    const teams = spread(sorted, options) ?? packed(sorted, options);
    if (teams) balance(teams);
    return teams;
  }
}

/** Single players fit wherever there is room, and with one team everything fits. */
function isEasy(tickets: readonly Ticket[], players: number, teams: number): boolean {
  return teams === 1 || tickets.length === players;
}

/**
 * Puts each ticket on the team with the fewest players, then the least skill: list scheduling, largest first (Graham,
 * "Bounds on multiprocessing timing anomalies", 1969).
 */
function spread(sorted: readonly Ticket[], { count, minSize, maxSize }: QueueRules['teams']): Team[] | undefined {
  const teams = Array.from({ length: count }, () => new Team());
  for (const ticket of sorted) {
    const team = teams.reduce((best, other) => (isNeedier(other, best) ? other : best));
    if (team.players + ticket.size > maxSize) return undefined;
    team.add(ticket);
  }
  return teams.every(({ players }) => players >= minSize) ? teams : undefined;
}

function isNeedier(team: Team, other: Team): boolean {
  return team.players < other.players || (team.players === other.players && team.totalSkill < other.totalSkill);
}

function packed(sorted: readonly Ticket[], options: QueueRules['teams']): Team[] | undefined {
  const places = PartyPacking.find(sorted, options);
  if (!places) return undefined;
  const teams = Array.from({ length: options.count }, () => new Team());
  for (const [ticket, team] of places) teams[team]?.add(ticket);
  return teams;
}

/** Steps after which a packing counts as impossible; parties are few, and real cases take a few dozen. */
const MAX_STEPS = 300;

/**
 * Packs whole parties into teams by depth-first search, largest party first, never trying two teams of equal size for the
 * same party (bin packing; Martello and Toth, "Knapsack Problems", 1990, chapter 8).
 */
export class PartyPacking {
  private readonly loads: number[];
  private readonly places = new Map<Ticket, number>();
  private steps = 0;

  private constructor(
    private readonly tickets: readonly Ticket[],
    private readonly options: TeamOptions,
  ) {
    this.loads = Array.from({ length: options.count }, () => 0);
  }

  /** The team of each ticket, or undefined when no packing exists. */
  static find(tickets: readonly Ticket[], teams: TeamOptions): ReadonlyMap<Ticket, number> | undefined {
    const sorted = [...tickets].sort((one, other) => other.size - one.size);
    const packing = new PartyPacking(sorted, teams);
    const players = sorted.reduce((sum, { size }) => sum + size, 0);
    return packing.place(0, players) ? packing.places : undefined;
  }

  private place(index: number, playersLeft: number): boolean {
    const ticket = this.tickets[index];
    if (++this.steps > MAX_STEPS || playersLeft < this.playersLacking()) return false;
    if (!ticket) return true;

    for (let team = 0; team < this.loads.length; team++) {
      const load = this.loads[team] ?? 0;
      if (load + ticket.size > this.options.maxSize || this.loads.indexOf(load) < team) continue;
      this.loads[team] = load + ticket.size;
      this.places.set(ticket, team);
      if (this.place(index + 1, playersLeft - ticket.size)) return true;
      this.loads[team] = load;
    }
    return false;
  }

  private playersLacking(): number {
    let lacking = 0;
    for (const load of this.loads) lacking += Math.max(0, this.options.minSize - load);
    return lacking;
  }
}
