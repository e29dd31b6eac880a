import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { builtServer } from '../support/built-server.js';
import { madeOnce } from '../support/made-once.js';
import { LoggedProcess } from '../../src/testing/logged-process.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';

const repository = resolve(import.meta.dirname, '../..');

/** The archives of both packages, as they would be published. */
export interface Packages {
  readonly godwit: string;
  readonly create: string;
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly dev?: boolean }>>;
}

/** What the packages are made of, besides what `dist` is. */
const PACKED = ['dist', 'godot/addons/godwit', 'godot/godot3/addons/godwit', 'package.json', 'README.md', 'LICENSE'];

/** Where `npm run package` puts them. */
const ARCHIVES = join(repository, '.cache/package');

/** Packs this repository as it is now, once for all spec files. Whoever runs the built server meanwhile keeps it. */
export async function packRepository(): Promise<Packages> {
  await builtServer();
  await madeOnce({ name: 'package', isStale: arePackagesStale, make: pack });
  const [create = '', godwit = ''] = archives();
  return { godwit, create };
}

/** Of `create-godwit`, then of `godwit`. */
function archives(): string[] {
  const names = existsSync(ARCHIVES) ? readdirSync(ARCHIVES).filter((name) => name.endsWith('.tgz')) : [];
  return names.sort().map((name) => join(ARCHIVES, name));
}

function arePackagesStale(): boolean {
  const times = archives().map((path) => statSync(path).mtimeMs);
  if (times.length < 2) return true;
  const packedAt = Math.min(...times);
  return PACKED.some((path) => newestBelow(join(repository, path)) > packedAt);
}

function newestBelow(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats?.isDirectory()) return stats?.mtimeMs ?? 0;
  return Math.max(0, ...readdirSync(path).map((name) => newestBelow(join(path, name))));
}

function pack(): void {
  const args = ['--import', '@swc-node/register/esm-register', 'src/tools/godwit.ts', 'package', '--no-build'];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: repository, encoding: 'utf8' });
  if (status !== 0) throw new Error(`The packages cannot be made:\n${stdout}${stderr}`);
}

/** A project made by the packed `create-godwit`, in a folder whose path has blanks and letters of three alphabets. */
export class PackedProject {
  private constructor(readonly root: string) {}

  /** Makes it. Its packages are those of this repository, so that no registry is asked, but for godwit: that is the archive's. */
  static async create({ godwit, create }: Packages, ...args: string[]): Promise<PackedProject> {
    const folder = join(temporaryFolder('packed'), 'мой 玩 game');
    const creator = join(folder, 'create');
    await unpack(create, creator);
    const program = join(creator, 'tools/new-project/create-godwit.js');
    await run(process.execPath, [program, 'my-game', '--godwit', `file:${godwit}`, ...args], folder);
    const project = new PackedProject(join(folder, 'my-game'));
    project.link();
    await project.install(godwit);
    return project;
  }

  /** A folder that has godwit and this repository's packages, and no files of its own. */
  static async empty(godwit: string): Promise<PackedProject> {
    const project = new PackedProject(join(temporaryFolder('packed'), 'application'));
    mkdirSync(project.root);
    writeFileSync(join(project.root, 'package.json'), JSON.stringify({ name: 'application', private: true }));
    project.link();
    await project.install(godwit);
    return project;
  }

  /** Replaces godwit by the archive's, as `npm install` does. */
  async install(godwit: string): Promise<void> {
    const folder = join(this.root, 'node_modules/godwit');
    rmSync(folder, { recursive: true, force: true });
    await unpack(godwit, folder);
  }

  /** Runs godwit as `npx godwit` does, and returns its lines. @throws Error with the end of its output when it fails */
  godwit(...words: string[]): Promise<readonly string[]> {
    return run(process.execPath, [this.program, ...words], this.root);
  }

  /** Starts godwit and does not wait. */
  start(words: readonly string[], env: NodeJS.ProcessEnv = {}): LoggedProcess {
    return processOf(process.execPath, [this.program, ...words], this.root, env);
  }

  /** Starts Node with these words and does not wait. */
  node(words: readonly string[], env: NodeJS.ProcessEnv = {}): LoggedProcess {
    return processOf(process.execPath, words, this.root, env);
  }

  /** Gives it a package of its own in place of the link to this repository's. @returns its folder */
  own(name: string): string {
    const folder = join(this.root, 'node_modules', name);
    rmSync(folder, { recursive: true, force: true });
    cpSync(join(repository, 'node_modules', name), folder, { recursive: true });
    return folder;
  }

  /** Runs its `npm test`. */
  test(): Promise<readonly string[]> {
    const jest = join(this.root, 'node_modules/jest/bin/jest.js');
    return run(process.execPath, ['--experimental-vm-modules', jest], this.root);
  }

  /** Makes its types' check. */
  async checkTypes(): Promise<void> {
    await this.compile('-p', 'tsconfig.json');
  }

  /** Builds it as `godwit build` does, but without migrations, and without the types of godwit. */
  async compileUnchecked(): Promise<void> {
    await this.compile('-p', 'tsconfig.build.json', '--noCheck');
  }

  /** Text of one of its files. */
  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  /** Its files, each with what tells whether its contents changed; without what is made from them, such as the addon. */
  ownFiles(): Map<string, string> {
    const names = readdirSync(this.root, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(this.root.length + 1))
      .filter((path) => !/^(node_modules|dist|data|\.cache|godot\/addons\/godwit)\//.test(path));
    return new Map(names.sort().map((path) => [path, createHash('sha256').update(this.read(path)).digest('hex')]));
  }

  /** Leaves of its packages what `npm install --omit=dev` would. */
  omitDev(): void {
    for (const name of installed().filter((each) => !isProduction(each))) {
      rmSync(join(this.root, 'node_modules', name), { force: true });
    }
  }

  /** Runs its TypeScript. @throws Error with what it found wrong */
  async compile(...args: string[]): Promise<void> {
    await run(process.execPath, [join(this.root, 'node_modules/typescript-7/bin/tsc'), ...args], this.root);
  }

  private get program(): string {
    return join(this.root, 'node_modules/godwit/dist/tools/godwit.js');
  }

  private link(): void {
    for (const name of installed()) {
      const target = join(this.root, 'node_modules', name);
      if (existsSync(target)) continue;
      mkdirSync(dirname(target), { recursive: true });
      symlinkSync(join(repository, 'node_modules', name), target);
    }
  }
}

/** What `npm install --omit=dev` would leave of this repository's packages. */
function isProduction(name: string): boolean {
  const { packages } = JSON.parse(readFileSync(join(repository, 'package-lock.json'), 'utf8')) as Lock;
  return packages[`node_modules/${name}`]?.dev !== true;
}

function installed(): string[] {
  const folder = join(repository, 'node_modules');
  const names = readdirSync(folder).filter((name) => !name.startsWith('.'));
  return names.flatMap((name) =>
    name.startsWith('@') ? readdirSync(join(folder, name)).map((part) => `${name}/${part}`) : [name],
  );
}

async function unpack(archive: string, folder: string): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await run('tar', ['xzf', archive, '--strip-components=1', '-C', folder], folder);
}

async function run(command: string, args: readonly string[], cwd: string): Promise<readonly string[]> {
  const program = processOf(command, args, cwd);
  const { code } = await program.ended;
  if (code !== 0) throw program.failure('failed');
  return program.lines;
}

function processOf(command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv = {}): LoggedProcess {
  const name = [command, ...args].join(' ');
  return new LoggedProcess({
    name,
    command,
    args,
    cwd,
    env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
  });
}
