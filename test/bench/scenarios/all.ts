import type { LocalScenario, Scenario } from '../scenario.js';
import { broadcast } from './broadcast.js';
import { codec } from './codec.js';
import { consoleBrowser } from './console-browser.js';
import { consoleInputs, consoleMemory, consolePatches, consoleRequests } from './console-idle.js';
import { consolePages, playerSearch } from './console.js';
import { fairness } from './fairness.js';
import { godot } from './godot.js';
import { godotState } from './godot-state.js';
import { guardedBatched, guardedSingle } from './guarded-route.js';
import { idle } from './idle.js';
import { inputs } from './inputs.js';
import { invalidBatched, invalidSingle } from './invalid.js';
import { leaderboards } from './leaderboards.js';
import { lobby } from './lobby.js';
import { matchmaking } from './matchmaking.js';
import { fencedInputs, fencedRequests, forwardedInputs, forwardedPatches } from './nodes.js';
import { relay } from './relay.js';
import { requestBatched } from './request-batched.js';
import { requestSingle } from './request-single.js';
import { rewind } from './rewind.js';
import { rooms } from './rooms.js';
import { search } from './search.js';
import { stateMemory } from './state-memory.js';
import { stateInterest, stateShared, stateWorld } from './state.js';
import { stockNest } from './stock-nest.js';
import { ticks } from './ticks.js';
import { tokens } from './tokens.js';
import { types } from './types.js';

/** Every scenario, in the order of the table. */
export const scenarios: readonly Scenario[] = [
  requestBatched,
  requestSingle,
  invalidSingle,
  invalidBatched,
  types,
  stockNest,
  guardedBatched,
  guardedSingle,
  broadcast,
  idle,
  inputs,
  stateShared,
  stateInterest,
  stateWorld,
  lobby,
  fencedRequests,
  fencedInputs,
  forwardedInputs,
  forwardedPatches,
  consoleRequests,
  consoleInputs,
  consolePatches,
  consoleMemory,
];

/** Those that need no load process, behind the others in the table. */
export const localScenarios: readonly LocalScenario[] = [
  codec,
  stateMemory,
  godot,
  godotState,
  rewind,
  tokens,
  ticks,
  leaderboards,
  matchmaking,
  rooms,
  search,
  relay,
  fairness,
  consolePages,
  consoleBrowser,
  playerSearch,
];
