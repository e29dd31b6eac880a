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
