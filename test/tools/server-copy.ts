import { cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { LoggedProcess } from '../../src/testing/logged-process.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import { DevBuild } from '../../src/tools/dev/dev-build.js';
import { SHORT_LIVED } from '../support/server.js';

const projectRoot = resolve(import.meta.dirname, '../..');

const COPIED = [
  ...['src', 'test/support', 'package.json', 'nest-cli.json', 'tsconfig.json', 'tsconfig.build.json'],
  // The classes are generated into it, and the addon for Godot 3 is made from it.
  'godot/addons/godwit',
  ...['jest.config.js', '.oxlintrc.json', '.prettierrc.json', '.prettierignore'],
];

const GODWIT = 'tools/godwit.ts';

interface Manifest {
  scripts: Record<string, string>;
}

/** What a Godot editor makes for itself. */
const EDITOR_FOLDERS = ['.godot', '.import'];

/** A copy of this project, as a team that works with it would have one; its packages are this project's own. */
export class ServerCopy {
  /** The copy's folder. */
  readonly root = temporaryFolder('copy');
  private readonly build: DevBuild;

  constructor() {
    for (const path of COPIED) cpSync(join(projectRoot, path), join(this.root, path), { recursive: true });
    symlinkSync(join(projectRoot, 'node_modules'), join(this.root, 'node_modules'));
    this.build = new DevBuild(this.root);
  }

  /** Compiles a file of the source as it is now, and all others, without checking types. @returns its path as JavaScript */
  async built(file: string): Promise<string> {
    return join(await this.build.make(), file.replace(/\.ts$/, '.js'));
  }

  /** Copies the Godot projects as well; returns the folder of the one for Godot 4. */
  addGodot(): string {
    const folder = join(this.root, 'godot');
    const filter = (path: string): boolean => !EDITOR_FOLDERS.includes(basename(path));
    cpSync(join(projectRoot, 'godot'), folder, { recursive: true, filter });
    return folder;
  }

  /** Starts a program of Node's in the copy. */
  start(args: readonly string[], env: NodeJS.ProcessEnv = {}): LoggedProcess {
    return new LoggedProcess({
      name: `node ${args.join(' ')}`,
      command: process.execPath,
      args,
      cwd: this.root,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, ...env },
    });
  }

  /**
   * Runs a program of Node's in the copy to its end.
   * @returns what it wrote
   * @throws Error with the end of its output when it fails
   */
  async run(...args: string[]): Promise<string> {
    const program = this.start(args);
    const { code } = await program.ended;
    if (code !== 0) throw program.failure('failed');
    return program.lines.join('\n');
  }

  /**
   * Starts `npm run start:dev`.
   * @param fromSource as npm does it, and not compiled, which is the same and starts sooner
   */
  async startDev(env: NodeJS.ProcessEnv, fromSource = false): Promise<LoggedProcess> {
    const loader = ['--import', '@swc-node/register/esm-register'];
    const program = fromSource ? [...loader, `src/${GODWIT}`] : [await this.built(GODWIT)];
    return this.start([...program, 'dev', ...SHORT_LIVED], env);
  }

  /**
   * Checks the types of the server, and of further files, as strictly as the project does.
   * @throws Error with the compiler's output
   */
  async checkTypes(...further: string[]): Promise<void> {
    const include = ['src/main.ts', 'src/**/*.d.ts', ...further];
    writeFileSync(join(this.root, 'tsconfig.new.json'), JSON.stringify({ extends: './tsconfig.json', include }));
    await this.run('node_modules/typescript-7/bin/tsc', '-p', 'tsconfig.new.json');
  }

  /**
   * Runs the program of an npm script with further arguments, without npm; and `godwit` compiled, since Node's loader of
   * TypeScript computes for longer than most of its commands.
   */
  async runScript(name: string, ...args: string[]): Promise<string> {
    const manifest = JSON.parse(readFileSync(join(this.root, 'package.json'), 'utf8')) as Manifest;
    const [node, ...words] = (manifest.scripts[name] ?? '').split(' ');
    if (node !== 'node') throw new Error(`The npm script ${name} does not run Node.`);
    const program = words.indexOf(`src/${GODWIT}`);
    if (program < 0) return this.run(...words, ...args);
    return this.run(await this.built(GODWIT), ...words.slice(program + 1), ...args);
  }
}
