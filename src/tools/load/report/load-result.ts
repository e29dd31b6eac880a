import type { SecondRow } from '../load-run.js';
import type { StageRow } from '../measure/tally.js';
import type { Verdict } from '../verdict.js';

/** Everything that is known of a run: the JSON beside the report, and what `--json` prints. */
export interface LoadResult {
  /** Version of this format. */
  readonly format: 1;
  readonly scenario: string;
  readonly verdict: Verdict;
  /** When it began, as ISO 8601. */
  readonly startedAt: string;
  readonly setup: {
    readonly url: string;
    readonly bots: number;
    readonly rampMs: number;
    readonly holdMs: number;
    readonly codec: string;
    readonly seed: number;
    readonly threads: number;
    readonly signsIn: boolean;
    /** Added round trip and its like, as typed. */
    readonly lab?: string;
    readonly machine: string;
    /** Hash of the server's contract. */
    readonly contract: string;
  };
  readonly stages: readonly StageRow[];
  readonly seconds: readonly SecondRow[];
  /** What else should be known, such as why the server's figures are missing. */
  readonly notes: readonly string[];
}

/** The stage that the run is judged by, or its last one. */
export function judgedStage({ stages, verdict }: Pick<LoadResult, 'stages' | 'verdict'>): StageRow | undefined {
  const held = stages.findLast(({ isJudged, toBots }) => isJudged && toBots === verdict.heldBots);
  return held ?? stages.findLast(({ isJudged }) => isJudged) ?? stages.at(-1);
}

/** What a bot costs the generator, as a sentence; undefined for a run without bots. */
export function costText(stage: StageRow): string | undefined {
  const { bots = 0 } = stage.figures;
  if (bots === 0 || stage.generatorCores === 0) return undefined;
  const microseconds = Math.round((stage.generatorCores * 10_000) / bots);
  const full = Math.floor((85 * bots) / stage.generatorCores);
  return `The generator took ${Math.round(stage.generatorCores)} % of a core, ${microseconds} µs a second for each bot: ${full} such bots fill 85 % of a core.`;
}
