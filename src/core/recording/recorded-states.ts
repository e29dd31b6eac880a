import { restoreState } from '../../protocol/state/state-snapshot.js';
import { stateTree } from '../../protocol/state/state-tree.js';
import { eventOf } from './recording-timeline.js';
import type { Recording } from './read-recording.js';
import type { RecordingEntry } from './recording-format.js';
import type { RecordedState, TimelineEvent } from './recording-views.js';
import type { Resimulation } from './resimulation.js';
import type { Resimulations } from './resimulations.js';

const MAX_EVENTS = 50;

/** The states of one recorded room, simulated again, or from its snapshots where that is not possible. */
export class RecordedStates {
  /** Without its end, at which everybody would leave. */
  private readonly recording: Recording;
  private current: Resimulation | undefined;
  private refusal = '';

  constructor(
    recording: Recording,
    private readonly resimulations: Resimulations,
  ) {
    this.recording = { ...recording, entries: recording.entries.filter(({ op }) => op !== 'end') };
  }

  /** The state at the end of a tick, as far as it can be told until then. @param untilMs by `performance.now()` */
  async at(tick: number, untilMs: number): Promise<RecordedState> {
    const events = this.eventsAt(tick);
    const simulated = await this.simulatedFor(tick);
    if (simulated === undefined) return { ...(await this.snapshotAt(tick)), isOnTheWay: false, events };
    const hasArrived = simulated.advanceTo(tick, untilMs);
    const { divergence, state } = simulated;
    if (divergence !== undefined) {
      this.refusal = `From tick ${divergence.tick} on: ${divergence.what}.`;
      return { ...(await this.snapshotAt(tick)), isOnTheWay: false, events };
    }
    if (!hasArrived) return { ...(await this.snapshotAt(tick)), difference: '', isOnTheWay: true, events };
    const tree = state === undefined ? null : stateTree(state);
    return { tick, source: 'simulated', isOnTheWay: false, difference: '', state: tree, events };
  }

  /** The tick of the next message of a type after `tick`, or of the last before it; undefined when there is none. */
  find(type: number, tick: number, isBack: boolean): number | undefined {
    const { entries } = this.recording;
    const isIt = (each: (typeof entries)[number]): boolean =>
      each.op === 'message' && each.type === type && (isBack ? each.tick < tick : each.tick > tick);
    return (isBack ? entries.findLast(isIt) : entries.find(isIt))?.tick;
  }

  /** Ends the simulation. */
  close(): void {
    this.current?.close();
    this.current = undefined;
  }

  private async simulatedFor(tick: number): Promise<Resimulation | undefined> {
    if (this.current !== undefined && (this.current.tick > tick || this.current.divergence !== undefined)) this.close();
    try {
      this.current ??= await this.resimulations.begin(this.recording);
    } catch (error) {
      this.refusal = error instanceof Error ? error.message : String(error);
    }
    return this.current;
  }

  private async snapshotAt(tick: number): Promise<Pick<RecordedState, 'tick' | 'source' | 'difference' | 'state'>> {
    const entry = this.recording.entries.findLast((each) => each.op === 'snapshot' && each.tick <= tick);
    const found = { tick: entry?.tick ?? 0, source: 'snapshot', difference: this.refusal } as const;
    const state = entry?.op === 'snapshot' ? entry.snapshot.state : undefined;
    if (state === undefined) return { ...found, state: null };
    try {
      const restored = await this.resimulations.emptyState(this.recording);
      if (restored === undefined) return { ...found, state: null };
      restoreState(restored, Buffer.from(state, 'base64'));
      return { ...found, state: stateTree(restored) };
    } catch (error) {
      return { ...found, difference: error instanceof Error ? error.message : String(error), state: null };
    }
  }

  private shownEvent(entry: RecordingEntry): TimelineEvent & { type?: number } {
    if (entry.op !== 'message') return eventOf(entry);
    const { type, message } = entry;
    return { ...eventOf({ ...entry, message: this.resimulations.messages.shown(type, message) }), type };
  }

  private eventsAt(tick: number): RecordedState['events'] {
    const { entries } = this.recording;
    const events: (TimelineEvent & { type?: number })[] = [];
    // They are in the order of their ticks.
    const first = entries.findIndex((entry) => entry.tick >= tick);
    for (let at = first; entries[at]?.tick === tick && events.length < MAX_EVENTS; at++) {
      const entry = entries[at];
      if (entry === undefined || entry.op === 'snapshot' || entry.op === 'settle') continue;
      events.push(this.shownEvent(entry));
    }
    return events;
  }
}
