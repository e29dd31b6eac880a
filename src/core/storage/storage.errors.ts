import { DrizzleQueryError } from 'drizzle-orm/errors';
import pg from 'pg';
import { defineErrors } from '../../protocol/error-codes.js';
import { GameError } from '../../protocol/game-error.js';

/** Storage's error codes. */
export const StorageError = defineErrors({
  'storage.unavailable': { text: 'The database cannot be reached at the moment.', httpStatus: 503 },
  'storage.timeout': { text: 'The database did not answer in time.', httpStatus: 503 },
});

/** SQLSTATE: cancelled by statement_timeout, by lock_timeout, by idle_in_transaction_session_timeout. */
const TIMEOUT_STATES: ReadonlySet<string> = new Set(['57014', '55P03', '25P03']);

/** SQLSTATE classes: connection failure, insufficient resources, operator intervention, system error. */
const UNAVAILABLE_CLASSES: ReadonlySet<string> = new Set(['08', '53', '57', '58']);

/** pg's messages for a lost connection without an underlying system error. */
const LOST =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Cannot use a pool after)/;

/** pg-pool's message when no connection became free, or a new one did not open in time. */
const NO_CONNECTION_IN_TIME = 'timeout exceeded when trying to connect';

/**
 * The error a caller of the database gets for `error`. drizzle's wrapper is removed, since its message contains every
 * parameter, and those may be secret.
 */
export function toStorageError(error: unknown): unknown {
  const cause = unwrapped(error);
  if (cause instanceof pg.DatabaseError) return ofState(cause);
  if (cause instanceof Error && cause.message === NO_CONNECTION_IN_TIME) {
    return new GameError(StorageError['storage.timeout'], { cause });
  }
  return isConnectionFailure(cause) ? new GameError(StorageError['storage.unavailable'], { cause }) : cause;
}

/** Whether `error` is one that {@link toStorageError} returns for a failing database. */
export function isStorageFailure(error: unknown): error is GameError {
  return error instanceof GameError && error.code in StorageError;
}

/** The constraint that a query violated according to `error`, as named in schema.ts; undefined for any other error. */
export function violatedConstraint(error: unknown): string | undefined {
  const cause = unwrapped(error);
  return cause instanceof pg.DatabaseError && cause.code?.startsWith('23') ? cause.constraint : undefined;
}

function unwrapped(error: unknown): unknown {
  return error instanceof DrizzleQueryError ? error.cause : error;
}

function ofState(error: pg.DatabaseError): unknown {
  const state = error.code ?? '';
  if (TIMEOUT_STATES.has(state)) return new GameError(StorageError['storage.timeout'], { cause: error });
  if (!UNAVAILABLE_CLASSES.has(state.slice(0, 2))) return error;
  return new GameError(StorageError['storage.unavailable'], { cause: error });
}

function isConnectionFailure(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.every(isConnectionFailure);
  return error instanceof Error && ('syscall' in error || LOST.test(error.message));
}
