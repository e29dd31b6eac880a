/** How many bots there are, and for how long. */
export interface SchedulePlan {
  readonly bots: number;
  /** Time in which they arrive, evenly, in milliseconds. */
  readonly rampMs: number;
  /** How long they then stay; with `step` how long each number of bots is held. */
  readonly holdMs: number;
  /** Bots that each step adds, up to `bots`; without it, there is one step. */
  readonly step?: number;
}

/** A part of a run. */
export interface Stage {
  /** Such as `ramp`, `hold` or `200 bots`. */
  readonly name: string;
  /** From the start of the run, in milliseconds. */
  readonly fromMs: number;
  readonly toMs: number;
  /** Bots that there are when it begins. */
  readonly fromBots: number;
  /** Bots that there are when it ends. */
  readonly toBots: number;
  /** Whether expectations are judged by it; not while bots arrive. */
  readonly isJudged: boolean;
}

/** A bot that is due. */
export interface BotStart {
  /** From 0. */
  readonly number: number;
  /** From the start of the run, in milliseconds. */
  readonly atMs: number;
}

/** The stages of a run, in order. */
export function stagesOf({ bots, rampMs, holdMs, step }: SchedulePlan): Stage[] {
  const stages: Stage[] = [];
  const add = (name: string, ms: number, toBots: number, isJudged: boolean): void => {
    const before = stages.at(-1);
    const fromMs = before?.toMs ?? 0;
    stages.push({ name, fromMs, toMs: fromMs + ms, fromBots: before?.toBots ?? 0, toBots, isJudged });
  };
  for (let last = 0; last < bots;) {
    const next = Math.min(bots, last + (step ?? bots));
    add(step === undefined ? 'ramp' : `to ${next}`, (rampMs * (next - last)) / bots, next, false);
    add(step === undefined ? 'hold' : `${next} bots`, holdMs, next, true);
    last = next;
  }
  return stages;
}

/** When each bot of a stage is due. */
export function startsOf({ fromMs, toMs, fromBots, toBots }: Stage): BotStart[] {
  const count = toBots - fromBots;
  return Array.from({ length: count }, (_, index) => ({
    number: fromBots + index,
    atMs: fromMs + (index * (toMs - fromMs)) / count,
  }));
}
