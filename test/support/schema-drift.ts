import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';

const projectRoot = resolve(import.meta.dirname, '../..');
/** drizzle-kit asks questions when a column may have been renamed, and nobody answers here. */
const KIT_TIMEOUT_MS = 60_000;

/**
 * The SQL that a feature's migrations lack to make the tables of its schema; empty when they agree.
 * @param schema path of a schema.ts, from the project's root
 * @param migrations path of the folder with its migrations, which is only read
 * @throws Error with drizzle-kit's output when that cannot tell
 */
export async function schemaDrift(schema: string, migrations: string): Promise<string> {
  const copy = temporaryFolder('migrations');
  if (existsSync(join(projectRoot, migrations))) cpSync(join(projectRoot, migrations), copy, { recursive: true });
  const known = new Set(sqlFiles(copy));
  await generate(schema, copy);
  const added = sqlFiles(copy).filter((name) => !known.has(name));
  return added.map((name) => readFileSync(join(copy, name), 'utf8')).join('\n');
}

async function generate(schema: string, out: string): Promise<void> {
  const kit = join(projectRoot, 'node_modules/drizzle-kit/bin.cjs');
  // drizzle-kit takes every path for one below the current folder.
  const paths = ['--schema', schema, '--out', relative(projectRoot, out)];
  const child = spawn(process.execPath, [kit, 'generate', '--dialect', 'postgresql', ...paths], {
    cwd: projectRoot,
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: KIT_TIMEOUT_MS,
  });
  let output = '';
  child.stdout.on('data', (text: Buffer) => (output += text.toString()));
  child.stderr.on('data', (text: Buffer) => (output += text.toString()));
  await once(child, 'close');
  // It ends with 0 also where it fails, but says one of these where it does not.
  if (!/No schema changes|SQL migration file/.test(output)) throw new Error(`drizzle-kit cannot compare:\n${output}`);
}

function sqlFiles(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.sql'));
}
