import { serverTimeMs } from './server-time.js';

/** Kinds of errors that are kept; beyond it, the one that has not been seen for longest is forgotten. */
const MAX_KINDS = 200;
const MAX_STACK_LENGTH = 8_192;
const MAX_TEXT_LENGTH = 400;
const WRAPPED = 'server.internal';

/** Errors of one kind: of one code, thrown at one place. */
export interface ErrorKind {
  readonly id: number;
  /** The error's code, or its class. */
  readonly code: string;
  /** Where it was thrown: the top line of its stack; of a line without an error, where in the server it was logged. */
  readonly frame: string;
  /** Who logged it. */
  readonly context: string;
  /** What the first one said. */
  readonly text: string;
  /** The contract's message that was being handled. */
  readonly message: string | undefined;
  /** The stack of the first one, and of what caused it. */
  readonly stack: string;
  readonly firstMs: number;
  lastMs: number;
  count: number;
}

/** What the server has failed at since it started: errors that were logged, grouped by code and place. */
export class ErrorBook {
  /** The errors of this process, whichever application in it logs them. */
  static readonly ofProcess = new ErrorBook();

  private readonly kinds = new Map<string, ErrorKind>();
  private lastId = 0;
  private noted = 0;

  /** How many errors there were since the start, those of kinds that are forgotten included. */
  get total(): number {
    return this.noted;
  }

  /** All kinds, the one that was seen last at the end. */
  get all(): readonly ErrorKind[] {
    return [...this.kinds.values()];
  }

  /** Counts what was logged. @param fields what stands beside the text; `err` is the error, `message` the contract's message */
  note(
    context: string | undefined,
    text: string,
    fields: { readonly err?: unknown; readonly message?: unknown },
  ): void {
    this.noted += 1;
    const error = causeOf(fields.err);
    const frame = error === undefined ? (context ?? '') : topFrame(error);
    const code = error === undefined ? text.slice(0, MAX_TEXT_LENGTH) : codeOf(error);
    const key = `${code}\n${frame}`;
    const known = this.kinds.get(key);
    if (known === undefined) {
      this.kinds.set(key, this.kindOf({ code, frame, error, context, text, fields }));
      if (this.kinds.size > MAX_KINDS) this.kinds.delete(this.kinds.keys().next().value ?? '');
      return;
    }
    known.count += 1;
    known.lastMs = serverTimeMs();
    // The order of the map is that of the last sightings.
    this.kinds.delete(key);
    this.kinds.set(key, known);
  }

  private kindOf({ code, frame, error, context, text, fields }: Seen): ErrorKind {
    const nowMs = serverTimeMs();
    const { message } = fields;
    this.lastId += 1;
    return {
      ...{ id: this.lastId, code, frame, context: context ?? '', count: 1, firstMs: nowMs, lastMs: nowMs },
      text: (error === undefined ? text : `${text}${text === '' ? '' : ' '}${error.message}`).slice(0, MAX_TEXT_LENGTH),
      message: typeof message === 'string' ? message : undefined,
      stack: stackOf(error),
    };
  }
}

/** A line of the log that is the first of its kind. */
interface Seen {
  readonly code: string;
  readonly frame: string;
  readonly error: Error | undefined;
  readonly context: string | undefined;
  readonly text: string;
  readonly fields: { readonly message?: unknown };
}

/** What was thrown at first: `server.internal` only wraps it. */
function causeOf(thrown: unknown): Error | undefined {
  if (!(thrown instanceof Error)) return undefined;
  return codeOf(thrown) === WRAPPED && thrown.cause instanceof Error ? thrown.cause : thrown;
}

function codeOf(error: Error): string {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' ? code : error.name;
}

function topFrame({ stack = '' }: Error): string {
  const start = stack.indexOf('\n    at ');
  if (start < 0) return '';
  const end = stack.indexOf('\n', start + 1);
  return stack.slice(start + 8, end < 0 ? undefined : end);
}

function stackOf(error: Error | undefined): string {
  if (error === undefined) return '';
  const cause = error.cause instanceof Error ? `\nCaused by: ${error.cause.stack ?? error.cause.message}` : '';
  return `${error.stack ?? error.message}${cause}`.slice(0, MAX_STACK_LENGTH);
}
