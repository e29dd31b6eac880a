import { durationText } from './durations.js';
import { judge, type Expectation, type Judgement } from './expectations.js';
import type { StageRow } from './measure/tally.js';

/** Beyond these the generator measures itself rather than the server. */
const MAX_LAG_MS = 10;
const MAX_BUSY_PERCENT = 85;

/** `done`: nothing was expected. `void`: the generator could not keep up, so the figures say nothing about the server. */
export type Outcome = 'passed' | 'failed' | 'void' | 'done';

/** What came of a run. */
export interface Verdict {
  readonly outcome: Outcome;
  /** One sentence for people. */
  readonly text: string;
  readonly judgements: readonly Judgement[];
  /** Limits of the server that bots ran into, a sentence each. */
  readonly limits: readonly string[];
  /** With `--find-limit`: the largest number of bots that was held as expected. */
  readonly heldBots?: number;
}

/** Which variable of the server raises what a bot was refused for. */
const LIMITS: Readonly<Record<string, string>> = {
  'address.too_many_connections': 'MAX_CONNECTIONS_PER_ADDRESS is the most connections of one address',
  'connect.ECONNRESET': 'MAX_CONNECTIONS_PER_ADDRESS is the most connections of one address',
  'rate.limited': 'RATE_LIMIT_PER_SECOND and RATE_LIMIT_BURST are the most messages of one connection',
  'lobby.too_many_rooms': 'LOBBY_MAX_ROOMS_PER_PLAYER is the most rooms of one player',
  'room.too_many': 'MAX_ROOMS is the most rooms of the server',
  'session.queue_full': 'MAX_QUEUED_MESSAGES is the most messages of one session that may wait',
  'session.too_slow': 'SEND_BUFFER_MAX_BYTES is the most that a client may leave unread',
  'session.hello_timeout': 'HELLO_TIMEOUT_MS is the longest that a sign-in may take',
  'auth.too_many_attempts': 'AUTH_SIGN_UPS_PER_ADDRESS is the most new accounts of one address in ten minutes',
  'chat.too_fast': 'CHAT_LINES_PER_SECOND and CHAT_LINES_BURST are the most lines of one player',
  'document.too_fast': 'PLAYER_STORAGE_BYTES_PER_MINUTE is the most that one player may write',
  'network_lab.off': 'NETWORK_LAB=on lets clients choose how bad their lines are',
};

/** Sentences about the limits among these errors. */
export function limitsIn(errors: Readonly<Record<string, number>>): string[] {
  return Object.entries(errors).flatMap(([code, count]) => {
    const limit = LIMITS[code];
    return limit === undefined
      ? []
      : [`A limit of the server was reached: ${code}, ${count} times. ${limit}; raise it there.`];
  });
}

/** Why a stage says nothing about the server; undefined if it does. */
export function whyVoid({ figures, generatorCpu }: Pick<StageRow, 'figures' | 'generatorCpu'>): string | undefined {
  const lag = figures.generatorLagP99;
  if (lag !== undefined && lag > MAX_LAG_MS) {
    return `the generator itself was ${durationText(lag)} late (p99; at most ${MAX_LAG_MS} ms count)`;
  }
  if (generatorCpu > MAX_BUSY_PERCENT) {
    return `the generator itself was busy for ${Math.round(generatorCpu)} % of the time (at most ${MAX_BUSY_PERCENT} % count)`;
  }
  return undefined;
}

/** The errors of all stages together. */
export function allErrors(stages: readonly StageRow[]): Record<string, number> {
  const all: Record<string, number> = {};
  for (const { errors } of stages)
    for (const [code, count] of Object.entries(errors)) all[code] = (all[code] ?? 0) + count;
  return all;
}

/** Judges a run by its last stage, or with `findsLimit` by the last one that was held. */
export function verdictOf(
  stages: readonly StageRow[],
  { expectations, findsLimit }: { readonly expectations: readonly Expectation[]; readonly findsLimit: boolean },
): Verdict {
  const judged = stages.filter(({ isJudged }) => isJudged);
  const last = judged.at(-1);
  const limits = limitsIn(allErrors(stages));
  if (last === undefined) {
    return { outcome: 'void', text: 'Void: it was ended before all bots had arrived.', judgements: [], limits };
  }
  const judgements = expectations.map((one) => judge(one, last.figures));
  const missed = judgements
    .filter(({ isMet }) => !isMet)
    .map(({ text, measured }) => `${text} was not met: ${measured}`);
  const reason = whyVoid(last);
  if (findsLimit) return { ...limitOf(judged, missed, reason), judgements, limits };
  if (reason !== undefined) {
    return { outcome: 'void', text: `Void: ${reason}. Use fewer bots, or more cores for them.`, judgements, limits };
  }
  const held = `${last.figures.bots ?? 0} bots for ${durationText(last.seconds * 1_000)}`;
  if (missed.length > 0) return { outcome: 'failed', text: `Failed: ${missed.join('; ')}.`, judgements, limits };
  if (judgements.length > 0)
    return { outcome: 'passed', text: `Passed: ${held}, all as expected.`, judgements, limits };
  const { errors = 0 } = last.figures;
  return {
    outcome: 'done',
    text: `${held}, ${errors === 0 ? 'no errors' : `${errors} errors`}. Nothing was expected.`,
    judgements,
    limits,
  };
}

function limitOf(
  judged: readonly StageRow[],
  missed: readonly string[],
  reason: string | undefined,
): { outcome: Outcome; text: string; heldBots: number } {
  const isLastHeld = missed.length === 0 && reason === undefined;
  const held = isLastHeld ? judged.at(-1) : judged.at(-2);
  const heldBots = held?.toBots ?? 0;
  const next = judged.at(-1)?.toBots ?? 0;
  if (isLastHeld) return { outcome: 'passed', text: `Holds ${heldBots} bots, the most that were tried.`, heldBots };
  const why = reason === undefined ? missed.join('; ') : `void, as ${reason}`;
  const text = heldBots === 0 ? `Does not hold ${next} bots: ${why}.` : `Holds ${heldBots} bots. With ${next}: ${why}.`;
  return { outcome: heldBots === 0 ? (reason === undefined ? 'failed' : 'void') : 'passed', text, heldBots };
}
