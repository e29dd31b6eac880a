import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import type { Engine } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';
import { copyProject } from '../../src/testing/godot-project.js';

/** An engine starts and joins in a second or two; this is for a busy machine. */
const PATIENCE_MS = 90_000;

/** What a player of the chat demo does. */
export interface ChatPlayerOptions {
  /** The server. */
  url: string;
  /** The name to join with. */
  name: string;
  /** Lines to say after the first join. */
  say?: readonly string[];
  /** Seconds until the player quits in the orderly way; without it, never. */
  quitAfterS?: number;
}

/** Copies the project with the addon, its tests and its demo for this engine, and resolves with the folder. */
export function copyAddonProject(engine: Engine): Promise<string> {
  const godot = resolve(import.meta.dirname, '../../godot');
  if (engine.major >= 4) return copyProject(engine, godot);

  // It needs no import: project.godot names its classes, and Godot 3 reads fonts and styles as they are.
  const folder = join(temporaryFolder('project'), 'godot3');
  cpSync(join(godot, 'godot3'), folder, { recursive: true });
  return Promise.resolve(folder);
}

/** One player: the chat demo in a real engine, told by its command line what to do, heard by what it prints. */
export class ChatPlayer {
  private constructor(
    readonly name: string,
    /** To freeze, thaw or kill it. */
    readonly godot: GodotProcess,
  ) {}

  /** Starts the demo and waits until it has joined the channel. */
  static async join(engine: Engine, { url, name, say = [], quitAfterS }: ChatPlayerOptions): Promise<ChatPlayer> {
    const args = [`--url=${url}`, `--name=${name}`, ...say.map((text) => `--say=${text}`)];
    if (quitAfterS !== undefined) args.push(`--quit-after=${quitAfterS}`);
    const project = await copyAddonProject(engine);
    const player = new ChatPlayer(name, new GodotProcess(engine, { project, args }));
    await player.sees(/^joined channel=lobby /);
    return player;
  }

  /** How many lines it has printed; what is printed from now on is after this mark. */
  get mark(): number {
    return this.godot.lines.length;
  }

  /** What it received from others and itself, in order, as `name: text`. */
  get heard(): string[] {
    return this.godot.lines.flatMap((line) => {
      const [, from, text] = /^received from=(\S+) text=(.*)$/.exec(line) ?? [];
      return from && text ? [`${from}: ${text}`] : [];
    });
  }

  /** Resolves with the first printed line, from `fromMark` on, that `pattern` matches. */
  sees(pattern: RegExp, fromMark?: number): Promise<RegExpExecArray> {
    return this.godot.waitForLine(pattern, PATIENCE_MS, fromMark);
  }

  /** Waits until it received `text` from `from`; neither may hold what a pattern would not take literally. */
  async hears(from: string, text: string, fromMark?: number): Promise<void> {
    await this.sees(new RegExp(`^received from=${from} text=${text}$`), fromMark);
  }
}
