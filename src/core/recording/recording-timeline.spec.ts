import { FORMAT, VERSION, type RecordingEntry, type RecordingHeader } from './recording-format.js';
import { timelineOf } from './recording-timeline.js';

const HEADER: RecordingHeader = {
  ...{ format: FORMAT, version: VERSION, roomId: 'r', code: 'ABCDEF', roomType: 'x', settings: {}, options: {} },
  ...{ contract: '', tickHz: 20, patchHz: 20, startedAtMs: 0 },
};

const timeline = (entries: readonly RecordingEntry[]): ReturnType<typeof timelineOf> =>
  timelineOf({ header: HEADER, entries, isComplete: true });

function enter(member: number, tick: number): RecordingEntry {
  return { tick, op: 'enter', member, session: `s${member}`, name: `Ann ${member}`, options: {} };
}

function message(tick: number, type = 900): RecordingEntry {
  return { tick, op: 'message', member: 1, type, message: { text: 'x'.repeat(1_000) } };
}

describe(timelineOf.name, () => {
  it('tells when each member was there, and when away', () => {
    const { members, events, lastTick } = timeline([
      ...[enter(1, 2), enter(2, 3)],
      ...[{ tick: 5, op: 'drop', member: 1 } as const, { tick: 8, op: 'return', member: 1 } as const],
      ...[{ tick: 9, op: 'remove', member: 2, reason: 'left' } as const],
      { tick: 12, op: 'end', code: 'room.closed', hash: '' },
    ]);

    expect(lastTick).toBe(12);
    expect(members.map(({ spans }) => spans)).toEqual([
      [
        { from: 2, to: 5, isAway: false },
        { from: 5, to: 8, isAway: true },
        { from: 8, to: 12, isAway: false },
      ],
      [{ from: 3, to: 9, isAway: false }],
    ]);
    expect(events.map(({ what, text }) => [what, text])).toEqual([
      ...[
        ['enter', 'Ann 1'],
        ['enter', 'Ann 2'],
        ['drop', ''],
        ['return', ''],
      ],
      ...[
        ['remove', 'left'],
        ['end', 'room.closed'],
      ],
    ]);
  });

  it('counts messages by type and part, and is small however long the recording is', () => {
    const many = Array.from({ length: 10_000 }, (_, tick) => message(tick, tick % 2 === 0 ? 900 : 901));
    const { members, partTicks, types } = timeline([enter(1, 0), ...many]);

    expect([partTicks, types]).toEqual([42, [900, 901]]);
    expect(members[0]?.messages[900]?.[0]).toBe(21);
    expect(Object.keys(members[0]?.messages[901] ?? {})).toHaveLength(239);
    const crowd = timeline(Array.from({ length: 3_000 }, (_, number) => enter(number, 0)));
    expect([crowd.members.length, crowd.moreMembers, crowd.events.length, crowd.moreEvents]).toEqual([
      ...[200, 2_800, 1_000, 2_000],
    ]);
  });

  it('is not confused by entries of members that never came', () => {
    expect(timeline([message(1), { tick: 2, op: 'remove', member: 7, reason: 'left' }]).members).toEqual([]);
  });
});
