import { LoggedProcess, type ProcessEnd } from './logged-process.js';
import { temporaryFolder } from './temporary-folder.js';
import { findVirtualScreen, type Engine } from './godot-engines.js';

/** How to run a project. */
export interface GodotOptions {
  /** Folder with project.godot; a copy, see {@link copyProject}. */
  project: string;
  /** Read by scripts with `OS.get_environment`. */
  env?: Readonly<Record<string, string>>;
  /** Arguments for the engine, before the project's own, such as a scene or `--script res://x.gd`. */
  engineArgs?: readonly string[];
  /** Arguments for the project's scripts: `OS.get_cmdline_user_args` in Godot 4, among `OS.get_cmdline_args` in Godot 3. */
  args?: readonly string[];
  /** Folder used as the home folder, which contains `user://`; by default an empty one. */
  home?: string;
  /** Godot 4 only: opens a window on a virtual screen (Xvfb) instead of running headless; end it with `stop()`. */
  window?: { width: number; height: number };
}

/** A real Godot that runs a project. Its `print` output is in `lines`; see {@link LoggedProcess} for the rest. */
export class GodotProcess extends LoggedProcess {
  /** Starts it without waiting. */
  constructor(engine: Engine, options: GodotOptions) {
    const [command = '', ...args] = commandLine(engine, options);
    super({
      name: `Godot ${engine.version}`,
      command,
      args,
      cwd: options.project,
      env: { ...godotEnvironment(options.home ?? temporaryFolder('home')), ...options.env },
    });
  }
}

/** Runs Godot with these arguments until it exits, outside any test's time limit, and resolves with its exit. */
export async function runGodot(
  engine: Engine,
  args: readonly string[],
): Promise<{ end: ProcessEnd; godot: LoggedProcess }> {
  const godot = new LoggedProcess({
    name: `Godot ${engine.version}`,
    command: engine.command,
    args: [...quietArgs(engine), ...args],
    env: godotEnvironment(temporaryFolder('home')),
  });
  return { end: await godot.ended, godot };
}

function commandLine(engine: Engine, { project, engineArgs = [], args = [], window }: GodotOptions): string[] {
  const own = engine.major >= 4 && args.length > 0 ? ['--', ...args] : args;
  const shown = window ? windowCommand(engine, window) : [engine.command, ...quietArgs(engine)];
  return [...shown, '--path', project, ...engineArgs, ...own];
}

function windowCommand(engine: Engine, { width, height }: { width: number; height: number }): string[] {
  const screen = findVirtualScreen();
  if (!screen) throw new Error('A window needs xvfb-run; list findVirtualScreen() among the parts of the test.');

  const size = `${width}x${height}`;
  const driver = ['--rendering-driver', 'opengl3', '--audio-driver', 'Dummy', '--resolution', size];
  return [screen, '-a', '-s', `-screen 0 ${size}x24`, engine.command, ...driver];
}

function quietArgs(engine: Engine): string[] {
  return engine.major >= 4 ? ['--headless'] : ['--no-window', '--audio-driver', 'Dummy'];
}

/** Isolated from the developer's own settings, for reading and writing. */
function godotEnvironment(home: string): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LANG: 'en_US.UTF-8', HOME: home, TMPDIR: home };
}
