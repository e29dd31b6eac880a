import { CronTime } from 'cron';

/** A leaderboard, as a module's author declares it. */
export interface Board {
  /** 1 to 64 lower-case letters, digits, "_" and "-". Names the board for ever. */
  readonly id: string;
  /** Which score is the best: the greatest (descending) or the least (ascending). A change counts from the next season on. */
  readonly order: 'ascending' | 'descending';
  /** What a new score does to the player's old one: the better one stays, the new one replaces it, or they are added. */
  readonly policy: 'best' | 'last' | 'sum';
  /** Who submits scores: players, and the game's own code; or only the latter. Default: game. */
  readonly submitters?: 'players' | 'game';
  /**
   * When a new season begins: a cron expression in UTC of 5 fields, or 6 with seconds first, e.g. `0 0 * * 1` for Mondays at
   * midnight. Without it the board is never reset.
   */
  readonly resetAt?: string;
  /** What the game's clients should know of the board, such as its title: the text of a JSON value, at most 2,048 characters. */
  readonly metadata?: string;
}

const ID = /^[a-z0-9_-]{1,64}$/;
const MAX_METADATA = 2_048;

/** Refuses a board that makes no sense. @throws Error, one sentence for the board's author */
export function checkBoard({ id, resetAt, metadata }: Board): void {
  if (!ID.test(id)) throw new Error(`The leaderboard "${id}" needs an id of 1 to 64 letters a-z, digits, "_" and "-".`);
  if (resetAt !== undefined && !isCron(resetAt)) {
    throw new Error(`The leaderboard "${id}" has the reset schedule "${resetAt}", which is no cron expression.`);
  }
  if (resetAt !== undefined && !comes(resetAt)) {
    throw new Error(`The leaderboard "${id}" has the reset schedule "${resetAt}", a date that never comes.`);
  }
  if (metadata !== undefined && !(metadata.length <= MAX_METADATA && isJson(metadata))) {
    throw new Error(`The metadata of the leaderboard "${id}" must be JSON of at most ${MAX_METADATA} characters.`);
  }
}

/** True when `text` is one JSON value that UTF-8 can hold. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return !/\p{Surrogate}/u.test(text);
  } catch {
    return false;
  }
}

function isCron(expression: string): boolean {
  return CronTime.validateCronExpression(expression).valid && /^\S+( \S+){4,5}$/.test(expression);
}

/** A leap day is among the years that cron looks ahead from here. */
const ANY_DATE = new Date('2024-01-01T00:00Z');

/** False for the 30th of February and the like, with which cron throws whenever it is asked for the next date. */
function comes(expression: string): boolean {
  try {
    new CronTime(expression, 'UTC').getNextDateFrom(ANY_DATE, 'UTC');
    return true;
  } catch {
    return false;
  }
}
