import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative, resolve, sep } from 'node:path';
import ts from 'typescript';

const projectRoot = resolve(import.meta.dirname, '../..');

/** One TypeScript file and what it imports. */
export interface SourceFile {
  /** Path from the project's root, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Files of ours that it imports, as paths from the root. */
  readonly files: readonly string[];
  /** Packages that it imports. */
  readonly packages: readonly string[];
}

/** Every TypeScript file below `folder`, a path from the project's root. */
export function readSources(folder: string): SourceFile[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith('.d.ts') && !isInstalled(name))
    .map((name) => readSource(posix.join(folder, name.split(sep).join('/'))));
}

/** Names of the folders below `folder`, itself left out, as paths from the root. */
export function readFolders(folder: string): string[] {
  return readdirSync(join(projectRoot, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => relative(projectRoot, join(entry.parentPath, entry.name)))
    .filter((path) => !isInstalled(path))
    .map((path) => path.split(sep).join('/'));
}

function readSource(path: string): SourceFile {
  const text = readFileSync(join(projectRoot, path), 'utf8');
  const specifiers = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const files = specifiers
    .filter((name) => name.startsWith('.'))
    .map((name) => sourceOf(posix.normalize(posix.join(dirname(path), name))));
  const packages = specifiers.filter((name) => !name.startsWith('.')).map(packageName);
  return { path, text, files, packages };
}

/** The file that an import names by its compiled name. */
function sourceOf(path: string): string {
  const markup = path.replace(/\.js$/, '.tsx');
  return existsSync(join(projectRoot, markup)) ? markup : path.replace(/\.js$/, '.ts');
}

function packageName(specifier: string): string {
  const parts = specifier.split('/');
  return specifier.startsWith('@') ? parts.slice(0, 2).join('/') : (parts[0] ?? specifier);
}

/** The first import cycle, as the files in a ring, or undefined when there is none. */
export function findCycle(sources: readonly SourceFile[]): string[] | undefined {
  const filesOf = new Map(sources.map((source) => [source.path, source.files]));
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): string[] | undefined => {
    if (trail.includes(path)) return [...trail.slice(trail.indexOf(path)), path];
    if (done.has(path)) return undefined;
    for (const next of filesOf.get(path) ?? []) {
      const cycle = visit(next, [...trail, path]);
      if (cycle) return cycle;
    }
    done.add(path);
    return undefined;
  };
  for (const { path } of sources) {
    const cycle = visit(path, []);
    if (cycle) return cycle;
  }
  return undefined;
}

/** Whether a path lies among installed packages: the bench's peers have some of their own below `test`. */
function isInstalled(path: string): boolean {
  return path.split(sep).includes('node_modules');
}
