import type { SecondRow } from '../load-run.js';
import { screenLines, sparkline } from './screen.js';

const stage = { name: 'hold', fromMs: 0, toMs: 60_000, fromBots: 9, toBots: 9, isJudged: true };

function row(more: Partial<SecondRow> = {}): SecondRow {
  return {
    ...{
      atMs: 1_000,
      stage: 'hold',
      bots: 9,
      sentPerSecond: 1_234.4,
      receivedPerSecond: 80,
      receivedBytesPerSecond: 9,
    },
    ...{ errors: 0, p99: { reply: 1.234 }, generatorCpu: 12.3, generatorMemory: 1e8 },
    ...more,
  };
}

describe(screenLines.name, () => {
  it('shows what was measured, and nothing that was not', () => {
    const lines = screenLines('chat: 9 bots', {
      rows: [row(), row({ serverCpu: 7 })],
      errors: 3,
      stage,
      totalMs: 60_000,
    });

    expect(lines.slice(0, 2)).toEqual(['chat: 9 bots', 'hold, 1 s of 60 s']);
    expect(lines).toContainEqual(expect.stringMatching(/^sent a second +1,234 {2}██$/));
    expect(lines).toContainEqual(expect.stringMatching(/^errors +3 /));
    expect(lines).toContainEqual(expect.stringMatching(/^reply p99 +1\.23 ms /));
    expect(lines).toContainEqual(expect.stringMatching(/^server: CPU +7 % {3}█$/));
    expect(lines.join()).not.toMatch(/age of state|tick late/);
  });
});

describe(sparkline.name, () => {
  it('is as high as the highest, and empty where there is nothing', () => {
    expect(sparkline([0, 4, undefined, 8])).toBe('▁▅ █');
    expect(sparkline([0, 0])).toBe('▁▁');
    expect(sparkline(Array.from({ length: 100 }, () => 1))).toHaveLength(60);
  });
});
