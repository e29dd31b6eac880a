import { defineErrors } from '../../protocol/error-codes.js';

/** What the simulation refuses. */
export const SimulationError = defineErrors({
  'room.too_many_timers': 'Too many timers wait in this room.',
});
