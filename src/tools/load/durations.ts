const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** A duration: milliseconds, or text such as `500ms`, `30s`, `2m` or `1h`. */
export type Duration = number | string;

/** The milliseconds of a duration. @throws Error, one sentence, for any other form */
export function milliseconds(duration: Duration): number {
  if (typeof duration === 'number' && duration >= 0) return duration;
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(String(duration)) ?? [];
  const perUnit = UNITS[unit];
  if (digits === undefined || perUnit === undefined) {
    throw new Error(`"${String(duration)}" is no duration such as 500ms, 30s or 2m.`);
  }
  return Number(digits) * perUnit;
}

/** Milliseconds as people write them: 90 s, 2 min, 1.5 ms. */
export function durationText(ms: number): string {
  if (ms >= 120_000) return `${round(ms / 60_000)} min`;
  if (ms >= 1_000) return `${round(ms / 1_000)} s`;
  return `${round(ms)} ms`;
}

function round(value: number): number {
  return value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
}
