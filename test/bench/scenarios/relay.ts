import { measureRelay } from '../relay/measure-relay.js';
import type { LocalScenario, Row } from '../scenario.js';

function row(work: string, figure: string): Row {
  const compared = { subject: 'Godwit', against: 'loop over ws.send', compare: 'ratio', atMost: 1.2 } as const;
  return { work: `@rpc packet of 40 bytes to the other 7 of a room, ${work}`, figure, unit: 'µs', ...compared };
}

/** Godot's packets through a relay room of eight, against passing the same bytes on with `ws` alone. */
export const relay: LocalScenario = {
  name: 'relay',
  rows: [row('one at a time', 'oneUs'), row('all eight at once', 'allUs')],
  async measure(options) {
    const { godwit, bare } = await measureRelay(options);
    return { Godwit: { ...godwit }, 'loop over ws.send': { ...bare } };
  },
};
