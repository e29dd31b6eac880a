import type { Bot } from './bots/bot.js';
import type { ScenarioOptions } from './scenario-options.js';

const SCENARIO = Symbol.for('godwit.load.scenario');

/** The life of one bot. When it returns, the bot leaves, and another takes its place. */
export type BotLife = (bot: Bot) => Promise<void>;

/** What bots do. */
export interface Scenario {
  readonly [SCENARIO]: true;
  readonly name: string;
  readonly options: ScenarioOptions;
  readonly life: BotLife;
}

/** A scenario for `godwit load`; the default export of its file. */
export function scenario(name: string, options: ScenarioOptions, life: BotLife): Scenario {
  return { [SCENARIO]: true, name, options, life };
}

/** The scenario that a file exports as its default. @throws Error, one sentence, when it exports none */
export async function importScenario(url: string, file: string): Promise<Scenario> {
  const { default: found } = (await import(url)) as { default?: unknown };
  // A CommonJS file's default export lies in the default of what Node imports.
  const inner = isScenario(found) ? found : (found as { default?: unknown } | undefined)?.default;
  if (isScenario(inner)) return inner;
  throw new Error(`${file} exports no scenario: export default scenario('name', {}, async (bot) => { ... }).`);
}

function isScenario(value: unknown): value is Scenario {
  return typeof value === 'object' && value !== null && SCENARIO in value;
}
