import { relative } from 'node:path';
import JestSequencer from '@jest/test-sequencer';

/** Seconds on two quiet cores, of the suites that take longer than what their folder says. */
const KNOWN_SECONDS = {
  'test/godot/readme-tutorials.spec.ts': 146,
  'test/e2e/storage-kills.spec.ts': 115,
  'test/godot/small-game.spec.ts': 103,
  'test/tools/start-dev-saves.spec.ts': 89,
  'test/e2e/storage-backup.spec.ts': 83,
  'test/godot/web-resume.spec.ts': 83,
  'test/godot/addon.spec.ts': 80,
  'test/godot/resume.spec.ts': 79,
  'test/godot/arena-mirror.spec.ts': 75,
  'test/godot/frozen.spec.ts': 73,
  'test/tools/start-dev.spec.ts': 71,
  'test/godot/relay-plain.spec.ts': 70,
  'test/tools/package-godot.spec.ts': 60,
  'test/tools/new-module.spec.ts': 53,
  'test/e2e/process.spec.ts': 49,
  'test/godot/seed.spec.ts': 49,
  'test/tools/replay.spec.ts': 45,
  'test/godot/new-module.spec.ts': 43,
  'test/tools/start-dev-rooms.spec.ts': 39,
  'test/e2e/presence.spec.ts': 28,
  'test/e2e/storage-damage.spec.ts': 27,
  'test/e2e/one-client.spec.ts': 26,
  'test/e2e/storage-faults.spec.ts': 25,
  'test/e2e/leaderboards-ranks.spec.ts': 23,
  'test/e2e/fairness.spec.ts': 22,
  'test/conformance/storage.conformance.spec.ts': 23,
};

/** Any other suite of these folders; the first that fits. */
const FOLDER_SECONDS = [
  ['test/godot/', 22],
  ['test/tools/', 12],
  ['test/', 6],
  ['', 1],
];

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

  secondsOf({ path, duration, context }) {
    if (duration !== undefined) return duration / 1000;
    const name = relative(context.config.rootDir, path).replaceAll('\\', '/');
    return KNOWN_SECONDS[name] ?? FOLDER_SECONDS.find(([folder]) => name.startsWith(folder))?.[1] ?? 0;
  }
}
