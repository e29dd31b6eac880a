import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../../..');
const FILES = ['embedded-worker', 'embedded-folder'];
const OPTIONS = { swcrc: false, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' }, module: { type: 'es6' } };

/**
 * The embedded database's thread as JavaScript, compiled when its source has changed. Otherwise each database that a test
 * starts would first load a compiler for two files, which takes three times as long as the database itself.
 */
export async function embeddedThread() {
  const sources = FILES.map((name) => readFileSync(join(root, 'src/core/storage', `${name}.ts`), 'utf8'));
  const folder = join(root, '.cache/embedded-thread', hashOf(sources));
  if (!existsSync(folder)) await compile(sources, folder);
  return join(folder, `${FILES[0]}.js`);
}

/** Several processes may do so at once; the first to finish wins. */
async function compile(sources, folder) {
  const { transformSync } = await import('@swc/core');
  const compiled = sources.map((source) => transformSync(source, OPTIONS).code);
  const draft = `${folder}-${process.pid}`;
  mkdirSync(draft, { recursive: true });
  for (const [index, name] of FILES.entries()) writeFileSync(join(draft, `${name}.js`), compiled[index]);
  try {
    renameSync(draft, folder);
  } catch (error) {
    if (!existsSync(folder)) throw error;
  }
}

function hashOf(texts) {
  return createHash('sha256').update(texts.join('\0')).digest('hex');
}
