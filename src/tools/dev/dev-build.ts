import {
  copyFileSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import type { Options } from '@swc/core';
import { isServerSource } from './dev-watch.js';

/** As in tsconfig.json, but without type checks: tsc does those. */
const SWC: Options = {
  swcrc: false,
  sourceMaps: 'inline',
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    target: 'es2022',
    keepClassNames: true,
  },
};

/** The same for files with markup, which browsers load as they are compiled. */
const SWC_MARKUP: Options = {
  ...SWC,
  jsc: {
    parser: { syntax: 'typescript', tsx: true },
    transform: { react: { runtime: 'automatic', importSource: 'preact' } },
    target: 'es2022',
  },
  module: { type: 'es6' },
};

/** The package's own name, which games in this repository import. */
const PACKAGE = 'godwit';

/** The folder of one run of `godwit dev`, named after its process; several may run at once. */
const RUN = /^run-(\d+)$/;

/**
 * The server's source compiled to JavaScript. Each file is compiled on its own, and only when it has changed. Every build has
 * its own folder, so that a server finds all its files as they were when it started, including those it loads later.
 */
export class DevBuild {
  private readonly runFolder: string;
  private readonly source: string;
  private readonly cache: string;
  private readonly builds: string[] = [];
  private readonly options: Options;
  /** Files compiled with other settings are compiled again. */
  private compiler = '';
  private count = 0;
  private readonly isPackage: boolean;

  /**
   * @param root the project's folder
   * @param sourceFolder the folder of its source
   */
  constructor(
    private readonly root: string,
    private readonly sourceFolder = 'src',
  ) {
    const parent = join(root, '.cache/dev');
    this.source = join(root, sourceFolder);
    const { type, name } = readManifest(root);
    this.options = { ...SWC, module: { type: type === 'module' ? 'es6' : 'commonjs' } };
    this.isPackage = name === PACKAGE;
    this.cache = join(parent, 'compiled');
    this.runFolder = join(parent, `run-${process.pid}`);
    mkdirSync(this.cache, { recursive: true });
    for (const name of readdirSync(parent)) {
      const [, owner] = RUN.exec(name) ?? [];
      if (owner !== undefined && !isAlive(Number(owner))) rmSync(join(parent, name), { recursive: true, force: true });
    }
  }

  /**
   * Compiles the current source.
   * @returns the build's folder; earlier ones stay until {@link keepOnly}
   * @throws Error with the compiler's message, when a file is not valid TypeScript
   */
  async make(): Promise<string> {
    const names = readdirSync(this.source, { recursive: true, encoding: 'utf8' }).filter(isServerSource);
    const isTypeScript = names.some(isTypeScriptFile);
    if (isTypeScript) this.compiler ||= `${(await swc()).version} ${JSON.stringify(this.options)}`;
    const stamps = await Promise.all(names.map((name) => this.update(name)));
    this.count += 1;
    const folder = join(this.runFolder, String(this.count), this.sourceFolder);
    for (const [index, name] of names.entries()) {
      if (stamps[index] === undefined) continue;
      const target = join(folder, builtName(name));
      mkdirSync(dirname(target), { recursive: true });
      linkOrCopy(join(this.cache, builtName(name)), target);
    }
    if (this.isPackage)
      writeFileSync(join(dirname(folder), 'package.json'), builtManifest(this.root, this.sourceFolder));
    this.builds.push(folder);
    return folder;
  }

  /** Removes all builds except these. */
  keepOnly(...folders: readonly (string | undefined)[]): void {
    for (const folder of this.builds.filter((each) => !folders.includes(each))) {
      rmSync(dirname(folder), { recursive: true, force: true });
      this.builds.splice(this.builds.indexOf(folder), 1);
    }
  }

  /** Removes everything this run has created. */
  dispose(): void {
    rmSync(this.runFolder, { recursive: true, force: true });
  }

  /** Compiles one file into the cache, unless it is there. @returns undefined if it is not a file, or no longer exists */
  private async update(name: string): Promise<string | undefined> {
    const source = statSync(join(this.source, name), { throwIfNoEntry: false });
    if (source?.isFile() !== true) return undefined;
    // A file moved over another may be older than it, so comparing times for order would miss the change.
    const { mtimeMs, ctimeMs, size, ino } = source;
    const stamp = [this.compiler, mtimeMs, ctimeMs, size, ino].join(' ');
    const target = join(this.cache, builtName(name));
    const stampFile = `${target}.stamp`;
    if (readIfThere(stampFile) === stamp) return stamp;
    const text = await this.compiled(name);
    if (text === undefined) return undefined;
    mkdirSync(dirname(target), { recursive: true });
    replaceFile(target, text);
    replaceFile(stampFile, stamp);
    return stamp;
  }

  private async compiled(name: string): Promise<string | Buffer | undefined> {
    const path = join(this.source, name);
    try {
      if (!isTypeScriptFile(name)) return readFileSync(path);
      const options = name.endsWith('.tsx') ? SWC_MARKUP : this.options;
      return (await (await swc()).transformFile(path, options)).code;
    } catch (error) {
      // An editor that saves by renaming removes the file for a moment; its return counts as the next change.
      if (statSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
      throw error;
    }
  }
}

/** Loaded on demand: a project that is deployed as JavaScript has no compiler. */
async function swc(): Promise<typeof import('@swc/core')> {
  try {
    return await import('@swc/core');
  } catch (cause) {
    throw new Error('TypeScript is compiled with @swc/core, which is not installed: npm i -D @swc/core', { cause });
  }
}

/**
 * The package.json of a build of this repository: it makes `import 'godwit'` resolve to the build itself. Otherwise it would
 * resolve to `dist`, a second copy.
 * @param root the repository
 * @param folder the part of the build that corresponds to `dist`
 */
export function builtManifest(root: string, folder: string): string {
  const manifest = JSON.stringify({ ...readManifest(root), private: true });
  return manifest.replaceAll('"./dist/', `"./${folder}/`);
}

function readManifest(root: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;
}

function builtName(name: string): string {
  return name.replace(/\.tsx?$/, '.js');
}

function isTypeScriptFile(name: string): boolean {
  return /\.tsx?$/.test(name);
}

function readIfThere(path: string): string | undefined {
  return statSync(path, { throwIfNoEntry: false }) && readFileSync(path, 'utf8');
}

/** Builds share the file by hard links, so it is never overwritten in place; and another run may be reading it. */
function replaceFile(path: string, content: string | Buffer): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content);
  renameSync(draft, path);
}

/** Not every file system supports hard links. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
