// Generated from the shared files of the games by `npm run contract:docs`; do not edit.
import type { ContractSteps } from '../../../protocol/contract/build-contract.js';

/** The hash of each function, class, enum and constant that clients compute as the server does. */
export const contractSteps: ContractSteps = {};
