import { setTimeout as delay } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import type { FeedSource } from '../../../core/console/console.decorators.js';
import type { RecordingAnswer, RecordingQuestion } from '../../../core/recording/recording-views.js';
import { GameError } from '../../../protocol/game-error.js';
import { AdminError } from '../admin.errors.js';
import type { ViewerView } from './recording-views.js';
import { ReplayPrograms, type ReplayProgram } from './replay-programs.js';

const LIMIT_MS = 1_800_000;
/** How long a question waits for its answer; the page then asks again. */
const ANSWER_MS = 5_000;
const MAX_WAITING = 32;

type Question = RecordingQuestion extends infer Each ? (Each extends unknown ? Omit<Each, 'id'> : never) : never;

/** One recording that somebody looks at, and the program that reads it. */
class OpenRecording {
  view: ViewerView = { phase: 'reading' };
  refusal: unknown;
  watchers = 0;
  private readonly waiting = new Map<number, (answer: RecordingAnswer) => void>();
  private program: ReplayProgram | undefined;
  private lastId = 0;
  private isClosed = false;

  /** Begins to read. @throws GameError admin.busy */
  begin(programs: ReplayPrograms, file: string): void {
    if (this.isClosed) return;
    this.program = programs.run([file, '--inspect'], LIMIT_MS, (line) => this.hear(line));
    void this.program.ended.then(({ problem }) => {
      this.view = { phase: 'failed', text: problem };
    });
  }

  /** Asks. @returns undefined when there is no answer in time @throws GameError admin.busy */
  async ask(question: Question): Promise<RecordingAnswer | undefined> {
    const { program } = this;
    if (program === undefined || this.view.phase === 'failed') return undefined;
    if (this.waiting.size >= MAX_WAITING) throw new GameError(AdminError['admin.busy']);
    const id = ++this.lastId;
    const answer = new Promise<RecordingAnswer>((resolve) => this.waiting.set(id, resolve));
    program.tell(JSON.stringify({ ...question, id }));
    return Promise.race([answer, delay(ANSWER_MS, undefined, { ref: false })]);
  }

  close(): void {
    this.isClosed = true;
    this.program?.stop();
  }

  private hear(line: string): void {
    let answer: RecordingAnswer;
    try {
      answer = JSON.parse(line) as RecordingAnswer;
    } catch {
      // Something that the game itself says.
      return;
    }
    if ('timeline' in answer) this.view = { phase: 'ready', timeline: answer.timeline };
    else if ('id' in answer) {
      this.waiting.get(answer.id)?.(answer);
      this.waiting.delete(answer.id);
    }
  }
}

/** The recordings that somebody looks at: one program for each, which ends when nobody does any more. */
@Injectable()
export class RecordingViewers {
  private readonly open = new Map<string, OpenRecording>();

  constructor(private readonly programs: ReplayPrograms) {}

  /** Looks at one, until the source is closed. @param path where it is */
  watch(id: string, path: Promise<string>): FeedSource {
    const recording = this.open.get(id) ?? this.begin(id, path);
    recording.watchers += 1;
    return {
      read: () => {
        if (recording.refusal !== undefined) throw recording.refusal as Error;
        return recording.view;
      },
      close: () => {
        recording.watchers -= 1;
        if (recording.watchers > 0) return;
        recording.close();
        if (this.open.get(id) === recording) this.open.delete(id);
      },
    };
  }

  /** Asks of one that somebody looks at. @throws GameError admin.no_such_target when nobody does */
  ask(id: string, question: Question): Promise<RecordingAnswer | undefined> {
    const recording = this.open.get(id);
    if (recording === undefined) throw new GameError(AdminError['admin.no_such_target']);
    return recording.ask(question);
  }

  private begin(id: string, path: Promise<string>): OpenRecording {
    const recording = new OpenRecording();
    this.open.set(id, recording);
    path
      .then((file) => recording.begin(this.programs, file))
      .catch((error: unknown) => {
        recording.refusal = error;
        if (this.open.get(id) === recording) this.open.delete(id);
      });
    return recording;
  }
}
