import { parseExpectations } from '../expectations.js';
import type { StageRow } from '../measure/tally.js';
import { verdictOf } from '../verdict.js';
import type { LoadResult } from './load-result.js';
import { reportPage } from './report-page.js';
import { resultText } from './result-text.js';

const STAGE: StageRow = {
  ...{ name: 'hold', fromMs: 0, toMs: 10_000, fromBots: 5, toBots: 5, isJudged: true, seconds: 10 },
  ...{ generatorCpu: 20, generatorCores: 17, server: undefined },
  figures: { bots: 5, errors: 2, replyP99: 12 },
  times: [{ key: 'reply:Ping', count: 9, p50: 1, p90: 2, p99: 12, p999: 12, max: 12.5, curve: [[50, 1]] }],
  traffic: [{ key: 'out:Ping', count: 90, bytes: 450 }],
  errors: { 'scenario: <script>alert("hi")</script>': 2 },
};

function resultFixture(): LoadResult {
  const expectations = parseExpectations('replyP99<10ms');
  return {
    ...{ format: 1, scenario: 'echo', startedAt: '2026-11-29T08:00:00.000Z', seconds: [], stages: [STAGE] },
    verdict: verdictOf([STAGE], { expectations, findsLimit: false }),
    setup: {
      ...{ url: 'ws://localhost:1234/', bots: 5, rampMs: 1_000, holdMs: 10_000, codec: 'binary', seed: 1, threads: 1 },
      ...{ signsIn: false, machine: '2 cores', contract: '0123456789abcdef' },
    },
    notes: ["The server's own figures are missing. The server did not answer at /metrics."],
  };
}

describe(reportPage.name, () => {
  it('begins with the verdict, and holds all that it needs', () => {
    const page = reportPage(resultFixture());

    expect(page.indexOf('<h1>Failed: replyP99&lt;10ms was not met: 12 ms.</h1>')).toBeLessThan(page.indexOf('<table>'));
    expect(page).toContain('uPlot (v');
    expect(page).not.toMatch(/<(script|link|img)[^>]+(src|href)=/);
    expect(page).toContain('figures are missing');
  });

  it('shows what the server and scenarios say as text', () => {
    expect(reportPage(resultFixture())).not.toContain('<script>alert');
  });
});

describe(resultText.name, () => {
  it('says the verdict first, then the table, what a bot cost, and the errors', () => {
    const lines = resultText(resultFixture()).split('\n');

    expect(lines[0]).toBe('Failed: replyP99<10ms was not met: 12 ms.');
    expect(lines).toContain('NOT MET replyP99<10ms (12 ms)');
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}Ping +9 +1 ms +2 ms +12 ms +12 ms +12\.5 ms$/));
    expect(lines).toContain(
      'The generator took 17 % of a core, 34000 µs a second for each bot: 25 such bots fill 85 % of a core.',
    );
    expect(lines.at(-1)).toContain('did not answer at /metrics.');
  });
});
