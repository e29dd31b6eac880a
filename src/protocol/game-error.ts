import { textOf, type ErrorCode } from './error-codes.js';
import type { FieldIssue } from './check/field-issue.js';

/** What a {@link GameError} may carry besides its code. */
export interface GameErrorOptions {
  /** Replaces the table's sentence; must not contain the client's own data. */
  readonly text?: string;
  /** The fields and rules that were broken. */
  readonly details?: readonly FieldIssue[];
  /** The failure behind this one; logged, never sent. */
  readonly cause?: unknown;
}

/** A refusal with a code: what a handler throws to answer a client with an error. It reaches the client; its cause does not. */
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
