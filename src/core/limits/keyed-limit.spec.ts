import { KeyedLimit, type FailureRule, type RateRule } from './keyed-limit.js';

function limitWith(rule: RateRule | FailureRule, maxKeys?: number) {
  const clock = { nowMs: 0 };
  return {
    clock,
    limit: new KeyedLimit(rule, { ...(maxKeys !== undefined && { maxKeys }), nowMs: () => clock.nowMs }),
  };
}

function admitted(limit: KeyedLimit, key: string, tries: number): number {
  return Array.from({ length: tries }, () => limit.admits(key)).filter(Boolean).length;
}

describe(KeyedLimit.name, () => {
  describe('a rate', () => {
    it('counts each key by itself', () => {
      const { limit, clock } = limitWith({ perSecond: 1, burst: 2 });

      expect([admitted(limit, 'ann', 5), admitted(limit, 'bob', 5)]).toEqual([2, 2]);
      clock.nowMs = 1_000;
      expect(admitted(limit, 'ann', 5)).toBe(1);
    });

    it('says whether, and for how long, a key has to wait, and counts nothing by that', () => {
      const { limit } = limitWith({ perSecond: 1, burst: 2 });
      expect([limit.isExhausted('ann'), limit.waitMs('ann'), limit.size]).toEqual([false, 0, 0]);
      admitted(limit, 'ann', 2);

      expect(limit.isExhausted('ann')).toBe(true);
      expect(limit.waitMs('ann')).toBeCloseTo(500);
    });

    it('counts amounts, all or nothing', () => {
      const { limit } = limitWith({ perSecond: 100, burst: 1_000 });

      expect([limit.admitsMany('ann', 600), limit.admitsMany('ann', 600), limit.admitsMany('ann', 400)]).toEqual([
        true,
        false,
        true,
      ]);
      expect(limit.admitsMany('bob', 1_001)).toBe(false);
    });
  });

  describe('a number of failures', () => {
    it('locks out when there were so many within the window', () => {
      const { limit, clock } = limitWith({ failures: 3, windowMs: 1_000, lockoutMs: 5_000 });
      admitted(limit, 'ann', 2);
      clock.nowMs = 900;

      expect([limit.isExhausted('ann'), admitted(limit, 'ann', 5)]).toEqual([false, 1]);
      expect([limit.waitMs('ann'), limit.isExhausted('bob')]).toEqual([5_000, false]);
      clock.nowMs = 5_899;
      expect(limit.admits('ann')).toBe(false);
      clock.nowMs = 5_900;
      expect(admitted(limit, 'ann', 5)).toBe(3);
    });

    it('forgets those of an earlier window', () => {
      const { limit, clock } = limitWith({ failures: 3, windowMs: 1_000 });
      admitted(limit, 'ann', 2);
      expect(limit.has('ann')).toBe(true);
      clock.nowMs = 1_000;

      expect(limit.has('ann')).toBe(false);
      expect(admitted(limit, 'ann', 5)).toBe(3);
    });

    it('takes back what was none, and clears a key', () => {
      const { limit } = limitWith({ failures: 1, windowMs: 1_000 });
      limit.admits('ann');
      limit.giveBack('ann');
      expect([limit.isExhausted('ann'), limit.admits('ann')]).toEqual([false, true]);
      limit.clear('ann');
      expect([limit.admits('ann'), limit.admits('ann')]).toEqual([true, false]);
    });
  });

  it('forgets the key that was asked for least recently rather than grow', () => {
    const { limit } = limitWith({ failures: 1, windowMs: 1_000 }, 100);
    limit.admits('first');
    for (let key = 0; key < 99; key++) limit.admits(String(key));
    expect(limit.isExhausted('first')).toBe(true);
    limit.admits('one more');

    expect([limit.size, limit.isExhausted('first'), limit.isExhausted('0')]).toEqual([100, true, false]);
  });

  it('forgets keys that count for nothing any more', () => {
    const { limit, clock } = limitWith({ failures: 2, windowMs: 1_000 });
    for (let key = 0; key < 100; key++) limit.admits(String(key));
    clock.nowMs = 1_000;
    for (let key = 100; key < 150; key++) limit.admits(String(key));

    expect(limit.size).toBe(50);
  });
});
