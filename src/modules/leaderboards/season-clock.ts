import { CronTime } from 'cron';

/** The time of a season. */
export interface SeasonTime {
  /** When it started, in seconds since 1970, which is also its number; 0 when there are no seasons. */
  readonly number: number;
  /** When the next one starts, in milliseconds since 1970; undefined when there are no seasons. */
  readonly endsAtMs: number | undefined;
}

const HOUR_MS = 3_600_000;

/**
 * A board's calendar. A season is identified by the time of the reset that started it, so all nodes agree on it without
 * communicating, and a reset requires no action.
 */
export class SeasonClock {
  private readonly cron: CronTime | undefined;
  private last: SeasonTime = { number: 0, endsAtMs: undefined };

  /** @param resetAt a cron expression in UTC; undefined: a single endless season */
  constructor(resetAt?: string) {
    this.cron = resetAt === undefined ? undefined : new CronTime(resetAt, 'UTC');
  }

  /** The season at a time, in milliseconds since 1970. */
  at(timeMs: number): SeasonTime {
    if (!this.cron) return this.last;
    const { number, endsAtMs = 0 } = this.last;
    if (timeMs < number * 1_000 || timeMs >= endsAtMs) this.last = this.find(this.cron, timeMs);
    return this.last;
  }

  /** cron only looks ahead: steps back until a reset is found, then forward until none is left before `timeMs`. */
  private find(cron: CronTime, timeMs: number): SeasonTime {
    let start = 0;
    for (let backMs = HOUR_MS; start === 0 && backMs < timeMs; backMs *= 4) {
      const found = nextReset(cron, timeMs - backMs);
      if (found <= timeMs) start = found;
    }
    let end = nextReset(cron, start === 0 ? timeMs : start);
    while (end <= timeMs) {
      start = end;
      end = nextReset(cron, start);
    }
    return { number: start / 1_000, endsAtMs: end };
  }
}

function nextReset(cron: CronTime, afterMs: number): number {
  return cron.getNextDateFrom(new Date(afterMs), 'UTC').toMillis();
}
