import { GuessLimit, type Guesser } from './guess-limit.js';

function guesser(id: string, remoteAddress: string, playerId?: string): Guesser {
  return { id, remoteAddress, playerId };
}

function guess(limit: GuessLimit, who: Guesser, times: number, target?: string): number {
  let guesses = 0;
  for (let i = 0; i < times && !limit.isExhausted(who, target); i++) {
    limit.count(who, target);
    guesses += 1;
  }
  return guesses;
}

describe(GuessLimit.name, () => {
  const rule = { perPlayer: 3, perAddress: 12, perTarget: 20, windowMs: 60_000 };

  it('stops one player, not the others of the address', () => {
    const limit = new GuessLimit(rule);

    expect(guess(limit, guesser('s1', '10.0.0.1', 'ann'), 10)).toBe(3);
    expect(guess(limit, guesser('s2', '10.0.0.9', 'ann'), 10)).toBe(0);
    expect(limit.isExhausted(guesser('s3', '10.0.0.1', 'bob'))).toBe(false);
  });

  it('stops an address that comes as somebody else each time', () => {
    const limit = new GuessLimit(rule);
    let guesses = 0;
    for (let session = 0; session < 50; session++)
      guesses += guess(limit, guesser(`s${session}`, `2001:db8::${session}`), 10);

    expect(guesses).toBe(12);
    expect(limit.isExhausted(guesser('x', '2001:db8:0:1::1'))).toBe(false);
  });

  it('stops many addresses that guess at one thing, and lets in whoever has not failed', () => {
    const limit = new GuessLimit(rule);
    let guesses = 0;
    for (let n = 0; n < 30; n++) guesses += guess(limit, guesser(`s${n}`, `10.0.0.${n}`), 3, 'room');

    // 20 as fast as they like; then one for each new address.
    expect(guesses).toBe(20 + 23);
    expect(limit.isExhausted(guesser('s29', '10.0.0.29'), 'room')).toBe(true);
    expect(limit.isExhausted(guesser('friend', '10.1.0.1'), 'room')).toBe(false);
    expect(limit.isExhausted(guesser('s29', '10.0.0.29'), 'another room')).toBe(false);
  });

  it('begins anew when the window is over', () => {
    let nowMs = 0;
    const limit = new GuessLimit(rule, { nowMs: () => nowMs });
    const ann = guesser('s1', '10.0.0.1');
    guess(limit, ann, 3);
    nowMs = 59_999;
    expect(limit.isExhausted(ann)).toBe(true);
    nowMs = 60_000;
    expect(limit.isExhausted(ann)).toBe(false);
  });
});
