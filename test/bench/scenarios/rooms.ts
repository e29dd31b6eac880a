import { BenchChild } from '../child-process.js';
import { median } from '../median.js';
import type { LocalScenario } from '../scenario.js';
import type { RoomOrders } from '../servers/godwit-rooms.js';

const SERVER_CORE = 0;
const ROOMS = 10_000;
const BYTES_PER_KIB = 1024;

/** Rooms of two: what a player's coming and going takes beside its connection, and many at a time. */
export const rooms: LocalScenario = {
  name: 'rooms',
  rows: [
    {
      work: 'create, join, leave and dispose rooms of 2: CPU per join',
      figure: 'joinUs',
      unit: 'µs',
      subject: 'Godwit',
      against: 'Godwit',
      compare: 'amount',
      atMost: 60,
    },
    {
      work: '10,000 rooms of 2 in one process: memory of each',
      figure: 'residentKib',
      unit: 'KiB',
      subject: 'Godwit',
      against: 'Godwit',
      compare: 'amount',
    },
  ],
  async measure({ warmUpMs, sliceMs, slices }) {
    const server = await BenchChild.start<RoomOrders>({
      script: 'servers/godwit-rooms',
      core: SERVER_CORE,
      nodeArgs: ['--expose-gc'],
    });
    try {
      await server.ask('churn', { durationMs: warmUpMs * 2 });
      const cpuUs: number[] = [];
      for (let slice = 0; slice < slices; slice++) {
        const churned = await server.ask('churn', { durationMs: sliceMs });
        cpuUs.push(churned.cpuUs / churned.joins);
      }
      const filled = await server.ask('fill', { rooms: ROOMS });
      if (filled.rooms !== ROOMS) throw new Error(`only ${filled.rooms} rooms were made`);
      return {
        Godwit: {
          joinUs: median(cpuUs),
          residentKib: filled.residentBytes / ROOMS / BYTES_PER_KIB,
          heapKib: filled.heapBytes / ROOMS / BYTES_PER_KIB,
        },
      };
    } finally {
      await server.stop();
    }
  },
};
