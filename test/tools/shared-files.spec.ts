import { GODOT3, GODOT4 } from '../../src/tools/gdscript/dialect.js';
import { readStepFiles } from '../../src/tools/gdscript/steps/step-files.js';
import { stepScripts } from '../../src/tools/gdscript/steps/step-script.js';
import { StepWorld } from '../../src/tools/gdscript/steps/step-world.js';
import { readContract } from '../../src/tools/read-contract.js';

describe('The shared files', () => {
  it('can be translated for Godot 4 and Godot 3', async () => {
    const world = new StepWorld(readStepFiles('src'), (await readContract()).contract);

    // What cannot be is thrown: one sentence each, with file, line, reason and remedy.
    for (const dialect of [GODOT4, GODOT3]) expect(stepScripts(world, dialect).size).toBe(world.files.length);
  });
});
