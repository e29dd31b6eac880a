import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/**
 * A file of a package that a project has installed, such as `typescript/bin/tsc`; undefined when it has not. Packages may
 * not export their files, so it is looked up in the folders where Node would search.
 */
export function installedFile(root: string, name: string): string | undefined {
  const folders = createRequire(join(root, 'package.json')).resolve.paths(name) ?? [];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/**
 * The TypeScript compiler of a project, as a program for Node; undefined when none is installed. The native one, TypeScript 7,
 * is several times faster, but has no library for tools such as ours and the linter; those read source with TypeScript 6.
 */
export function installedCompiler(root: string): string | undefined {
  return installedFile(root, 'typescript-7/bin/tsc') ?? installedFile(root, 'typescript/bin/tsc');
}
