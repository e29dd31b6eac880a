import { Injectable } from '@nestjs/common';
import type { ReplayView } from './recording-views.js';
import { ReplayPrograms, type ReplayProgram } from './replay-programs.js';

const LIMIT_MS = 3_600_000;
/** How the program says that it plays, see `src/tools/replay.ts`. */
const PLAYS = /^Join the room \S+ \(code (\S+)\) at (\S+)$/;

interface RunningReplay {
  readonly program: ReplayProgram;
  view: ReplayView;
}

/** Replays that game clients can join, each a program with a port of its own; they end after an hour. */
@Injectable()
export class ReplayRooms {
  private readonly running = new Map<string, RunningReplay>();

  constructor(private readonly programs: ReplayPrograms) {}

  /** How the replay of a recording is; undefined when none was started. */
  find(id: string): ReplayView | undefined {
    return this.running.get(id)?.view;
  }

  /** Starts one, unless it is there. @throws GameError admin.busy */
  start(id: string, file: string): void {
    const before = this.running.get(id);
    if (before !== undefined && before.view.phase !== 'ended') return;
    const hear = (line: string): void => {
      const [, code, url] = PLAYS.exec(line) ?? [];
      if (code !== undefined && url !== undefined) replay.view = { phase: 'playing', code, url };
    };
    const program = this.programs.run([file, '--port', '0', '--attended'], LIMIT_MS, hear);
    const replay: RunningReplay = { program, view: { phase: 'starting' } };
    this.running.set(id, replay);
    void program.ended.then(({ problem }) => {
      replay.view = { phase: 'ended', text: problem };
      if (problem === '' && this.running.get(id) === replay) this.running.delete(id);
    });
  }

  /** Ends one. @returns whether there was one */
  stop(id: string): boolean {
    const replay = this.running.get(id);
    this.running.delete(id);
    replay?.program.stop();
    return replay !== undefined;
  }
}
