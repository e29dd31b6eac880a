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

/** As tsconfig.json says, but without types: those are tsc's. */
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

/** The package's own name, by which a game in this repository imports it. */
const PACKAGE = 'godwit';

/** A folder of each run of `godwit dev`, named by its process; several may run at once. */
const RUN = /^run-(\d+)$/;

/**
 * The server's source as JavaScript. Each file is compiled alone, and only when it has changed. Every build has a folder of
 * its own, so that a server finds all its files as they were when it started, also those that it loads later.
 */
export class DevBuild {
  private readonly runFolder: string;
  private readonly source: string;
  private readonly cache: string;
  private readonly builds: string[] = [];
  private readonly options: Options;
  /** What was compiled otherwise is compiled anew. */
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
   * Compiles the source as it is now.
   * @returns the build's folder; those of the builds before it stay until {@link keepOnly}
   * @throws Error with the compiler's words, when a file is not TypeScript
   */
  async make(): Promise<string> {
    const names = readdirSync(this.source, { recursive: true, encoding: 'utf8' }).filter(isServerSource);
    const isTypeScript = names.some((name) => name.endsWith('.ts'));
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

  /** Removes all builds but these. */
  keepOnly(...folders: readonly (string | undefined)[]): void {
    for (const folder of this.builds.filter((each) => !folders.includes(each))) {
      rmSync(dirname(folder), { recursive: true, force: true });
      this.builds.splice(this.builds.indexOf(folder), 1);
    }
  }

  /** Removes everything of this run. */
  dispose(): void {
    rmSync(this.runFolder, { recursive: true, force: true });
  }

  /** Compiles one file into the cache, unless it is there. @returns undefined for what is no file, or is gone by now */
  private async update(name: string): Promise<string | undefined> {
    const source = statSync(join(this.source, name), { throwIfNoEntry: false });
    if (source?.isFile() !== true) return undefined;
    // A file that is moved over another may be older than it, so no order of times tells what changed.
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
      return name.endsWith('.ts') ? (await (await swc()).transformFile(path, this.options)).code : readFileSync(path);
    } catch (error) {
      // An editor that saves by rename takes the file away for a moment; its return is the next change.
      if (statSync(path, { throwIfNoEntry: false }) === undefined) return undefined;
      throw error;
    }
  }
}

/** A project that is served as JavaScript has no compiler. */
async function swc(): Promise<typeof import('@swc/core')> {
  try {
    return await import('@swc/core');
  } catch (cause) {
    throw new Error('TypeScript is compiled with @swc/core, which is not installed: npm i -D @swc/core', { cause });
  }
}

/**
 * The package.json of a build of this repository: where its files import `godwit`, they get the build itself. Without it they
 * would get `dist`, a second copy.
 * @param root the repository
 * @param folder where the build has what `dist` has
 */
export function builtManifest(root: string, folder: string): string {
  const manifest = JSON.stringify({ ...readManifest(root), private: true });
  return manifest.replaceAll('"./dist/', `"./${folder}/`);
}

function readManifest(root: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Readonly<Record<string, unknown>>;
}

function builtName(name: string): string {
  return name.replace(/\.ts$/, '.js');
}

function readIfThere(path: string): string | undefined {
  return statSync(path, { throwIfNoEntry: false }) && readFileSync(path, 'utf8');
}

/** Builds share the file behind the name, so it is never written to; and another run may read it at this moment. */
function replaceFile(path: string, content: string | Buffer): void {
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, content);
  renameSync(draft, path);
}

/** Not every disk has links. */
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
