import { cpSync, existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { projectRoot } from './child-process.js';

/** Lays the migrations of all modules beside their compiled classes, where a server that keeps a database looks for them. */
export function placeMigrations(): void {
  const compiled = resolve(import.meta.dirname, '../..');
  for (const module of readdirSync(resolve(projectRoot, 'src/modules'))) {
    const folder = `src/modules/${module}/migrations`;
    if (existsSync(resolve(projectRoot, folder)))
      cpSync(resolve(projectRoot, folder), resolve(compiled, folder), { recursive: true });
  }
}
