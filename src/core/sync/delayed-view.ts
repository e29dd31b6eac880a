import type { PatchHead } from '../../protocol/state/patch-writer.js';
import type { StateEncoder } from './state-encoder.js';
import type { Watcher } from './watcher.js';

/** Interval of the full states that are kept for spectators who join late. */
const KEY_EVERY_MS = 2_000;
/** Maximum delay. */
const MAX_DELAY_MS = 120_000;
/** How many patches may be pending for one spectator before it restarts from a full state. */
const MAX_WAITING = 64;
/** Frames sent to a spectator per patch while it catches up. */
const FRAMES_PER_PATCH = 2;

interface Kept {
  readonly dueMs: number;
  readonly version: number;
  readonly base: number;
  readonly frames: readonly Buffer[];
  /** The whole state of the same version, now and then. */
  readonly full: readonly Buffer[] | undefined;
}

/** The delayed view of spectators: everything that is public, some time later. Encoded once and kept until it is due. */
export class DelayedView {
  /** The version that was encoded last. */
  base = 0;
  private readonly kept: Kept[] = [];
  private readonly members = new Set<Watcher>();
  private lastKeyMs = -Infinity;
  /** The newest whole state that is due, and what is due after it. */
  private begin: Kept[] = [];

  constructor(
    private readonly encoder: StateEncoder,
    private readonly delayMs: number,
    private readonly isBinary: boolean,
    private readonly maxBytes: number,
  ) {}

  /** How many spectators there are. */
  get size(): number {
    return this.members.size;
  }

  /** Adds a spectator. */
  join(watcher: Watcher): void {
    this.members.add(watcher);
  }

  /** Removes a spectator. */
  leave(watcher: Watcher): void {
    this.members.delete(watcher);
  }

  /** Keeps a patch, and sends what is due. */
  patch(head: PatchHead): void {
    this.keep(head);
    for (let [first] = this.kept; first !== undefined && first.dueMs <= head.serverTimeMs; [first] = this.kept) {
      this.kept.shift();
      this.release(first);
    }
    for (const watcher of this.members) this.sendTo(watcher);
  }

  private keep(head: PatchHead): void {
    const { version, serverTimeMs } = head;
    const dueMs = serverTimeMs + Math.min(this.delayMs, MAX_DELAY_MS);
    const isKey = serverTimeMs - this.lastKeyMs >= KEY_EVERY_MS;
    const { frames, isEmpty } = this.encoder.whole({ ...head, base: this.base }, this.isBinary, this.maxBytes);
    if (isEmpty && !isKey) return;
    const full = isKey ? this.encoder.whole({ ...head, base: 0 }, this.isBinary, this.maxBytes).frames : undefined;
    if (isKey) this.lastKeyMs = serverTimeMs;
    this.kept.push({ dueMs, version, base: this.base, frames, full });
    this.base = version;
  }

  private release(due: Kept): void {
    if (due.full !== undefined) this.begin = [];
    if (due.full !== undefined || this.begin.length > 0) this.begin.push(due);
    for (const watcher of this.members)
      if (watcher.base !== 0 && watcher.base === due.base) this.give(watcher, due.frames, due);
  }

  private give(watcher: Watcher, frames: readonly Buffer[], { version }: Kept): void {
    watcher.parts = [...watcher.parts, ...frames];
    watcher.base = version;
    if (watcher.parts.length > MAX_WAITING + frames.length) watcher.forget();
  }

  private sendTo(watcher: Watcher): void {
    if (watcher.base === 0) {
      const [first, ...later] = this.begin;
      if (first?.full === undefined) return;
      this.give(watcher, first.full, first);
      for (const due of later) this.give(watcher, due.frames, due);
    }
    for (
      let left = FRAMES_PER_PATCH;
      left > 0 && watcher.parts.length > 0 && watcher.session.delivery.takesState;
      left--
    ) {
      const [frame, ...rest] = watcher.parts;
      watcher.parts = rest;
      if (frame !== undefined && !watcher.session.delivery.sendState(frame)) watcher.forget();
    }
  }
}
