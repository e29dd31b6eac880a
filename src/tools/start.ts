import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Project } from './project/project.js';

/**
 * Runs a project's compiled server in this process.
 * @throws Error with a sentence when it has not been compiled
 */
export async function startServer({ root, source, main }: Project): Promise<void> {
  const compiled = main.endsWith('.ts') ? `dist/${main.slice(source.length + 1).replace(/\.ts$/, '.js')}` : main;
  if (!existsSync(join(root, compiled))) throw new Error(`There is no ${compiled}: run godwit build first.`);
  await import(pathToFileURL(join(root, compiled)).href);
}
