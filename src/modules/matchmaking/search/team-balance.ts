import type { Team } from './team.js';

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
