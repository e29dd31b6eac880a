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
 * The TypeScript compiler of a project: the program, and its first arguments; undefined when none is installed. The native
 * one, TypeScript 7, is several times faster, but has no library for tools such as ours and the linter; those read source with
 * TypeScript 6. It is called without its own script, which only waits for it: whoever ends that leaves the compiler behind.
 */
export function installedCompiler(root: string): readonly [program: string, ...args: string[]] | undefined {
  const native = installedFile(root, 'typescript-7/package.json');
  if (native !== undefined) return [nativeCompiler(native)];
  const script = installedFile(root, 'typescript/bin/tsc');
  return script === undefined ? undefined : [process.execPath, script];
}

/** @throws Error when npm left out the package for this platform */
function nativeCompiler(manifest: string): string {
  const { default: path } = createRequire(manifest)('./lib/getExePath.js') as { default: () => string };
  return path();
}
