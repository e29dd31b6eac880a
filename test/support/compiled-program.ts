import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { builtManifest } from '../../src/tools/dev/dev-build.js';
import { transformFileSync, type Options } from '@swc/core';

const projectRoot = resolve(import.meta.dirname, '../..');

const SWC: Options = {
  swcrc: false,
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'es6' },
};

const compiled = new Map<string, string>();

afterAll(() => {
  for (const folder of compiled.values()) rmSync(folder, { recursive: true, force: true });
  compiled.clear();
});

/**
 * Compiles the real main.ts with the modules of `program`, a folder with an app.module.ts, in place of the game's own:
 * once for all the starts of a spec file, into a folder of its own where no build can pull it away. Returns that folder.
 * @param fixtures files of other folders that those modules need
 */
export function compileProgram(program: string, fixtures: readonly string[] = []): string {
  const known = compiled.get(program);
  if (known !== undefined) return known;
  const cache = join(projectRoot, '.cache');
  mkdirSync(cache, { recursive: true });
  const out = mkdtempSync(join(cache, 'program-'));
  compiled.set(program, out);
  for (const folder of ['src', program]) {
    for (const file of readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })) {
      if (file.endsWith('.ts') && !file.endsWith('.spec.ts') && !file.startsWith('tools'))
        compileFile(out, join(folder, file));
    }
  }
  for (const file of fixtures) compileFile(out, file);
  const migrations = join(program, 'migrations');
  if (existsSync(join(projectRoot, migrations))) {
    cpSync(join(projectRoot, migrations), join(out, migrations), { recursive: true });
  }
  writeFileSync(join(out, 'package.json'), builtManifest(projectRoot, 'src'));
  writeFileSync(join(out, 'src/app.module.js'), `export { AppModule } from '../${program}/app.module.js';\n`);
  return out;
}

/**
 * Compiles files of the tests so that they run inside of the built server: what they import of `src` is what that has loaded.
 * @returns the folder where they lie as in the project
 */
export function compileForBuilt(files: readonly string[]): string {
  const name = files.join();
  const known = compiled.get(name);
  if (known !== undefined) return known;
  const cache = join(projectRoot, '.cache');
  mkdirSync(cache, { recursive: true });
  const out = mkdtempSync(join(cache, 'program-'));
  compiled.set(name, out);
  symlinkSync(join(projectRoot, 'dist'), join(out, 'src'));
  for (const file of files) compileFile(out, file);
  return out;
}

function compileFile(out: string, file: string): void {
  const target = join(out, file.replace(/\.ts$/, '.js'));
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, transformFileSync(join(projectRoot, file), SWC).code);
}
