import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import {
  contractStepsFile,
  refreshSteps,
  renderContractSteps,
  requireFreshSteps,
  stepsNote,
  writeProjectContract,
} from '../../src/tools/contract-steps.js';
import { readStepFiles } from '../../src/tools/gdscript/steps/step-files.js';
import { stepHashes } from '../../src/tools/gdscript/steps/step-hashes.js';
import { findProject } from '../../src/tools/project/project.js';
import { readContract } from '../../src/tools/read-contract.js';

const FILE = 'src/generated/contract.ts';
const KEY = 'modules/tag/tag.shared.ts#run';
const docs = { DiceGreetDto: { doc: 'Asks: "steps: {}"?', fields: { name: 'Who asks.' } } };

/** A project with a shared file. */
class Fixture {
  readonly root = temporaryFolder('project');
  readonly project;

  constructor() {
    mkdirSync(join(this.root, 'src/modules/tag'), { recursive: true });
    writeFileSync(join(this.root, 'package.json'), '{}');
    writeFileSync(join(this.root, 'src/app.module.ts'), '');
    this.project = findProject(this.root);
  }

  share(factor: number): void {
    const text = `export function run(x: number): number {\n  return x * ${factor};\n}\n`;
    writeFileSync(join(this.root, 'src/modules/tag/tag.shared.ts'), text);
  }

  steps() {
    return stepHashes(readStepFiles(join(this.root, 'src')));
  }

  write(): Promise<string[]> {
    return writeProjectContract(this.project, { docs, steps: this.steps() });
  }

  text(): string {
    return readFileSync(join(this.root, FILE), 'utf8');
  }
}

describe('The steps of this repository', () => {
  it('are what the file says; if not, run npm run contract:docs', async () => {
    const { steps } = await readContract();

    expect(await renderContractSteps(steps)).toBe(readFileSync(contractStepsFile, 'utf8'));
  });
});

describe(writeProjectContract.name, () => {
  it('writes the file with the first shared file, and once', async () => {
    const fixture = new Fixture();

    expect(await fixture.write()).toEqual([]);
    expect(existsSync(join(fixture.root, FILE))).toBe(false);
    fixture.share(2);
    expect(await fixture.write()).toEqual([FILE]);
    expect(fixture.text()).toContain(`"${KEY}": "${fixture.steps()[KEY] ?? ''}"`);
    expect(fixture.text()).toContain('fields: { name: "Who asks." }');
    expect(await fixture.write()).toEqual([]);
  });

  it('tells the author of a server that is not given it', () => {
    const fixture = new Fixture();
    fixture.share(2);
    const contract = { format: 1, hash: '', messages: [], structs: [], enums: [], errors: [] } as const;
    const steps = fixture.steps();

    expect(stepsNote(fixture.project, { contract, docs, steps })).toEqual([
      'The server does not know your shared files: hand it what is in src/generated/contract, GodwitModule.forRoot({ ...generated }).',
    ]);
    expect(stepsNote(fixture.project, { contract: { ...contract, steps: [] }, docs, steps })).toEqual([]);
    expect(stepsNote(fixture.project, { contract, docs, steps: {} })).toEqual([]);
  });
});

describe('After a change of a shared file', () => {
  async function changed(): Promise<Fixture> {
    const fixture = new Fixture();
    fixture.share(2);
    await fixture.write();
    fixture.share(3);
    return fixture;
  }

  it('a build is refused, and told what to run', async () => {
    const fixture = await changed();

    await expect(requireFreshSteps(fixture.project)).rejects.toThrow(
      'src/generated/contract.ts does not say what your shared files say now; run npx godwit generate.',
    );
    await fixture.write();
    await expect(requireFreshSteps(fixture.project)).resolves.toBeUndefined();
  });

  it('a start in development brings the steps up to date, and nothing else', async () => {
    const fixture = await changed();

    await refreshSteps(fixture.project);
    const refreshed = fixture.text();
    expect(await fixture.write()).toEqual([]);
    expect(fixture.text()).toBe(refreshed);
    expect(refreshed).toContain(fixture.steps()[KEY]);
  });

  it('a start in development is refused when the file was edited by hand', async () => {
    const fixture = await changed();
    writeFileSync(join(fixture.root, FILE), 'export const generated = {};');

    await expect(refreshSteps(fixture.project)).rejects.toThrow('run npx godwit generate.');
  });

  it('nothing happens where the server is given no steps', async () => {
    const fixture = new Fixture();
    fixture.share(2);

    await refreshSteps(fixture.project);
    await requireFreshSteps(fixture.project);
    expect(existsSync(join(fixture.root, FILE))).toBe(false);
  });
});
