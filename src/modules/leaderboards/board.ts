import { CronTime } from 'cron';

/** A leaderboard, as declared in code. */
export interface Board {
  /** 1 to 64 lower-case letters, digits, "_" and "-". Permanent: its scores are stored under it. */
  readonly id: string;
  /** Which score is best: the highest (descending) or the lowest (ascending). A change takes effect with the next season. */
  readonly order: 'ascending' | 'descending';
  /** How a new score combines with the player's old one: the better one stays, the new one replaces it, or they are added. */
  readonly policy: 'best' | 'last' | 'sum';
  /** Who may submit scores: players as well as the game's own code, or only the latter. Default: game. */
  readonly submitters?: 'players' | 'game';
  /**
   * When a new season starts: a cron expression in UTC of 5 fields, or 6 with seconds first, e.g. `0 0 * * 1` for Mondays at
   * midnight. Without it, the board is never reset.
   */
  readonly resetAt?: string;
  /** Anything clients should know about the board, such as its title: the text of a JSON value, at most 2,048 characters. */
  readonly metadata?: string;
}

const ID = /^[a-z0-9_-]{1,64}$/;
const MAX_METADATA = 2_048;

/** Refuses an invalid board. @throws Error, one sentence for the board's author */
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

/** True when `text` is one JSON value that UTF-8 can encode. */
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

/** Chosen so that the years cron looks ahead from here include a leap day. */
const ANY_DATE = new Date('2024-01-01T00:00Z');

/** False for dates such as the 30th of February, for which cron throws whenever it is asked for the next date. */
function comes(expression: string): boolean {
  try {
    new CronTime(expression, 'UTC').getNextDateFrom(ANY_DATE, 'UTC');
    return true;
  } catch {
    return false;
  }
}
