import { ManualClock } from '../../../core/time/monotonic-clock.js';
import type { MatchResult } from '../search/match-result.js';
import { Matchmaker } from '../search/matchmaker.js';
import { type MatchResults, PassLoop } from './pass-loop.js';

const DUEL = { name: 'duel', minPlayers: 2, maxPlayers: 2 };
const SKILLED = { ...DUEL, name: 'skilled', skill: { property: 'skill', initial: 1, growthPerSecond: 0, maximum: 1 } };

/** A clock on which every look takes a tenth of a millisecond, so that work takes time. */
class CostlyClock extends ManualClock {
  private spentMs = 0;

  override nowMs(): number {
    this.spentMs += 0.1;
    return super.nowMs() + this.spentMs;
  }
}

function loopFixture(queue: string, tickets: number, clock: ManualClock = new ManualClock()) {
  const matchmaker = new Matchmaker([DUEL, SKILLED]);
  const enqueue = (name: string, id: string, skill = 0): void => {
    matchmaker.enqueue({ id, queue: name, players: [id], properties: { skill } }, clock.nowMs());
  };
  for (let index = 0; index < tickets; index++) enqueue(queue, `${queue}${index}`, index * 10);
  const results: MatchResult[] = [];
  const carryOut = (result: MatchResult): Promise<void> => {
    results.push(result);
    return Promise.resolve();
  };
  const loop = new PassLoop(matchmaker, { carryOut } as unknown as MatchResults, clock);
  return { clock, matchmaker, enqueue, results, loop };
}

describe(PassLoop.name, () => {
  it('sleeps until somebody waits, and again when nobody does', () => {
    const { clock, loop, results } = loopFixture('duel', 2);
    clock.advance(10_000);
    expect([results.length, clock.pendingTimers]).toEqual([0, 0]);
    loop.wake();
    clock.advance(200);

    expect(results).toHaveLength(1);
    expect([loop.isAwake, clock.pendingTimers]).toEqual([false, 0]);
  });

  it('goes on while somebody waits', () => {
    const { clock, loop, enqueue, results } = loopFixture('duel', 1);
    loop.wake();
    clock.advance(1_000);
    expect([loop.isAwake, results.length]).toEqual([true, 0]);
    enqueue('duel', 'late');
    clock.advance(200);
    expect([loop.isAwake, results.length]).toEqual([false, 1]);
  });

  it('carries out a few results at a stretch', () => {
    const { clock, loop, results } = loopFixture('duel', 40);
    loop.wake();
    clock.advance(200);
    expect(results).toHaveLength(8);
    clock.advance(8);
    expect(results).toHaveLength(16);
    clock.advance(8);
    expect(results).toHaveLength(20);
  });

  it('works in slices, between which a crowded queue lets another one have its turn', () => {
    const { clock, loop, enqueue, results } = loopFixture('skilled', 500, new CostlyClock());
    enqueue('duel', 'ann');
    enqueue('duel', 'bob');
    loop.wake();
    clock.advance(200);
    expect(results).toMatchObject([{ kind: 'started', queue: 'duel' }]);
    enqueue('duel', 'carol');
    enqueue('duel', 'dave');
    clock.advance(150);
    expect(results).toHaveLength(2);
  });

  it('ends rounds in time while a pass is under way', () => {
    const { clock, loop, matchmaker, results } = loopFixture('skilled', 2_000, new CostlyClock());
    matchmaker.addQueue({ ...DUEL, name: 'asked', acceptWithinMs: 300 });
    for (const id of ['ann', 'bob']) matchmaker.enqueue({ id, queue: 'asked', players: [id] }, clock.nowMs());
    loop.wake();
    clock.advance(200);
    expect(results).toMatchObject([{ kind: 'proposed' }]);
    clock.advance(500);
    expect(results).toMatchObject([{ kind: 'proposed' }, { kind: 'dissolved', reason: 'expired' }]);
  });

  it('stops with the server', () => {
    const { clock, loop } = loopFixture('duel', 1);
    loop.wake();
    loop.onApplicationShutdown();
    loop.wake();
    expect([loop.isAwake, clock.pendingTimers]).toEqual([false, 0]);
  });
});
