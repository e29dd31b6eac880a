import { faultsIn } from './checks.js';
import type { Act, Entry, Unique } from './journal.js';

const act = (copy: string, fromMs: number, atMs = fromMs + 100, what: Unique = 'room', key = 'r'): Act => ({
  ...{ type: 'act', what, key, copy, fromMs, atMs },
});
const mark = (type: 'fault' | 'forgot' | 'recovered', atMs: number): Entry => ({ type, text: 'it', atMs });
const said = (count: number, atMs: number): Entry => line('said', 'ann', count, atMs);
const heard = (count: number, atMs: number): Entry => line('heard', 'bob', count, atMs);
const isIn = (atMs: number): Entry => ({ type: 'in', room: 'r', bot: 'bob', atMs });
const isOut = (atMs: number): Entry => ({ type: 'out', room: 'r', bot: 'bob', atMs });

function line(type: 'said' | 'heard', bot: string, count: number, atMs: number): Entry {
  return { type, room: 'r', speaker: 'ann', count, bot, atMs };
}

/** A journal without a fault, in which everything happens that is checked. */
function goodJournal(): Entry[] {
  return [
    ...(['room', 'session', 'seat', 'party'] as const).flatMap((what) => [
      act('a#1', 1_000, 1_100, what),
      act('b#1', 1_200, 1_300, what),
      act('a#2', 1_400, 1_500, what),
    ]),
    { type: 'used', what: 'match ticket', key: 't', by: 'r', atMs: 1_000 },
    { type: 'used', what: 'match ticket', key: 't', by: 'r', atMs: 1_001 },
    { type: 'used', what: 'connection ticket', key: 't', by: 'ann 0', atMs: 1_000 },
    { type: 'acknowledged', what: 'document', key: 'ann', value: 3, atMs: 2_000 },
    { type: 'acknowledged', what: 'score', key: 'ann', value: 4, atMs: 2_100 },
    { type: 'read', what: 'document', key: 'ann', value: 5, atMs: 90_000 },
    { type: 'read', what: 'score', key: 'ann', value: 4, atMs: 90_000 },
    isIn(0),
    ...[said(1, 10_000), heard(1, 10_001), said(2, 20_000), heard(2, 20_001)],
    isOut(40_000),
    { type: 'holding', node: 'a', rooms: ['r'], sessions: ['s'], atMs: 90_000 },
    { type: 'holding', node: 'b', rooms: [], sessions: [], atMs: 90_000 },
    { type: 'record', what: 'room', key: 'r', owner: 'a', atMs: 90_000 },
    { type: 'record', what: 'session', key: 's', owner: 'a', atMs: 90_000 },
  ];
}

/** Without the entry of that place that has these fields, and with others. */
function tampered(without: object | undefined, ...more: Entry[]): Entry[] {
  const journal = goodJournal();
  if (without === undefined) return [...journal, ...more];
  const index = journal.findIndex((entry) =>
    Object.entries(without).every(([name, value]) => field(entry, name) === value),
  );
  if (index === -1) throw new Error('There is no such entry.');
  journal.splice(index, 1);
  return [...journal, ...more];
}

function field(entry: object, name: string): unknown {
  return (entry as Record<string, unknown>)[name];
}

describe(faultsIn, () => {
  it('finds nothing where nothing is wrong', () => {
    expect(faultsIn(goodJournal())).toEqual([]);
    expect(faultsIn([])).toEqual([]);
  });

  it.each([
    ['room', 'A room ticks at two nodes'],
    ['session', 'A session is at home at two nodes'],
    ['seat', 'A session is in two rooms'],
    ['party', 'A party has two leaders'],
  ] as const)('finds two copies that act by turns, or at once: %s', (what, words) => {
    expect(faultsIn(tampered(undefined, act('a#1', 1_600, 1_700, what)))).toEqual([expect.stringContaining(words)]);
    expect(faultsIn(tampered(undefined, act('b#2', 1_450, 1_460, what)))).toEqual([expect.stringContaining(words)]);
  });

  it('lets an earlier copy act again when the store has forgotten the later one, and that has ended', () => {
    const goesOn = [mark('forgot', 1_550), act('a#1', 1_600)];
    expect(faultsIn(tampered(undefined, ...goesOn))).toEqual([]);
    expect(faultsIn(tampered(undefined, ...goesOn, act('a#2', 1_800)))).toHaveLength(1);
    expect(faultsIn(tampered(undefined, mark('forgot', 1_350), act('a#1', 1_600)))).toHaveLength(1);
  });

  it.each<[string, object | undefined, Entry[], string]>([
    [
      'a ticket in two matches',
      undefined,
      [{ type: 'used', what: 'match ticket', key: 't', by: 'r2', atMs: 1_100 }],
      'match ticket t was good more than once: r, r2',
    ],
    [
      'a connection ticket that was used twice',
      undefined,
      [{ type: 'used', what: 'connection ticket', key: 't', by: 'ann 1', atMs: 1_100 }],
      'connection ticket t was good more than once',
    ],
    [
      'a document that went back',
      { type: 'read', what: 'document' },
      [{ type: 'read', what: 'document', key: 'ann', value: 2, atMs: 90_000 }],
      'document ann was acknowledged as 3 (at 2000 ms) and is 2',
    ],
    [
      'a score that is gone',
      { type: 'read', what: 'score' },
      [],
      'score ann was acknowledged as 4 (at 2100 ms) and is gone',
    ],
    ['a line that was heard twice', undefined, [heard(2, 20_500)], 'bob heard line 2 of ann after line 2'],
    ['lines out of order', undefined, [heard(1, 20_500)], 'bob heard line 1 of ann after line 2'],
    [
      'a line that was acknowledged and not heard',
      { type: 'heard', count: 2 },
      [],
      'bob has not heard line 2 of ann in r',
    ],
    [
      'a record without a room',
      undefined,
      [{ type: 'record', what: 'room', key: 'x', owner: 'a', atMs: 90_000 }],
      'record of room x',
    ],
    ['a room without a record', { type: 'record', what: 'room' }, [], 'room r is at a and has no record'],
    ['a session without a record', { type: 'record', what: 'session' }, [], 'session s is at a and has no record'],
    [
      "a record that is another node's",
      { type: 'record', what: 'room' },
      [{ type: 'record', what: 'room', key: 'r', owner: 'b', atMs: 90_000 }],
      "record of room r is b's; it is at a",
    ],
    [
      'a copy too many when all is over',
      { type: 'holding', node: 'b' },
      [{ type: 'holding', node: 'b', rooms: ['r'], sessions: [], atMs: 90_000 }],
      'room r is at b too',
    ],
  ])('finds %s', (_what, without, more, words) => {
    expect(faultsIn(tampered(without, ...more))).toEqual([expect.stringContaining(words)]);
  });

  it('expects no line to be heard whose speaker or hearer a fault may have cut off, and nothing after the stay', () => {
    const without = { type: 'heard', count: 2 };
    expect(faultsIn(tampered(without, mark('fault', 19_000)))).toEqual([]);
    expect(faultsIn(tampered(without, mark('fault', 5_000), mark('recovered', 6_000)))).toHaveLength(1);
    expect(faultsIn(tampered(without, isOut(21_000)))).toEqual([]);
  });

  it('takes what a session hears that did not go on whole for a new beginning', () => {
    expect(faultsIn(tampered(undefined, isIn(30_000), heard(2, 30_001)))).toEqual([]);
  });
});
