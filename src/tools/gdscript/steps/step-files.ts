import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { moduleOf } from '../../../protocol/contract/build-contract.js';
import { BUILT_STEPS, PACKAGE_STEPS } from '../../build.js';
import { PACKAGE_ROOT } from '../../project/project.js';
import { pascalCase, snakeCase } from '../gd-names.js';
import { topLevelNodes } from './declarations.js';

/** The mark of a shared file: its name. */
const SUFFIX = '.shared.ts';

/** The mathematics that comes with Godwit; every shared file may import it. */
export const STEP_MATH = 'core/prediction/step-math.shared.ts';
/** What `import ... from 'godwit'` may name. */
const GODWIT = [STEP_MATH, 'core/prediction/step-shapes.shared.ts'];

/** A file whose rules run on the server and, translated, in Godot. */
export interface StepFile {
  /** Its path below the source folder, with `/`. */
  readonly path: string;
  /** Its path in sentences. */
  readonly place: string;
  readonly module: string;
  /** Its class in Godot. */
  readonly className: string;
  /** Its script, below `generated/`. */
  readonly script: string;
  readonly source: ts.SourceFile;
  /** Whether it is {@link STEP_MATH}. */
  readonly isStepMath: boolean;
}

/** The shared files below a source folder, those of the package included, in order of their paths. */
export function readStepFiles(folder: string): StepFile[] {
  const own = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => path.endsWith(SUFFIX))
    .map((path) => stepFile(path, readFileSync(join(folder, path), 'utf8'), basename(folder)));
  return withStepMath(own);
}

/** These files and those of the package, in order of their paths. */
export function withStepMath(files: readonly StepFile[]): StepFile[] {
  const missing = PACKAGE_STEPS.filter((path) => !files.some((file) => file.path === path));
  return [...files, ...missing.map(readPackageFile)].sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** A shared file with this text. */
export function stepFile(path: string, text: string, folder = 'src'): StepFile {
  const module = moduleOf(`src/${path}`);
  const name = basename(path, SUFFIX);
  return {
    path,
    place: `${folder}/${path}`,
    module,
    className: `Godwit${pascalCase(name.replaceAll('.', '-'))}Shared`,
    script: `${snakeCase(module)}/${snakeCase(name)}_shared.gd`,
    source: ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
    isStepMath: path === STEP_MATH,
  };
}

function readPackageFile(path: string): StepFile {
  const source = join(PACKAGE_ROOT, 'src', path);
  const built = join(PACKAGE_ROOT, BUILT_STEPS, basename(path));
  return stepFile(path, readFileSync(existsSync(source) ? source : built, 'utf8'));
}

/** The shared file from which `from` imports `name`; `godwit` has all that games may use, unless a message is imported from it. */
export function importedFile(
  { moduleSpecifier }: ts.ImportDeclaration,
  from: StepFile,
  files: readonly StepFile[],
  name = '',
): StepFile | undefined {
  const specifier = ts.isStringLiteral(moduleSpecifier) ? moduleSpecifier.text : '';
  if (specifier === 'godwit') {
    const ofGodwit = files.filter(({ path }) => GODWIT.includes(path));
    return ofGodwit.find(({ source }) => topLevelNodes(source).has(name)) ?? ofGodwit[0];
  }
  const path = specifier.startsWith('.') ? joined(from.path, specifier).replace(/(\.js)?$/, '.ts') : specifier;
  return files.find((other) => other.path === path || (GODWIT.includes(other.path) && path.endsWith(`/${other.path}`)));
}

/** `../core/x.js` from `games/a/b.ts` is `games/core/x.js`. */
function joined(path: string, relative: string): string {
  const parts = path.split('/').slice(0, -1);
  for (const part of relative.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.') parts.push(part);
  }
  return parts.join('/');
}
