/** For scenarios of `godwit load`: `import { scenario } from 'godwit/load'`. */
export type { Bot, PlayOptions } from './bots/bot.js';
export type { BotRoom } from './bots/bot-link.js';
export type { Duration } from './durations.js';
export { scenario, type BotLife, type Scenario } from './scenario.js';
export type { ScenarioOptions } from './scenario-options.js';
export type { Mirrored } from '../../testing/mirrored-state.js';
export { dto } from '../../testing/wire-classes.js';
