import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { builtServer } from '../support/built-server.js';
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

/** Packs this repository as it is now. Whoever runs the built server meanwhile keeps it. */
export async function packRepository(): Promise<Packages> {
  await builtServer();
  const args = ['--import', '@swc-node/register/esm-register', 'src/tools/godwit.ts', 'package', '--no-build'];
  const lines = await run(process.execPath, args, repository);
  const archives = lines.filter((line) => line.endsWith('.tgz'));
  const [godwit = '', create = ''] = archives.slice(-2);
  return { godwit, create };
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

  /** Replaces godwit by the archive's. */
  async install(godwit: string): Promise<void> {
    await unpack(godwit, join(this.root, 'node_modules/godwit'));
  }

  /** Runs godwit as `npx godwit` does, and returns its lines. @throws Error with the end of its output when it fails */
  godwit(...words: string[]): Promise<readonly string[]> {
    return run(process.execPath, [this.program, ...words], this.root);
  }

  /** Starts godwit and does not wait. */
  start(words: readonly string[], env: NodeJS.ProcessEnv = {}): LoggedProcess {
    return processOf(process.execPath, [this.program, ...words], this.root, env);
  }

  /** Runs its `npm test`. */
  test(): Promise<readonly string[]> {
    const jest = join(this.root, 'node_modules/jest/bin/jest.js');
    return run(process.execPath, ['--experimental-vm-modules', jest], this.root);
  }

  /** Makes its types' check. */
  async checkTypes(): Promise<void> {
    await run(process.execPath, [join(this.root, 'node_modules/typescript/bin/tsc'), '-p', 'tsconfig.json'], this.root);
  }

  /** Text of one of its files. */
  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8');
  }

  /** Leaves of its packages what `npm install --omit=dev` would. */
  omitDev(): void {
    for (const name of installed().filter((each) => !isProduction(each))) {
      rmSync(join(this.root, 'node_modules', name), { force: true });
    }
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
