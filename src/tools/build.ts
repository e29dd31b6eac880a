import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { installedCompiler } from './project/installed-file.js';
import { packTemplate } from './new-game/game-template.js';
import type { Project } from './project/project.js';

/** Where a project's compiled server goes, relative to its root. */
export const OUTPUT = 'dist';

/** The shared files of this package. */
export const PACKAGE_STEPS = ['kernels', 'math', 'shapes'].map((name) => `core/prediction/step-${name}.shared.ts`);

/** Where the package has them: next to their JavaScript, TypeScript would take them for the types of that. */
export const BUILT_STEPS = 'dist/tools/gdscript/steps';

/** The library that draws the charts of load reports: the package has it built in, so that servers need not install it. */
const CHARTS = { from: 'node_modules/uplot', to: 'dist/tools/load/report/uplot' };

const TEMPLATE = 'tools/template';

/**
 * Compiles a project's server into `dist`, with the migrations of its features. Deletes what was there before.
 * @throws Error with a sentence when TypeScript is not installed
 */
export function buildServer({ root, source, isOwn }: Project): void {
  const compiler = installedCompiler(root);
  if (compiler === undefined) throw new Error('TypeScript is not installed: npm i -D typescript');
  const target = join(root, OUTPUT);
  rmSync(target, { recursive: true, force: true });
  const config = existsSync(join(root, 'tsconfig.build.json')) ? 'tsconfig.build.json' : 'tsconfig.json';
  const [program, ...first] = compiler;
  const compile = (...args: string[]): void => {
    const { status } = spawnSync(program, [...first, ...args], { cwd: root, stdio: 'inherit' });
    if (status !== 0) process.exitCode = status ?? 1;
  };
  compile('-p', config);

  for (const { name, parentPath } of readdirSync(join(root, source), { recursive: true, withFileTypes: true })) {
    const folder = join(parentPath, name);
    const built = join(target, folder.slice(join(root, source).length));
    if (name === 'migrations') cpSync(folder, built, { recursive: true });
    if (name === 'web' && existsSync(join(folder, 'tsconfig.json'))) buildPages(compile, { folder, built, target });
  }
  // The template of `godwit new project` is copied as it is, not compiled.
  if (isOwn) cpSync(join(root, source, TEMPLATE), join(target, TEMPLATE), { recursive: true });
  if (isOwn) packTemplate(root, target);
  if (isOwn)
    for (const name of ['LICENSE', 'dist/uPlot.iife.min.js', 'dist/uPlot.min.css'])
      cpSync(join(root, CHARTS.from, name), join(root, CHARTS.to, basename(name)));
  if (isOwn)
    for (const path of PACKAGE_STEPS) cpSync(join(root, source, path), join(root, BUILT_STEPS, basename(path)));
}

/** Compiles the pages of a module, which browsers load file by file: they have types and markup of their own. */
function buildPages(
  compile: (...args: string[]) => void,
  { folder, built, target }: { readonly folder: string; readonly built: string; readonly target: string },
): void {
  compile('-p', join(folder, 'tsconfig.json'), '--noEmit', 'false', '--outDir', target);
  for (const name of readdirSync(folder)) if (name.endsWith('.css')) cpSync(join(folder, name), join(built, name));
}
