import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import type { AddressInfo } from 'node:net';
import { answerParent } from '../child-channel.js';

const COLLECTIONS = 4;
const COLLECTION_PAUSE_MS = 60;

/** The state of a server process, measured from inside. */
export interface Sample {
  /** User and system time of all threads since the process began, in µs. */
  cpuUs: number;
  /** Resident memory. */
  residentBytes: number;
  /** JavaScript heap in use. */
  heapBytes: number;
  /** Messages handled so far. */
  handled: number;
}

/** What a state server has sent. */
export interface Played {
  /** Patches that were due: one for each player and tick. */
  sent: number;
  /** Bytes of their frames. */
  bytes: number;
}

/** The orders a server under test takes. */
export interface ServerOrders {
  /** Tells the port the system chose, and the seats reserved for the load where the server wants that. */
  address: { order: object; result: { port: number; seats?: readonly string[] } };
  /** Takes a sample, after a forced collection if wanted. */
  sample: { order: { collectFirst: boolean }; result: Sample };
  /** Runs the rooms of a state server for so many ticks. Tells what it sent. */
  play: { order: { ticks: number }; result: Played };
}

/** Makes this server process answer the bench; call it when the server listens. */
export function answerWithSamples(
  address: AddressInfo | string | null,
  handled: () => number,
  play: (ticks: number) => Promise<Played> = () => Promise.resolve({ sent: 0, bytes: 0 }),
  seats?: readonly string[],
): void {
  if (address === null || typeof address === 'string') throw new Error('the server does not listen on a port');
  answerParent<ServerOrders>({
    play: ({ ticks }) => play(ticks),
    address: () => (seats ? { port: address.port, seats } : { port: address.port }),
    sample: async ({ collectFirst }) => {
      if (collectFirst) await collect();
      const { user, system } = process.cpuUsage();
      const { rss, heapUsed } = process.memoryUsage();
      return { cpuUs: user + system, residentBytes: rss, heapBytes: heapUsed, handled: handled() };
    },
  });
}

/** Collects all garbage, several times. */
export async function collect(): Promise<void> {
  if (!globalThis.gc) throw new Error('start the server with --expose-gc');
  // Without compaction half-empty pages stay resident, and connections that fill them seem to cost nothing.
  setFlagsFromString('--compact-on-every-full-gc');
  for (let round = 0; round < COLLECTIONS; round++) {
    globalThis.gc();
    await delay(COLLECTION_PAUSE_MS);
  }
  setFlagsFromString('--no-compact-on-every-full-gc');
}
