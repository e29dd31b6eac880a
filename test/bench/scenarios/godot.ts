import { BenchChild } from '../child-process.js';
import { findEngine } from '../godot/engine.js';
import { runGodotClient } from '../godot/godot-client.js';
import type { Contract } from '../../../src/protocol/contract/contract.js';
import type { LocalScenario } from '../scenario.js';
import type { ServerOrders } from '../servers/samples.js';

const SERVER_CORE = 0;
const UNMATCHED = { figure: 'unmatched', unit: 'lost', compare: 'amount', atMost: 0 } as const;

/** 1,000 interleaved requests from one real Godot 4, and what decoding costs there. */
export const godot: LocalScenario = {
  name: 'godot',
  rows: [
    {
      work: '1,000 interleaved requests of a Godot 4 client, in JSON',
      subject: 'JSON',
      against: 'binary',
      ...UNMATCHED,
    },
    { work: 'the same in binary', subject: 'binary', against: 'JSON', ...UNMATCHED },
    {
      ...{ work: 'decode a reply of five fields into its class, in GDScript', figure: 'decodeUs', unit: 'µs' },
      ...{ subject: 'binary', against: 'JSON', compare: 'ratio' },
    },
  ],
  async measure() {
    const engine = findEngine(4);
    if (engine === undefined) return 'no Godot 4 was found; see test/godot/install.sh';
    const server = await BenchChild.start<ServerOrders>({ script: 'servers/godwit', core: SERVER_CORE });
    try {
      const { port } = await server.ask('address', {});
      const response = await fetch(`http://127.0.0.1:${port}/contract`);
      const contract = (await response.json()) as Contract;
      const { json, binary } = await runGodotClient(engine, contract, `ws://127.0.0.1:${port}`);
      return { JSON: { ...json }, binary: { ...binary } };
    } finally {
      await server.stop();
    }
  },
};
