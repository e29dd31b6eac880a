import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '../support/server.js';
import { copyAddonProject } from './chat-player.js';
import { describeWithEngine } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';

const ADDON = '"res://addons/godwit/plugin.cfg"';

describeWithEngine('godot4', "The editor's Godwit dock", (engine) => {
  it('comes with the settings, tells whether the running server has the contract, and goes with the plugin', async () => {
    const server = await startServer();
    const project = await copyAddonProject(engine);
    cpSync(join(import.meta.dirname, 'fixtures/dock'), join(project, 'addons/dock_check'), { recursive: true });
    const settings = join(project, 'project.godot');
    const enabled = readFileSync(settings, 'utf8').replace(ADDON, `${ADDON}, "res://addons/dock_check/plugin.cfg"`);
    writeFileSync(settings, enabled);

    const editor = new GodotProcess(engine, {
      project,
      engineArgs: ['--editor'],
      env: { GODWIT_URL: server.url },
    });
    const { code } = await editor.ended;

    expect(editor.lines.filter((line) => /^(setting|dock|check|generate)/.test(line))).toEqual([
      'setting: 5000 100.0,600000.0,1.0,suffix:ms',
      'dock is there',
      "generate: Set godwit/editor/server_folder in the project settings to the folder of your server's source first.",
      'check: equal',
      'check: unreachable',
      'dock is gone',
    ]);
    expect(editor.lines.filter((line) => line.includes('SCRIPT ERROR'))).toEqual([]);
    expect(code).toBe(0);

    await server.stop();
  });
});
