// Generated from the shared files of the games by `npm run contract:docs`; do not edit.
import type { ContractSteps } from '../../../protocol/contract/build-contract.js';

/** The hash of each function, class, enum and constant that clients compute as the server does. */
export const contractSteps: ContractSteps = {
  'core/prediction/step-math.shared.ts#TWO_POWER_32': '58ad3ddc',
  'core/prediction/step-math.shared.ts#clamp': '3ff7b9fc',
  'core/prediction/step-math.shared.ts#hash32': '20a89f1c',
  'core/prediction/step-math.shared.ts#hypot': '5e1cb978',
  'core/prediction/step-math.shared.ts#imul': '8dd9bac5',
  'core/prediction/step-math.shared.ts#rotl': '5cb4bc94',
  'core/prediction/step-math.shared.ts#shift': 'c40889c2',
  'core/prediction/step-math.shared.ts#u32': 'a2962a32',
  'core/prediction/step-math.shared.ts#unitOf': '7a768425',
  'core/prediction/step-math.shared.ts#xor': '10c39f5e',
  'games/labs/labs.shared.ts#DASH_PAUSE_SECONDS': 'a7f60782',
  'games/labs/labs.shared.ts#DASH_SECONDS': 'b31d895f',
  'games/labs/labs.shared.ts#DASH_SPEED': '4d6111b1',
  'games/labs/labs.shared.ts#FIELD_HEIGHT': '54d332b5',
  'games/labs/labs.shared.ts#FIELD_WIDTH': '7161b0c0',
  'games/labs/labs.shared.ts#LabBody': '77c52eef',
  'games/labs/labs.shared.ts#PELLETS': '405e49ed',
  'games/labs/labs.shared.ts#RADIUS': '233bb92b',
  'games/labs/labs.shared.ts#SPREAD': '7dddce47',
  'games/labs/labs.shared.ts#UNITS_PER_SECOND': '54946253',
  'games/labs/labs.shared.ts#WALLS': '09555941',
  'games/labs/labs.shared.ts#isBlocked': 'a4d2dc95',
  'games/labs/labs.shared.ts#run': '857ef3f3',
  'games/labs/labs.shared.ts#spread': '4247ce1e',
};
