import type { Session } from '../sessions/session.js';
import { SessionRate } from './session-rate.js';

describe(SessionRate.name, () => {
  it('counts each session by itself', () => {
    const rate = new SessionRate(1, 2);
    const [ann, bob] = [{}, {}] as [Session, Session];

    expect([rate.admits(ann, 0), rate.admits(ann, 0), rate.admits(ann, 0)]).toEqual([true, true, false]);
    expect(rate.admits(bob, 0)).toBe(true);
    expect(rate.admits(ann, 1_500)).toBe(true);
  });
});
