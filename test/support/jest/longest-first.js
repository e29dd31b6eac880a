import JestSequencer from '@jest/test-sequencer';
import { FOLDER_SECONDS, KNOWN_SECONDS, nameOf } from './known-suites.js';

/**
 * Starts the suites that take longest first, so that at the end no worker waits for another's. Jest does so by the times
 * of the run before; a fresh clone has none, which is when the whole suite is run.
 */
export default class LongestFirst extends JestSequencer {
  /** @override */
  sort(tests) {
    const seconds = new Map(super.sort(tests).map((test) => [test, this.secondsOf(test)]));
    const failedFirst = (test) => (this.hasFailed(test) ? 1 : 0);
    return [...seconds.keys()].sort(
      (a, b) => failedFirst(b) - failedFirst(a) || (seconds.get(b) ?? 0) - (seconds.get(a) ?? 0),
    );
  }

  secondsOf(test) {
    if (test.duration !== undefined) return test.duration / 1000;
    const name = nameOf(test);
    return KNOWN_SECONDS[name] ?? FOLDER_SECONDS.find(([folder]) => name.startsWith(folder))?.[1] ?? 0;
  }
}
