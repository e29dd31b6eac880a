import type { FeedSource } from '../../../core/console/console.decorators.js';
import type { VerificationView } from './recording-views.js';
import type { ReplayProgram, ReplayPrograms } from './replay-programs.js';

const LIMIT_MS = 600_000;
/** How the program reports, see `src/tools/replay/verify.ts`. */
const EQUAL = 'Equal: ';
const DIFFERS = /^Differs at tick (\d+): /;

/** One run of `godwit replay --verify`, for as long as somebody waits for it. */
export class Verification implements FeedSource {
  private view: VerificationView = { phase: 'running' };
  private program: ReplayProgram | undefined;
  private isClosed = false;
  private refusal: unknown;

  constructor(programs: ReplayPrograms, path: Promise<string>) {
    path.then((file) => this.begin(programs, file)).catch((error: unknown) => (this.refusal = error));
  }

  /** What is known by now. @throws GameError when it could not begin; it is then tried again */
  read(): VerificationView {
    if (this.refusal !== undefined) throw this.refusal as Error;
    return this.view;
  }

  /** Nobody waits any more. */
  close(): void {
    this.isClosed = true;
    this.program?.stop();
  }

  private begin(programs: ReplayPrograms, file: string): void {
    if (this.isClosed) return;
    this.program = programs.run([file, '--verify'], LIMIT_MS, (line) => this.hear(line));
    void this.program.ended.then(({ problem }) => {
      if (this.view.phase === 'running') this.view = { phase: 'failed', text: problem };
    });
  }

  private hear(text: string): void {
    const [, tick] = DIFFERS.exec(text) ?? [];
    if (tick !== undefined) this.view = { phase: 'differs', text, tick: Number(tick) };
    else if (text.startsWith(EQUAL)) this.view = { phase: 'equal', text };
  }
}
