/*
 * What is told of a recording to whoever looks at it: types only, which the console's pages import too.
 */
import type { StateTree } from '../../protocol/state/state-tree-view.js';

/** For how long a member was in the room, or away with its seat held: from tick to tick. */
export interface TimelineSpan {
  readonly from: number;
  to: number;
  readonly isAway: boolean;
}

/** One member over the ticks. */
export interface TimelineMember {
  readonly number: number;
  readonly name: string;
  readonly playerId?: string;
  readonly spans: TimelineSpan[];
  /** How many messages of each type it sent, by the number of the part. */
  readonly messages: Record<number, Record<number, number>>;
}

/** Something besides messages. */
export interface TimelineEvent {
  readonly tick: number;
  /** The member's number; null for what the room did. */
  readonly member: number | null;
  readonly what: string;
  readonly text: string;
}

/** A recording as something to look at, of bounded size. */
export interface RecordingTimeline {
  readonly tickHz: number;
  readonly lastTick: number;
  /** Ticks in a part. */
  readonly partTicks: number;
  readonly members: readonly TimelineMember[];
  /** How many members are left out. */
  readonly moreMembers: number;
  readonly snapshots: readonly number[];
  readonly events: readonly TimelineEvent[];
  readonly moreEvents: number;
  /** The types of all messages. */
  readonly types: readonly number[];
}

/** The state of a recorded room at a tick. */
export interface RecordedState {
  /** The tick of which the state is: of a snapshot, that at or before the one that was asked for. */
  readonly tick: number;
  readonly source: 'simulated' | 'snapshot';
  /** Whether the simulation has not got there yet: asked again, it goes on. */
  readonly isOnTheWay: boolean;
  /** Why nothing is simulated from here on; empty where it is. */
  readonly difference: string;
  /** Null for a room without one. */
  readonly state: StateTree | null;
  /** What happened between the tick and the next one. */
  readonly events: readonly (TimelineEvent & { readonly type?: number })[];
}

/** What `godwit replay --inspect` is asked, as a line of JSON. */
export type RecordingQuestion = { readonly id: number; readonly tick: number } & (
  | { readonly ask: 'state' }
  /** The next message of a type, or the one before. */
  | { readonly ask: 'find'; readonly type: number; readonly isBack: boolean }
);

/** What it writes, each as a line of JSON: first the timeline, then an answer to each question. */
export type RecordingAnswer =
  | { readonly timeline: RecordingTimeline }
  | { readonly id: number; readonly state: RecordedState }
  | { readonly id: number; readonly tick: number | null };
