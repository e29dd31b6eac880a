import { existsSync, readdirSync } from 'node:fs';
import { basename, extname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { RUNS_FROM_SOURCE } from '../project/own-program.js';
import type { Project } from '../project/project.js';

const BUNDLED = join(import.meta.dirname, 'scenarios');

/** The names of the scenarios that come with the program. */
export function bundledScenarios(): string[] {
  const names = readdirSync(BUNDLED).filter((name) => /^[a-z][a-z0-9-]*\.(ts|js)$/.test(name));
  return names.map((name) => basename(name, extname(name))).sort();
}

/**
 * The URL of a scenario for threads to import: of a bundled one by its name, or of a file. TypeScript is compiled, with the
 * whole source of its project.
 * @param from the folder that a path is relative to
 * @throws Error, one sentence, when there is no such scenario
 */
export async function findScenario(project: Project, what: string, from: string): Promise<string> {
  if (bundledScenarios().includes(what)) {
    return pathToFileURL(join(BUNDLED, `${what}${RUNS_FROM_SOURCE ? '.ts' : '.js'}`)).href;
  }
  const file = [resolve(from, what), resolve(project.root, what)].find((path) => existsSync(path));
  if (!/\.[cm]?[jt]s$/.test(what) || file === undefined) {
    const names = bundledScenarios().join(', ');
    throw new Error(`There is no scenario "${what}": name a file of yours (*.ts, *.js), or one of ${names}.`);
  }
  if (!file.endsWith('.ts') || (project.isOwn && RUNS_FROM_SOURCE)) return pathToFileURL(file).href;
  return pathToFileURL(await compiled(project, file)).href;
}

async function compiled({ root, source, isOwn }: Project, file: string): Promise<string> {
  const path = relative(join(root, source), file);
  if (path.startsWith('..')) {
    throw new Error(`${relative(root, file)} is not below ${source}/, where TypeScript is compiled; move it there.`);
  }
  if (isOwn) throw new Error('In the repository itself, scenarios in TypeScript run with npm run load.');
  const { DevBuild } = await import('../dev/dev-build.js');
  const build = new DevBuild(root, source);
  process.once('exit', () => build.dispose());
  return join(await build.make(), path.replaceAll('/', sep).replace(/\.ts$/, '.js'));
}
