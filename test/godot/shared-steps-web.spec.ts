import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { mathCases, stepCases, stepContract, stepFiles } from '../conformance/step-cases.js';
import { hashOf, writeParityProject } from '../conformance/step-parity.js';
import { describeWithParts, findChromium, findEngine, findWebEngine } from './engines.js';
import { GameBrowser } from './game-browser.js';
import { WebExport } from './web-export.js';

const CALLS = 5_000;
const STEPS = 20_000;

/** Exports the numbers too. */
const PRESET = `[preset.0]
name="Web"
platform="Web"
runnable=true
export_filter="all_resources"
include_filter="*.bin,*.json"
export_path="index.html"

[preset.0.options]
`;

const parts = { 'Godot 4': findEngine('godot4'), 'the web engine': findWebEngine(), Chromium: findChromium() };

describeWithParts('Shared steps in a web export', parts, (found) => {
  it('have the same bits as in Node', async () => {
    const cases = [...mathCases(CALLS), ...stepCases(STEPS)];
    const project = writeParityProject(found['Godot 4'], { files: stepFiles, contract: stepContract, cases });
    writeFileSync(join(project, 'export_presets.cfg'), PRESET);
    const game = await WebExport.build(found['Godot 4'], found['the web engine'], project);
    const browser = await GameBrowser.launch(found.Chromium);
    const page = await browser.open(game.url([]));
    await page.waitForLine(/^parity done$/);

    expect(page.lines.filter((line) => /^parity ./.test(line) && line !== 'parity done')).toEqual(
      cases.map((each) => `parity ${each.name} ${hashOf(each)}`),
    );
    await browser.close();
    await game.close();
  });
});
