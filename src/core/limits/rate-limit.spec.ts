import fc from 'fast-check';
import { RateLimit, type RateLimited } from './rate-limit.js';

function admitted(limit: RateLimit, client: RateLimited, tries: number, nowMs: number): number {
  return Array.from({ length: tries }, () => limit.admits(client, nowMs)).filter(Boolean).length;
}

describe(RateLimit.name, () => {
  it('admits the burst at once and no more', () => {
    expect(admitted(new RateLimit(10, 20), { dueMs: 0 }, 50, 5)).toBe(20);
  });

  it('admits every message of a burst, however the interval rounds', () => {
    const size = fc.integer({ min: 1, max: 5_000 });
    fc.assert(
      fc.property(size, size, fc.double({ min: 0, max: 1e9, noNaN: true }), (rate, burst, nowMs) => {
        expect(admitted(new RateLimit(rate, burst), { dueMs: 0 }, burst + 2, nowMs)).toBe(burst);
      }),
    );
  });

  it('goes on at its rate', () => {
    const limit = new RateLimit(10, 20);
    const client = { dueMs: 0 };
    admitted(limit, client, 20, 0);
    expect(admitted(limit, client, 50, 500)).toBe(5);
  });

  it('never saves up more than the burst', () => {
    expect(admitted(new RateLimit(10, 20), { dueMs: 0 }, 50, 3_600_000)).toBe(20);
  });

  it('counts each client alone', () => {
    const limit = new RateLimit(10, 20);
    expect(admitted(limit, { dueMs: 0 }, 50, 0)).toBe(20);
    expect(admitted(limit, { dueMs: 0 }, 50, 0)).toBe(20);
  });

  it('counts many at once as it counts them one by one', () => {
    const size = fc.integer({ min: 1, max: 100 });
    fc.assert(
      fc.property(size, size, fc.array(fc.integer({ min: 1, max: 20 })), (rate, burst, amounts) => {
        const limit = new RateLimit(rate, burst);
        const [one, many] = [{ dueMs: 0 }, { dueMs: 0 }];
        let left = burst;
        for (const amount of amounts) {
          const fits = amount <= left;
          expect(limit.admitsMany(many, 5, amount)).toBe(fits);
          if (!fits) continue;
          left -= amount;
          expect(admitted(limit, one, amount, 5)).toBe(amount);
        }
      }),
    );
  });

  it('says how long to wait, and takes back what was not used', () => {
    const limit = new RateLimit(10, 2);
    const client = { dueMs: 0 };
    expect(limit.waitMs(client, 0)).toBe(0);
    admitted(limit, client, 2, 0);
    expect(limit.waitMs(client, 0)).toBeCloseTo(50);
    limit.giveBack(client);
    expect([limit.waitMs(client, 0), admitted(limit, client, 5, 0)]).toEqual([0, 1]);
  });

  it('never admits more than burst + rate x time', () => {
    const steps = fc.array(fc.nat(1000), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }), steps, (rate, burst, waits) => {
        const limit = new RateLimit(rate, burst);
        const client = { dueMs: 0 };
        let nowMs = 0;
        let count = 0;
        for (const wait of waits) {
          nowMs += wait;
          if (limit.admits(client, nowMs)) count++;
        }
        // The tolerance for rounding is half a message.
        expect(count).toBeLessThanOrEqual(burst + 0.5 + (rate * nowMs) / 1000 + 1e-6);
      }),
    );
  });
});
