import { BenchChild } from '../child-process.js';
import { median } from '../median.js';
import type { LocalScenario } from '../scenario.js';
import type { SearchOrders } from '../servers/godwit-search.js';

const SERVER_CORE = 0;

/** A search among rooms of two nodes against one among as many of one's own: the lists are at every node. */
export const search: LocalScenario = {
  name: 'search',
  rows: [
    {
      work: 'search among 20,000 rooms, half of another node, without the store, against all here',
      figure: 'cpuUs',
      unit: 'µs',
      subject: 'two nodes',
      against: 'one node',
      compare: 'ratio',
      atMost: 1.1,
    },
  ],
  async measure({ warmUpMs, sliceMs, slices }) {
    const server = await BenchChild.start<SearchOrders>({ script: 'servers/godwit-search', core: SERVER_CORE });
    try {
      await server.ask('search', { durationMs: warmUpMs });
      const alone: number[] = [];
      const shared: number[] = [];
      for (let slice = 0; slice < slices; slice++) {
        const { aloneUs, sharedUs } = await server.ask('search', { durationMs: sliceMs });
        alone.push(aloneUs);
        shared.push(sharedUs);
      }
      return { 'one node': { cpuUs: median(alone) }, 'two nodes': { cpuUs: median(shared) } };
    } finally {
      await server.stop();
    }
  },
};
