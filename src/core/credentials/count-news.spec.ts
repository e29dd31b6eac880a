import { setImmediate as nextTurn } from 'node:timers/promises';
import { MemoryBus } from '../cluster/memory/memory-bus.js';
import { guessLimit } from './count-news.js';

const RULE = { perPlayer: 10, perAddress: 40, perTarget: 20, windowMs: 60_000 };

describe(guessLimit.name, () => {
  const bus = new MemoryBus();
  const [a, b] = [{ nodeId: 'a' }, { nodeId: 'b' }];
  const who = (playerId: string, remoteAddress = '10.0.0.1') => ({ id: `s-${playerId}`, playerId, remoteAddress });

  it('counts the wrong guesses at all nodes, and each once', async () => {
    const limits = [guessLimit('x', RULE, bus, a), guessLimit('x', RULE, bus, b)];
    let guesses = 0;
    for (let turn = 0; turn < 20; turn++) {
      const limit = limits[turn % 2];
      if (limit?.isExhausted(who('ann'), 'room') !== false) break;
      limit.count(who('ann'), 'room');
      guesses += 1;
      await nextTurn();
    }
    expect(guesses).toBe(10);
    expect(limits.map((limit) => limit.isExhausted(who('bob'), 'room'))).toEqual([false, false]);
  });

  it('hears nothing of other limits, and needs no bus on one node', async () => {
    const [one, other] = [guessLimit('y', RULE, bus, a), guessLimit('z', RULE, bus, b)];
    const alone = guessLimit('y', RULE, bus, undefined);
    for (let guess = 0; guess < 10; guess++) one.count(who('ann'));
    await nextTurn();
    expect([one, other, alone].map((limit) => limit.isExhausted(who('ann')))).toEqual([true, false, false]);
  });
});
