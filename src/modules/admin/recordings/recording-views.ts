/*
 * What the section of recordings tells its page: types only, which the page imports too.
 */
import type { RecordedState, RecordingTimeline } from '../../../core/recording/recording-views.js';

export type { RecordingTimeline, TimelineEvent, TimelineMember } from '../../../core/recording/recording-views.js';

/** How far a verification is, and how it went. */
export interface VerificationView {
  readonly phase: 'running' | 'equal' | 'differs' | 'failed';
  /** What the program reports. */
  readonly text?: string;
  /** Where it first differs. */
  readonly tick?: number;
}

/** How far a recording is read, and what it holds. */
export interface ViewerView {
  readonly phase: 'reading' | 'ready' | 'failed';
  /** Why it cannot be read. */
  readonly text?: string;
  readonly timeline?: RecordingTimeline;
  /** The names of the types of its messages. */
  readonly names?: Readonly<Record<number, string>>;
}

/** The state at the cursor; null while the program has not answered yet. */
export type CursorView = RecordedState | null;

/** A replay that game clients can join. */
export interface ReplayView {
  readonly phase: 'starting' | 'playing' | 'ended';
  /** What to join, and where. */
  readonly code?: string;
  readonly url?: string;
  /** Why it has ended. */
  readonly text?: string;
}
