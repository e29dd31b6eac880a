import { BenchChild } from '../child-process.js';
import { median } from '../median.js';
import type { BenchOptions } from '../options.js';
import type { ServerOrders } from '../servers/samples.js';
import { RelayCrowd } from './relay-crowd.js';

const PLAYERS = 8;
const SERVER_CORE = 0;

/** The server's CPU time per delivered packet in µs: when one player sends at a time, and when all send at once. */
export interface RelayFigures {
  readonly oneUs: number;
  readonly allUs: number;
}

/** A relay room of eight against a bare loop over `ws.send`, slice by slice in turn. */
export async function measureRelay(options: BenchOptions): Promise<{ godwit: RelayFigures; bare: RelayFigures }> {
  const [godwit, bare] = [await start('godwit'), await start('bare-relay')];
  const ports = [(await godwit.ask('address', {})).port, (await bare.ask('address', {})).port] as const;
  const crowds = [
    await RelayCrowd.inRoom(ports[0], PLAYERS),
    await RelayCrowd.onBareServer(ports[1], PLAYERS, ports[0]),
  ] as const;
  try {
    const figures = { godwit: new Slices(), bare: new Slices() };
    for (const crowd of crowds) for (const senders of [1, PLAYERS]) await crowd.play(options.warmUpMs * 2, senders);
    for (let slice = 0; slice < options.slices; slice++) {
      for (const [figure, senders] of [
        ['oneUs', 1],
        ['allUs', PLAYERS],
      ] as const) {
        figures.godwit[figure].push(await cpuUs(godwit, crowds[0], options.sliceMs, senders));
        figures.bare[figure].push(await cpuUs(bare, crowds[1], options.sliceMs, senders));
      }
    }
    return { godwit: figures.godwit.medians(), bare: figures.bare.medians() };
  } finally {
    for (const crowd of crowds) crowd.leave();
    await Promise.all([godwit.stop(), bare.stop()]);
  }
}

function start(server: string): Promise<BenchChild<ServerOrders>> {
  return BenchChild.start<ServerOrders>({ script: `servers/${server}`, core: SERVER_CORE, nodeArgs: ['--expose-gc'] });
}

async function cpuUs(
  server: BenchChild<ServerOrders>,
  crowd: RelayCrowd,
  sliceMs: number,
  senders: number,
): Promise<number> {
  const before = await server.ask('sample', { collectFirst: false });
  const delivered = await crowd.play(sliceMs, senders);
  const after = await server.ask('sample', { collectFirst: false });
  return (after.cpuUs - before.cpuUs) / delivered;
}

class Slices {
  readonly oneUs: number[] = [];
  readonly allUs: number[] = [];

  medians(): RelayFigures {
    return { oneUs: median(this.oneUs), allUs: median(this.allUs) };
  }
}
