import { relative } from 'node:path';

/** Seconds in a whole run on two cores, of the suites that take longer than what their folder says. */
export const KNOWN_SECONDS = {
  'test/godot/small-game.spec.ts': 139,
  'test/tools/start-dev-saves.spec.ts': 119,
  'test/e2e/storage-kills.spec.ts': 110,
  'test/godot/readme-tutorials.spec.ts': 105,
  'test/godot/relay-plain.spec.ts': 102,
  'test/godot/addon.spec.ts': 86,
  'test/godot/web-resume.spec.ts': 85,
  'test/tools/start-dev.spec.ts': 77,
  'test/godot/frozen.spec.ts': 77,
  'test/godot/arena-mirror.spec.ts': 76,
  'test/tools/package-godot.spec.ts': 76,
  'test/tools/new-module.spec.ts': 72,
  'test/godot/resume.spec.ts': 70,
  'test/e2e/process.spec.ts': 63,
  'test/godot/seed.spec.ts': 60,
  'test/e2e/storage-backup.spec.ts': 56,
  'test/tools/upgrade.spec.ts': 55,
  'test/tools/new-project.spec.ts': 51,
  'test/godot/relay.spec.ts': 49,
  'test/tools/replay.spec.ts': 49,
  'test/godot/arena-demo.spec.ts': 40,
  'test/godot/new-module.spec.ts': 37,
  'test/e2e/one-client.spec.ts': 36,
  'test/e2e/storage-faults.spec.ts': 36,
  'test/godot/chat.spec.ts': 35,
  'test/tools/delete-feature.spec.ts': 35,
  'test/tools/package.spec.ts': 35,
  'test/tools/start-dev-rooms.spec.ts': 34,
  'test/godot/reconnect.spec.ts': 34,
  'test/godot/web.spec.ts': 32,
  'test/e2e/storage-damage.spec.ts': 32,
  'test/e2e/presence.spec.ts': 28,
  'test/godot/first-opening.spec.ts': 25,
};

/** Any other suite of these folders; the first that fits. */
export const FOLDER_SECONDS = [
  ['test/godot/', 22],
  ['test/tools/', 12],
  ['test/', 5],
  ['', 1],
];

/** Those that wait for time to pass, and compute for less than half of theirs. */
export const WAITING = new Set([
  'test/godot/web-resume.spec.ts',
  'test/godot/frozen.spec.ts',
  'test/godot/resume.spec.ts',
  'test/e2e/presence.spec.ts',
  'test/e2e/room-members.spec.ts',
  'test/e2e/matchmaking.spec.ts',
  'test/e2e/matchmaking-answers.spec.ts',
  'test/e2e/floods.spec.ts',
]);

/** Path of a suite below the project's root, with `/`. */
export function nameOf({ path, context }) {
  return relative(context.config.rootDir, path).replaceAll('\\', '/');
}
