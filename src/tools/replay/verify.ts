import { lastTickOf, type Recording } from '../../core/recording/read-recording.js';
import { Resimulations } from '../../core/recording/resimulations.js';
import type { ReplayServer } from './replay-server.js';

/** Simulates a recording again as fast as possible. Returns a report, and whether everything was equal. */
export async function verify(recording: Recording, { app }: ReplayServer): Promise<{ text: string; isEqual: boolean }> {
  const startedMs = performance.now();
  const simulated = await app.get(Resimulations).begin(recording);
  simulated.advanceTo(Infinity);
  simulated.close();
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  const { divergence, equalSnapshots } = simulated;
  if (divergence !== undefined) {
    return { text: `Differs at tick ${divergence.tick}: ${divergence.what}.`, isEqual: false };
  }
  const last = recording.entries.at(-1)?.op;
  const end =
    last === 'end' ? 'the end included' : last === 'stop' ? 'up to where it stopped' : 'up to where the file ends';
  const ticks = `${lastTickOf(recording)} ticks, ${equalSnapshots} snapshots`;
  return { text: `Equal: ${ticks}, ${end}, in ${seconds} s.`, isEqual: true };
}
