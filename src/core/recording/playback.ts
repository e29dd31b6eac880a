import { copyState, restoreState } from '../../protocol/state/state-snapshot.js';
import { lastTickOf, type Recording } from './read-recording.js';
import { ReplayChangedDto, type ReplayControlDto } from './replay.messages.js';
import type { Resimulation } from './resimulation.js';

/** How long one update may spend simulating to catch up; the rest follows in the next ones. */
const BUDGET_MS = 10;

/** The parts of a {@link Playback}. */
export interface PlaybackParts {
  readonly recording: Recording;
  /** The recorded room at its beginning. */
  readonly first: Resimulation;
  /** Creates another one, for going back. */
  readonly begin: () => Promise<Resimulation>;
  /** The state shown to spectators. */
  readonly shown: object;
}

/**
 * Plays a recording: simulates it again at any speed, and copies the state into the one being shown. A seek immediately shows
 * the last snapshot before the target, then the target itself once it has been simulated. If the simulation diverges from the
 * recording, which is authoritative, only snapshots are shown from there on.
 */
export class Playback {
  private readonly tickMs: number;
  private readonly lastTick: number;
  private current: Resimulation | undefined;
  private positionMs = 0;
  private speed = 1;
  private tick = 0;
  private isSeeking = false;
  private isClosed = false;
  private difference = '';
  private snapshotTick = -1;

  constructor(private readonly parts: PlaybackParts) {
    this.current = parts.first;
    this.tickMs = 1000 / parts.recording.header.tickHz;
    this.lastTick = lastTickOf(parts.recording);
  }

  /** The current status. */
  get status(): ReplayChangedDto {
    const { positionMs, lastTick, tickMs, tick, speed, isSeeking, difference } = this;
    const durationMs = Math.round(lastTick * tickMs);
    return new ReplayChangedDto({
      positionMs: Math.round(positionMs),
      ...{ durationMs, tick, speed, isSeeking, difference },
    });
  }

  /** Changes the speed or seeks. */
  control({ speed, seekMs }: ReplayControlDto): void {
    if (speed !== undefined) this.speed = speed;
    if (seekMs !== undefined) this.seek(seekMs);
  }

  /** Advances the time. */
  update(deltaMs: number): void {
    const { current } = this;
    if (!this.isSeeking) this.positionMs = this.within(this.positionMs + deltaMs * this.speed);
    if (current === undefined) return;
    const tick = this.tickAt(this.positionMs);
    this.isSeeking = !current.advanceTo(tick, performance.now() + BUDGET_MS);
    if (current.divergence !== undefined) {
      this.isSeeking = false;
      this.difference = `From tick ${current.divergence.tick} on: ${current.divergence.what}.`;
      this.showSnapshot(tick);
    } else if (!this.isSeeking && current.state !== undefined) {
      copyState(current.state, this.parts.shown);
      this.tick = tick;
      this.snapshotTick = -1;
    }
  }

  /** Stops playing. */
  close(): void {
    this.isClosed = true;
    this.current?.close();
    this.current = undefined;
  }

  private seek(toMs: number): void {
    const isBack = toMs < this.positionMs;
    this.positionMs = this.within(toMs);
    this.isSeeking = true;
    this.showSnapshot(this.tickAt(this.positionMs));
    if (!isBack || this.current === undefined) return;
    this.current.close();
    this.current = undefined;
    this.parts.begin().then(
      (again) => this.take(again),
      (error: unknown) => (this.difference = String(error)),
    );
  }

  private take(again: Resimulation): void {
    if (this.isClosed) again.close();
    else this.current = again;
  }

  private showSnapshot(tick: number): void {
    const { recording, shown } = this.parts;
    const entry = recording.entries.findLast((each) => each.op === 'snapshot' && each.tick <= tick);
    if (entry?.op !== 'snapshot' || entry.snapshot.state === undefined || entry.tick === this.snapshotTick) return;
    try {
      const restored = new (shown.constructor as new () => object)();
      restoreState(restored, Buffer.from(entry.snapshot.state, 'base64'));
      copyState(restored, shown);
      this.tick = this.snapshotTick = entry.tick;
    } catch (error) {
      this.difference = error instanceof Error ? error.message : String(error);
    }
  }

  private within(ms: number): number {
    return Math.min(ms, this.lastTick * this.tickMs);
  }

  private tickAt(ms: number): number {
    return Math.floor(ms / this.tickMs + 1e-6);
  }
}
