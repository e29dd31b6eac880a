import { PartyPacking } from './party-packing.js';
import type { QueueRules } from './queue-rules.js';
import { byAge } from './seeker.js';
import { Team } from './team.js';
import type { Ticket } from './ticket.js';

/** Rounds of exchange; more hardly ever change anything. */
const MAX_ROUNDS = 4;

/**
 * Exchanges tickets of one size between two teams as long as that brings their average skills closer: local search by
 * pairwise exchange (Kernighan and Lin, "An efficient heuristic procedure for partitioning graphs", 1970).
 */
export function balance(teams: readonly Team[]): void {
  for (let round = 0; round < MAX_ROUNDS; round++) if (!exchangeAll(teams)) return;
}

function exchangeAll(teams: readonly Team[]): boolean {
  let isChanged = false;
  for (const [index, left] of teams.entries()) {
    for (const right of teams.slice(index + 1)) if (exchange(left, right)) isChanged = true;
  }
  return isChanged;
}

/** True when something was exchanged. */
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

/** Splits the tickets of a match into teams of the sizes that the queue allows; parties stay whole. */
export class TeamBuilder {
  private readonly looseTeams: QueueRules['teams'];

  constructor(private readonly rules: QueueRules) {
    this.looseTeams = { ...rules.teams, minSize: 0 };
  }

  /** True when they are a match as they are. */
  isComplete(tickets: readonly Ticket[], players: number): boolean {
    const { teams } = this.rules;
    if (!this.rules.isMatchSize(players) || players < teams.count * teams.minSize) return false;
    return isEasy(tickets, players, teams.count) || PartyPacking.find(tickets, teams) !== undefined;
  }

  /** The teams of a complete match, balanced. */
  build(tickets: readonly Ticket[]): Team[] | undefined {
    return this.arrange(tickets, this.rules.teams);
  }

  /** The teams of a match whose free seats bots take; undefined when no number of bots makes it one. */
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

/** Single players fit wherever there is room, and one team holds whatever is not too much. */
function isEasy(tickets: readonly Ticket[], players: number, teams: number): boolean {
  return teams === 1 || tickets.length === players;
}

/**
 * Each ticket into the team with the fewest players, of those the one with the least skill: list scheduling, the
 * largest first (Graham, "Bounds on multiprocessing timing anomalies", 1969).
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
