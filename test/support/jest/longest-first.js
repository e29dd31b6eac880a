import JestSequencer from '@jest/test-sequencer';
import { secondsOf } from './known-suites.js';

/**
 * Starts the suites that take longest first, so that at the end no worker waits for another's. Jest does so by the times
 * of the run before; a fresh clone has none, which is when the whole suite is run.
 */
export default class LongestFirst extends JestSequencer {
  /** @override */
  sort(tests) {
    const seconds = new Map(super.sort(tests).map((test) => [test, secondsOf(test)]));
    const failedFirst = (test) => (this.hasFailed(test) ? 1 : 0);
    return [...seconds.keys()].sort(
      (a, b) => failedFirst(b) - failedFirst(a) || (seconds.get(b) ?? 0) - (seconds.get(a) ?? 0),
    );
  }
}
