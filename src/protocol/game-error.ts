import { textOf, type ErrorCode } from './error-codes.js';
import type { FieldIssue } from './check/field-issue.js';

/** Optional parts of a {@link GameError}. */
export interface GameErrorOptions {
  /** Replaces the table's sentence; must not contain the client's own data. */
  readonly text?: string;
  /** The broken rules by field. */
  readonly details?: readonly FieldIssue[];
  /** The underlying error; logged, never sent. */
  readonly cause?: unknown;
}

/** An error with a code: handlers throw it to refuse a client's request. The client gets it, but not its cause. */
export class GameError extends Error {
  readonly code: ErrorCode;
  readonly details: readonly FieldIssue[] | undefined;

  constructor(code: ErrorCode, options: GameErrorOptions = {}) {
    super(options.text ?? textOf(code), options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'GameError';
    this.code = code;
    this.details = options.details;
  }
}
