import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from '../godot/engines.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { worldContract, worldSteps } from '../support/synced-world.js';
import { runScript, writeAddonProject } from './addon-project.js';
import type { SpoiltPackets, StateRun } from './state-runs.js';

/** What an engine makes of one run. */
export interface ReplayedRun {
  readonly steps: readonly { readonly faults: readonly number[]; readonly hash: number; readonly ack: number }[];
  readonly state: unknown;
  /** Signals that told no change, and changes that no signal told. */
  readonly told: { readonly idle: number; readonly missed: number };
}

/** What {@link replayStates} finds. */
export interface ReplayReport {
  /** Scripts of the addon that do not load. */
  readonly broken: readonly string[];
  readonly runs: readonly ReplayedRun[];
  /** How many spoilt packets of each kind the next whole patch did not mend. */
  readonly unrecovered: readonly number[];
  /** Everything the engine printed beside its version. */
  readonly complaints: readonly string[];
}

/** Engines say so of text that is no UTF-8; no server sends it. */
const NOT_UTF8 = /[Uu]nicode|UTF-8/;

/** Lets a real engine, with classes generated for the world of the tests, replay what clients got. */
export async function replayStates(
  engine: Engine,
  runs: readonly StateRun[],
  spoilt: readonly SpoiltPackets[],
): Promise<ReplayReport> {
  const project = temporaryFolder('states');
  const scripts = writeAddonProject(engine, project, {
    contract: worldContract,
    from: 'state-godot',
    steps: worldSteps,
  });
  const files = { STATE_IN: join(project, 'in.json'), STATE_OUT: join(project, 'out.json') };
  writeFileSync(files.STATE_IN, JSON.stringify({ scripts: scripts.map((path) => `res://${path}`), runs, spoilt }));
  const complaints = await runScript(engine, project, 'replay.gd', files);
  if (!existsSync(files.STATE_OUT)) throw new Error(`The engine wrote no report:\n${complaints.join('\n')}`);
  const report = JSON.parse(readFileSync(files.STATE_OUT, 'utf8')) as Omit<ReplayReport, 'complaints'>;
  return { ...report, complaints: complaints.filter((line) => !NOT_UTF8.test(line)) };
}
