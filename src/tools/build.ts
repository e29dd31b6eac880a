/** `npm run build`: the server as JavaScript in `dist`, with the migrations of its features. What stood there before is gone. */
import { spawnSync } from 'node:child_process';
import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');
const source = join(root, 'src');
const target = join(root, 'dist');

rmSync(target, { recursive: true, force: true });
const tsc = [join(root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.build.json'];
const { status } = spawnSync(process.execPath, tsc, { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;

for (const { name, parentPath } of readdirSync(source, { recursive: true, withFileTypes: true })) {
  if (name !== 'migrations') continue;
  const folder = join(parentPath, name);
  cpSync(folder, join(target, folder.slice(source.length)), { recursive: true });
}
