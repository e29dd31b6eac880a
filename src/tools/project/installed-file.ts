import { createRequire } from 'node:module';
import { join } from 'node:path';

/** A file of a package that a project has installed, such as `typescript/bin/tsc`; undefined when it has not. */
export function installedFile(root: string, name: string): string | undefined {
  try {
    return createRequire(join(root, 'package.json')).resolve(name);
  } catch {
    return undefined;
  }
}
