import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { temporaryFolder } from '../testing/temporary-folder.js';

describe('a second copy of Godwit in a process', () => {
  it('is refused with both versions and folders, and what to do', async () => {
    const plugin = join(temporaryFolder('copies'), 'plugin/node_modules/godwit');
    mkdirSync(plugin, { recursive: true });
    writeFileSync(join(plugin, 'package.json'), JSON.stringify({ version: '0.0.7' }));
    Object.assign(globalThis, { [Symbol.for('godwit.copy')]: join(plugin, 'dist/protocol') });

    const second = import('./message.decorators.js');
    await expect(second).rejects.toThrow(
      /: 0\.0\.7 in .*plugin\/node_modules\/godwit and \d+\.\d+\.\d+\S* in .*\. "npm ls godwit" tells/,
    );
  });
});
