import { relative } from 'node:path';

const SHOWN = 20;

/** Where the time of a run went: the suites that took longest, before Jest's own summary. */
export default class SlowestSuites {
  constructor({ rootDir }) {
    this.rootDir = rootDir;
  }

  /** Called by Jest at the end. */
  onRunComplete(_contexts, { testResults }) {
    const rows = testResults.map(({ testFilePath, perfStats }) => ({
      name: relative(this.rootDir, testFilePath),
      seconds: perfStats.runtime / 1000,
    }));
    rows.sort((a, b) => b.seconds - a.seconds);
    const all = rows.reduce((sum, { seconds }) => sum + seconds, 0);
    const lines = rows.slice(0, SHOWN).map(({ name, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${name}`);
    // Where Jest writes its summary too, so that the order is kept.
    process.stderr.write(
      `\nThe slowest of ${rows.length} suites, which took ${all.toFixed(0)} s of their workers:\n${lines.join('\n')}\n\n`,
    );
  }
}
