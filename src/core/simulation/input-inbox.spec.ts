import fc from 'fast-check';
import { InputInbox, type InputInboxOptions, type SavedInbox } from './input-inbox.js';

interface Input {
  readonly seq: number;
}

const inboxFixture = (options?: InputInboxOptions): InputInbox<Input> => new InputInbox<Input>(options);

function pushAll(inbox: InputInbox<Input>, ...seqs: number[]): string[] {
  return seqs.map((seq) => inbox.push({ seq }));
}

function shiftAll(inbox: InputInbox<Input>): number[] {
  const seqs: number[] = [];
  while (inbox.size > 0) seqs.push(inbox.shift()?.seq ?? -1);
  return seqs;
}

describe(InputInbox.name, () => {
  it('gives inputs in the order of their numbers and acknowledges the last', () => {
    const inbox = inboxFixture();
    expect(pushAll(inbox, 1, 3, 2, 5)).toEqual(['taken', 'taken', 'taken', 'taken']);
    expect(inbox.ackSeq).toBe(0);
    expect(inbox.latest).toEqual({ seq: 5 });
    expect(shiftAll(inbox)).toEqual([1, 2, 3, 5]);
    expect(inbox.ackSeq).toBe(5);
    expect(inbox.latest).toEqual({ seq: 5 });
  });

  it('drops and counts what comes twice, too late or too early', () => {
    const inbox = inboxFixture({ maxAhead: 40 });
    pushAll(inbox, 1, 2, 3);
    inbox.shift();
    expect(pushAll(inbox, 3, 2, 1, 0, 41, 42, 65_000)).toEqual([
      ...['duplicate', 'duplicate', 'old', 'old'],
      ...['taken', 'ahead', 'old'],
    ]);
    expect(inbox.statistics).toMatchObject({ taken: 4, duplicate: 2, old: 3, ahead: 1, overflowed: 0 });
  });

  it.each([NaN, -1, 1.5, 65_536, Infinity])('takes no number like %p', (seq) => {
    const inbox = inboxFixture();
    expect(inbox.push({ seq })).toBe('ahead');
    expect(inbox.size).toBe(0);
  });

  it('lets the oldest go when full, and never takes it back', () => {
    const inbox = inboxFixture({ capacity: 3 });
    pushAll(inbox, 1, 2, 3);
    expect(pushAll(inbox, 4, 1)).toEqual(['overflowed', 'old']);
    expect(inbox.ackSeq).toBe(0);
    expect(shiftAll(inbox)).toEqual([2, 3, 4]);
  });

  it('lets a late one go when full of newer ones', () => {
    const inbox = inboxFixture({ capacity: 2, maxAhead: 10 });
    expect(pushAll(inbox, 5, 4, 2, 2)).toEqual(['taken', 'taken', 'overflowed', 'old']);
    expect(shiftAll(inbox)).toEqual([4, 5]);
  });

  it('keeps the newest 32 of a thousand in one tick', () => {
    const inbox = inboxFixture();
    for (let seq = 1; seq <= 1_000; seq++) inbox.push({ seq });
    expect(inbox.size).toBe(32);
    expect(inbox.statistics).toMatchObject({ taken: 32, overflowed: 968 });
    expect(shiftAll(inbox)).toEqual(Array.from({ length: 32 }, (_, index) => 969 + index));
  });

  it.each([16, 32] as const)('wraps around at %p bits', (seqBits) => {
    const last = 2 ** seqBits - 1;
    const inbox = inboxFixture({ seqBits });
    inbox.resumeAfter(last - 2);
    expect(pushAll(inbox, last, 1, 0, last - 1, last - 2, 2 ** (seqBits - 1) - 4)).toEqual([
      ...['taken', 'taken', 'taken', 'taken'],
      ...['old', 'ahead'],
    ]);
    expect(shiftAll(inbox)).toEqual([last - 1, last, 0, 1]);
    expect(inbox.ackSeq).toBe(1);
  });

  it('repeats the last input for so many ticks and no longer', () => {
    const inbox = inboxFixture({ repeatTicks: 2 });
    expect(inbox.shift()).toBeUndefined();
    pushAll(inbox, 1);
    const seqs = [1, 2, 3, 4].map(() => inbox.shift()?.seq);
    expect(seqs).toEqual([1, 1, 1, undefined]);
    expect(inbox.ackSeq).toBe(1);
    pushAll(inbox, 2);
    expect([1, 2].map(() => inbox.shift()?.seq)).toEqual([2, 2]);
    expect(inbox.statistics).toMatchObject({ repeated: 3, starved: 2 });
  });

  it('goes on as saved', () => {
    const inbox = inboxFixture({ capacity: 3 });
    pushAll(inbox, 1, 2, 3, 4);
    inbox.shift();
    pushAll(inbox, 5, 6);

    const copy = inboxFixture({ capacity: 3 });
    copy.push({ seq: 9 });
    copy.restore(JSON.parse(JSON.stringify(inbox.save())) as SavedInbox<Input>);

    expect(copy.ackSeq).toBe(2);
    expect(pushAll(copy, 3)).toEqual(['old']);
    expect(shiftAll(copy)).toEqual([4, 5, 6]);
  });

  it('keeps its invariants for any inputs', () => {
    const anySteps = fc.array(fc.oneof(fc.constant('shift' as const), fc.integer({ min: -40, max: 60 })), {
      maxLength: 300,
    });
    fc.assert(
      fc.property(anySteps, fc.integer({ min: 1, max: 8 }), fc.nat(65_535), (steps, capacity, startSeq) => {
        const inbox = inboxFixture({ capacity, maxAhead: 30 });
        inbox.resumeAfter(startSeq);
        let unwrapped = 0;
        const used: number[] = [];
        for (const step of steps) {
          if (step !== 'shift') {
            inbox.push({ seq: (startSeq + unwrapped + step + 65_536) % 65_536 });
          } else if (inbox.size > 0) {
            const seq = inbox.shift()?.seq ?? NaN;
            unwrapped += (seq - startSeq - unwrapped + 2 * 65_536) % 65_536;
            used.push(unwrapped);
          }
          expect(inbox.size).toBeLessThanOrEqual(capacity);
        }
        // Each number at most once, and only forwards.
        for (let index = 1; index < used.length; index++) expect(used[index]).toBeGreaterThan(used[index - 1] ?? 0);
        const { taken, overflowed } = inbox.statistics;
        expect(taken).toBe(used.length + inbox.size);
        expect(overflowed).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  it('refuses options that contradict each other', () => {
    expect(() => inboxFixture({ capacity: 0 })).toThrow(RangeError);
    expect(() => inboxFixture({ capacity: 32, maxAhead: 31 })).toThrow(RangeError);
    expect(() => inboxFixture({ maxAhead: 32_768 })).toThrow(RangeError);
    expect(() => inboxFixture().resumeAfter(65_536)).toThrow(RangeError);
  });
});
