import { ChannelRules } from './chat-channel.js';

describe(ChannelRules.name, () => {
  it('mutes until the time is over, or until it is taken back', () => {
    const rules = new ChannelRules([{ playerId: 'Ann', untilMs: 100 }]);
    rules.mute('Bob', 200, 0);
    rules.mute('Cat', 200, 0);
    rules.mute('Cat', 0, 50);

    expect(['Ann', 'Bob', 'Cat'].map((who) => rules.isMuted(who, 99))).toEqual([true, true, false]);
    expect(['Ann', 'Bob'].map((who) => rules.isMuted(who, 100))).toEqual([false, true]);
  });

  it('mutes a thousand at most, not counting those whose time is over', () => {
    const rules = new ChannelRules([]);
    for (let i = 0; i < 1_000; i++) expect(rules.mute(`p${i}`, 100 + i, 0)).toBe(true);

    expect(rules.mute('one more', 5_000, 50)).toBe(false);
    expect(rules.mute('p0', 5_000, 50)).toBe(true);
    expect(rules.mute('one more', 5_000, 101)).toBe(true);
  });

  it('lets each speak once in the time of slow mode', () => {
    const rules = new ChannelRules([]);
    expect([0, 1].map((nowMs) => rules.takeTurn('Ann', nowMs))).toEqual([true, true]);
    rules.slowModeMs = 100;

    expect([1, 2, 100, 101].map((nowMs) => rules.takeTurn('Ann', nowMs))).toEqual([true, false, false, true]);
    expect(rules.takeTurn('Bob', 50)).toBe(true);
  });

  it('remembers the last ten thousand speakers only', () => {
    const rules = new ChannelRules([]);
    rules.slowModeMs = 1_000_000;
    for (let i = 0; i <= 10_000; i++) rules.takeTurn(`p${i}`, i);

    expect(rules.takeTurn('p0', 10_001)).toBe(true);
    expect(rules.takeTurn('p10000', 10_001)).toBe(false);
  });
});
