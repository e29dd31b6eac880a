import type { BackfillOffer } from './backfill-offer.js';
import { MutualGroup } from './mutual-group.js';
import type { OutwardScan } from './outward-scan.js';
import { Team } from './team.js';

/** Fills the free seats of a room with those who suit it and each other; some are better than none. */
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
