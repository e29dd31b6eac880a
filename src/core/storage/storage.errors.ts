import { DrizzleQueryError } from 'drizzle-orm/errors';
import pg from 'pg';
import { defineErrors } from '../../protocol/error-codes.js';
import { GameError } from '../../protocol/game-error.js';

/** What storage refuses. */
export const StorageError = defineErrors({
  'storage.unavailable': { text: 'The database cannot be reached at the moment.', httpStatus: 503 },
  'storage.timeout': { text: 'The database did not answer in time.', httpStatus: 503 },
});

/** SQLSTATE: cancelled by statement_timeout, by lock_timeout, by idle_in_transaction_session_timeout. */
const TIMEOUT_STATES: ReadonlySet<string> = new Set(['57014', '55P03', '25P03']);

/** SQLSTATE classes: connection failure, not enough resources, stopped by the operator, failure of the system. */
const UNAVAILABLE_CLASSES: ReadonlySet<string> = new Set(['08', '53', '57', '58']);

/** How pg says that a connection is lost, where no system error is behind it. */
const LOST =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|Cannot use a pool after)/;

/** How pg-pool says that none of its connections became free, or a new one was not there in time. */
const NO_CONNECTION_IN_TIME = 'timeout exceeded when trying to connect';

/**
 * What a caller of the database is told of `error`. drizzle's wrapper is taken off, since its message repeats every
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

/** Whether `error` is what {@link toStorageError} makes of a failing database. */
export function isStorageFailure(error: unknown): error is GameError {
  return error instanceof GameError && error.code in StorageError;
}

/** The constraint that `error` says a query broke, as schema.ts names it; undefined for any other error. */
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
