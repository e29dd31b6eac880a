import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findEngine, runForFigures, type BenchEngine } from '../godot/engine.js';
import { statePatches, type StatePatches } from '../godot/state-patches.js';
import type { Figures, LocalScenario, Row } from '../scenario.js';

interface StateFigures {
  readonly decodeUs: number;
  readonly hash: number;
}

const SUBJECTS = { 4: 'Godot 4', 3: 'Godot 3' } as const;

function row(major: 3 | 4, atMost: number): Row {
  return {
    work: `decode a patch of 100 moving entities into the mirror, in ${SUBJECTS[major]}`,
    ...{ figure: 'decodeUs', unit: 'µs', compare: 'amount', atMost },
    ...{ subject: SUBJECTS[major], against: SUBJECTS[major] },
  };
}

/** What a patch costs in the mirror of real engines. */
export const godotState: LocalScenario = {
  name: 'godot-state',
  rows: [row(4, 300), row(3, 600)],
  async measure() {
    const engines = ([4, 3] as const).map(findEngine);
    const [four, three] = engines;
    if (four === undefined || three === undefined) return 'Godot 4 and 3.6 are needed; see test/godot/install.sh';
    const patches = statePatches();
    return {
      [SUBJECTS[4]]: await measureIn(four, patches),
      [SUBJECTS[3]]: await measureIn(three, patches),
    };
  },
};

async function measureIn(engine: BenchEngine, { contract, packets, hash }: StatePatches): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'godwit-patches-'));
  const file = join(folder, 'patches.json');
  try {
    writeFileSync(file, JSON.stringify(packets.map((packet) => packet.toString('base64'))));
    const run = { project: `state${engine.major}`, contract, args: ['-s', 'res://bench.gd'], env: { PATCHES: file } };
    const figures = (await runForFigures(engine, run)) as StateFigures;
    if (figures.hash !== hash) throw new Error(`The mirror in Godot ${engine.major} shows another state.`);
    return { decodeUs: figures.decodeUs };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
