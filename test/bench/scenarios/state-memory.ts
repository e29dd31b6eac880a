import type { LocalScenario } from '../scenario.js';
import { measureStateMemory } from '../state/measure-memory.js';

/** What a synced entity takes beyond an object with the same six numbers, and what a view takes. */
export const stateMemory: LocalScenario = {
  name: 'state-memory',
  isOnce: true,
  rows: [
    {
      work: 'memory of a synced entity of six numbers beyond a plain object',
      figure: 'entity',
      unit: 'bytes',
      subject: 'Godwit',
      against: 'plain objects',
      compare: 'difference',
      atMost: 200,
    },
    {
      work: 'memory of a view of the nearest 20',
      figure: 'view',
      unit: 'bytes',
      subject: 'Godwit',
      against: 'plain objects',
      compare: 'amount',
      atMost: 2048,
    },
  ],
  measure: () => Promise.resolve(measureStateMemory()),
};
