import fc from 'fast-check';
import { TokenBucket } from './token-bucket.js';

function taken(bucket: TokenBucket, tries: number, nowMs: number): number {
  return Array.from({ length: tries }, () => bucket.take(nowMs)).filter(Boolean).length;
}

describe(TokenBucket.name, () => {
  it('gives the burst at once and no more', () => {
    expect(taken(new TokenBucket(10, 20, 0), 50, 0)).toBe(20);
  });

  it('refills at its rate', () => {
    const bucket = new TokenBucket(10, 20, 0);
    taken(bucket, 20, 0);
    expect(taken(bucket, 50, 500)).toBe(5);
  });

  it('never saves up more than the burst', () => {
    expect(taken(new TokenBucket(10, 20, 0), 50, 3_600_000)).toBe(20);
  });

  it('never gives more than burst + rate x time', () => {
    const steps = fc.array(fc.nat(1000), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 100 }), steps, (rate, burst, waits) => {
        const bucket = new TokenBucket(rate, burst, 0);
        let nowMs = 0;
        let given = 0;
        for (const wait of waits) {
          nowMs += wait;
          if (bucket.take(nowMs)) given++;
        }
        expect(given).toBeLessThanOrEqual(burst + (rate * nowMs) / 1000 + 1e-6);
      }),
    );
  });
});
