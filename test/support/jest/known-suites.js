import { relative } from 'node:path';

/** Seconds in a whole run on two cores, of the suites that take longer than what their folder says. */
const KNOWN_SECONDS = {
  'test/godot/labs-probes.spec.ts': 184,
  'test/e2e/load.spec.ts': 149,
  'test/godot/small-game.spec.ts': 122,
  'test/e2e/cluster/two-servers.spec.ts': 75,
  'test/e2e/cluster/rolling-restart.spec.ts': 25,
  'test/e2e/cluster/real-faults.spec.ts': 75,
  'test/conformance/cluster-simulation.spec.ts': 60,
  'test/godot/readme-tutorials.spec.ts': 145,
  'test/tools/start-dev-saves.spec.ts': 141,
  'test/godot/web-resume.spec.ts': 97,
  'test/e2e/storage-kills.spec.ts': 92,
  'test/tools/start-dev.spec.ts': 91,
  'test/godot/arena-mirror.spec.ts': 78,
  'test/godot/labs.spec.ts': 78,
  'test/godot/resume.spec.ts': 75,
  'test/godot/frozen.spec.ts': 73,
  'test/godot/addon.spec.ts': 100,
  'test/godot/relay-plain.spec.ts': 68,
  'test/godot/game-steps.spec.ts': 60,
  'test/godot/shared-steps.spec.ts': 84,
  'test/godot/web-arena.spec.ts': 50,
  'test/godot/start-scene.spec.ts': 48,
  'test/godot/predicted-restart.spec.ts': 45,
  'test/godot/arena-screens.spec.ts': 40,
  'test/tools/new-module.spec.ts': 65,
  'test/e2e/process.spec.ts': 47,
  'test/tools/upgrade.spec.ts': 55,
  'test/tools/package-godot.spec.ts': 45,
  'test/tools/delete-feature.spec.ts': 80,
  'test/godot/web-identity.spec.ts': 41,
  'test/godot/new-module.spec.ts': 55,
  'test/tools/new-project.spec.ts': 100,
  'test/godot/arena-demo.spec.ts': 36,
  'test/tools/replay.spec.ts': 55,
  'test/tools/start-dev-rooms.spec.ts': 34,
  'test/godot/seed.spec.ts': 55,
  'test/e2e/arena/recording.spec.ts': 45,
  'test/godot/shared-steps-web.spec.ts': 30,
  'test/godot/state-mirror.spec.ts': 30,
  'test/e2e/cluster/takeover.spec.ts': 27,
  'test/e2e/presence/presence.spec.ts': 30,
  'test/godot/web.spec.ts': 29,
  'test/godot/relay.spec.ts': 29,
  'test/e2e/storage-backup.spec.ts': 28,
  'test/godot/chat.spec.ts': 27,
  'test/godot/reconnect.spec.ts': 26,
  'test/godot/first-opening.spec.ts': 25,
  'test/e2e/storage-faults.spec.ts': 23,
  'test/e2e/admin/admin-console.spec.ts': 55,
  'test/e2e/held-seats.spec.ts': 18,
  'test/e2e/cluster/lobby-nodes.spec.ts': 14,
  'test/e2e/cluster/hand-over.spec.ts': 14,
  'test/e2e/auth/one-client.spec.ts': 18,
  'test/e2e/snapshots-process.spec.ts': 17,
  'test/e2e/fairness.spec.ts': 17,
  'test/e2e/storage-damage.spec.ts': 14,
  'test/e2e/matchmaking/matchmaking.spec.ts': 14,
  'test/e2e/room-members.spec.ts': 13,
  'test/e2e/relay/relay.spec.ts': 13,
  'test/e2e/resume.spec.ts': 13,
  'test/e2e/leaderboards/leaderboards-ranks.spec.ts': 13,
  'test/e2e/matchmaking/matchmaking-answers.spec.ts': 12,
  'test/e2e/floods.spec.ts': 12,
};

/** Any other suite of these folders; the first that fits. */
const FOLDER_SECONDS = [
  ['test/godot/', 22],
  ['test/tools/', 12],
  ['test/', 5],
  ['', 1],
];

/** Those that wait for time to pass, and compute for less than half of theirs. */
export const WAITING = new Set([
  'test/godot/labs-probes.spec.ts',
  'test/godot/labs.spec.ts',
  'test/e2e/load.spec.ts',
  'test/godot/web-resume.spec.ts',
  'test/godot/frozen.spec.ts',
  'test/godot/resume.spec.ts',
  'test/e2e/presence/presence.spec.ts',
  'test/e2e/room-members.spec.ts',
  'test/e2e/matchmaking/matchmaking.spec.ts',
  'test/e2e/matchmaking/matchmaking-answers.spec.ts',
  'test/e2e/floods.spec.ts',
  'test/godot/web-identity.spec.ts',
  'test/e2e/relay/relay.spec.ts',
  'test/e2e/resume.spec.ts',
  'test/e2e/http-limits.spec.ts',
  'test/e2e/lobby/lobby-feed.spec.ts',
  'test/e2e/matchmaking/matchmaking-backfill.spec.ts',
]);

/** How long a suite probably takes: as in the run before, where Jest remembers one. */
export function secondsOf(test) {
  if (test.duration !== undefined) return test.duration / 1000;
  const name = nameOf(test);
  return KNOWN_SECONDS[name] ?? FOLDER_SECONDS.find(([folder]) => name.startsWith(folder))?.[1] ?? 0;
}

/** Path of a suite below the project's root, with `/`. */
export function nameOf({ path, context }) {
  return relative(context.config.rootDir, path).replaceAll('\\', '/');
}
