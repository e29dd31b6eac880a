import { existsSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PACKAGE_ROOT } from './project.js';

/** This program's file, which is TypeScript in the repository and JavaScript in the package. */
const PROGRAM = import.meta.filename.replace(/project[\\/]own-program\.(\w+)$/, 'godwit.$1');

/** Whether this program runs from source. */
export const RUNS_FROM_SOURCE = PROGRAM.endsWith('.ts');

/** What Node needs to run one of this package's files in another process. */
export const LOADER = RUNS_FROM_SOURCE ? ['--import', '@swc-node/register/esm-register'] : [];

/** The arguments with which Node runs this program again. */
export function programArguments(...words: string[]): string[] {
  return [...LOADER, PROGRAM, ...words];
}

/**
 * Runs the copy of this program that a project has installed, if this is a different one, such as a global one or one fetched
 * by npx: the project's classes belong to its own copy.
 * @returns whether it did
 */
export async function runInstalledProgram(from: string): Promise<boolean> {
  const installed = installedPackage(resolve(from));
  if (installed === undefined || realpathSync(installed) === realpathSync(PACKAGE_ROOT)) return false;
  const program = join(installed, 'dist/tools/godwit.js');
  if (!existsSync(program)) return false;
  await import(pathToFileURL(program).href);
  return true;
}

/** The folder of the package that `import 'godwit'` resolves to from a folder. */
export function installedPackage(folder: string): string | undefined {
  const candidate = join(folder, 'node_modules/godwit');
  if (existsSync(join(candidate, 'package.json'))) return candidate;
  return dirname(folder) === folder ? undefined : installedPackage(dirname(folder));
}
