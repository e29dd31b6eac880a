import { CpuMeasurement } from '../cpu-measurement.js';
import { MOVES } from '../loads.js';
import type { Scenario } from '../scenario.js';
import { answerTo, BenchType } from '../wire.js';

/** A chat line with the sender's name, roughly. */
const TEXT = 'The quick brown fox jumps over the lazy dog. '.repeat(4);

/** One message to 1,000 sockets, against the cheapest loop over `ws.send` of one prepared buffer. */
export const broadcast: Scenario = {
  name: 'broadcast',
  subjects: [
    { name: 'loop over ws.send', server: 'bare-ws', messages: MOVES },
    { name: 'Godwit', server: 'godwit', messages: MOVES },
  ],
  rows: [
    {
      work: 'broadcast of one message to 1,000 sockets',
      figure: 'cpuUs',
      unit: 'µs',
      subject: 'Godwit',
      against: 'loop over ws.send',
      compare: 'ratio',
      atMost: 1,
    },
  ],
  prepare: async (trial) => {
    const order = { type: BenchType.Shout, answerType: answerTo(BenchType.Shout), text: TEXT };
    await trial.open(trial.options.playerConnections);
    return new CpuMeasurement(trial, (durationMs) => trial.load('broadcast', { ...order, durationMs })).warmUp();
  },
};
