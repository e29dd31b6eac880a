import { Matchmaker } from '../../../src/modules/matchmaking/search/matchmaker.js';
import type { QueueOptions } from '../../../src/modules/matchmaking/search/queue-rules.js';
import type { TicketRequest } from '../../../src/modules/matchmaking/search/ticket.js';

const REGIONS = ['eu', 'us', 'asia', 'sa'];
const MODES = ['ctf', 'dm', 'siege'];
const PARTY_SIZES = [1, 1, 1, 1, 1, 1, 2, 3];

/** Four against four with skill windows that widen. */
export const FOUR_AGAINST_FOUR: QueueOptions = {
  name: 'ranked',
  minPlayers: 8,
  maxPlayers: 8,
  teams: { count: 2, minSize: 4, maxSize: 4 },
  skill: { property: 'skill', initial: 50, growthPerSecond: 10, maximum: 400 },
};

/** A matchmaker in which so many tickets wait, some of them parties. */
export function matchmakerWith(tickets: number, requestOf: (index: number) => TicketRequest): Matchmaker {
  const matchmaker = new Matchmaker([FOUR_AGAINST_FOUR]);
  for (let index = 0; index < tickets; index++) matchmaker.enqueue(requestOf(index), index);
  return matchmaker;
}

/** Players of twelve kinds, most of whom find a match at once. */
export function easyPlayer(index: number): TicketRequest {
  const random = randomOf(index);
  const region = REGIONS[Math.floor(random() * REGIONS.length)] ?? '';
  const mode = MODES[Math.floor(random() * MODES.length)] ?? '';
  // The sum of three is near enough to the bell of real skills.
  const skill = Math.round(500 * (random() + random() + random()) + 250);
  const size = PARTY_SIZES[Math.floor(random() * PARTY_SIZES.length)] ?? 1;
  return {
    id: `${index}`,
    queue: FOUR_AGAINST_FOUR.name,
    players: Array.from({ length: size }, (_, player) => `${index}.${player}`),
    properties: { region, mode, skill, level: Math.floor(random() * 50) },
    query: `region = '${region}' and mode = '${mode}' and level >= 5 and skill within 300`,
  };
}

/** Players who all look alike to the index and of whom none suits another: the most a pass can be made to do. */
export function hopelessPlayer(index: number): TicketRequest {
  const { id, queue, properties } = easyPlayer(index);
  return { id, queue, players: [id], properties: { ...properties, level: index }, query: `level = ${index + 1}` };
}

/** Numbers from 0 to 1 that are the same in each run: mulberry32 (Tommy Ettinger, public domain). */
function randomOf(seed: number): () => number {
  let state = seed * 0x9e3779b1;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
