import { durationText, milliseconds } from './durations.js';
import { stagesOf, startsOf } from './schedule.js';

describe(stagesOf.name, () => {
  it('has all bots arrive evenly, and then stay', () => {
    const stages = stagesOf({ bots: 4, rampMs: 2_000, holdMs: 10_000 });

    expect(stages).toEqual([
      { name: 'ramp', fromMs: 0, toMs: 2_000, fromBots: 0, toBots: 4, isJudged: false },
      { name: 'hold', fromMs: 2_000, toMs: 12_000, fromBots: 4, toBots: 4, isJudged: true },
    ]);
    expect(stages.flatMap(startsOf)).toEqual([
      { number: 0, atMs: 0 },
      { number: 1, atMs: 500 },
      { number: 2, atMs: 1_000 },
      { number: 3, atMs: 1_500 },
    ]);
  });

  it('goes up in steps, the last of which may be smaller, and holds each number', () => {
    const stages = stagesOf({ bots: 250, rampMs: 25_000, holdMs: 5_000, step: 100 });

    expect(stages.map(({ name, toMs, toBots, isJudged }) => [name, toMs, toBots, isJudged])).toEqual([
      ['to 100', 10_000, 100, false],
      ['100 bots', 15_000, 100, true],
      ['to 200', 25_000, 200, false],
      ['200 bots', 30_000, 200, true],
      ['to 250', 35_000, 250, false],
      ['250 bots', 40_000, 250, true],
    ]);
    expect(stages.flatMap(startsOf).map(({ number }) => number)).toEqual(Array.from({ length: 250 }, (_, i) => i));
  });

  it('starts all at once without a ramp', () => {
    const [ramp] = stagesOf({ bots: 3, rampMs: 0, holdMs: 1 });
    expect(ramp && startsOf(ramp).map(({ atMs }) => atMs)).toEqual([0, 0, 0]);
  });
});

describe(milliseconds.name, () => {
  it.each([
    [250, 250],
    ['500ms', 500],
    ['1.5s', 1_500],
    ['2m', 120_000],
    ['1h', 3_600_000],
  ])('reads %p', (text, ms) => expect(milliseconds(text)).toBe(ms));

  it.each(['', '5', 'soon', '5 s', '-1s', -1])('refuses %p in a sentence', (text) => {
    expect(() => milliseconds(text)).toThrow(`"${text}" is no duration such as 500ms, 30s or 2m.`);
  });
});

describe(durationText.name, () => {
  it.each([
    [0.1234, '0.123 ms'],
    [15, '15 ms'],
    [1_234, '1.23 s'],
    [90_000, '90 s'],
    [600_000, '10 min'],
  ])('writes %p', (ms, text) => expect(durationText(ms)).toBe(text));
});
