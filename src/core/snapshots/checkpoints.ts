import { Injectable } from '@nestjs/common';
import { GameConfig } from '../config/game-config.js';
import { EventBus } from '../events/event-bus.js';
import { RoomChanged, RoomEnded, RoomOpened } from '../rooms/api/room.events.js';
import type { LiveRoom } from '../rooms/api/room.js';
import { RoomRegistry } from '../rooms/room-registry.js';
import { RoomRuntime } from '../rooms/runtime/room-runtime.js';
import { SessionResumed } from '../sessions/session.events.js';
import { SnapshotTaker } from './snapshot-taker.js';
import { SnapshotWriter } from './snapshot-writer.js';

/** Checkpoints are taken in slots, at this interval ... */
const SLOT_MS = 50;
/** ... and with this time budget, so that the next tick is not late. */
const SLOT_BUDGET_MS = 2;
/** A room is saved this soon after a member joined, left or got a new resume token: a crash before that would cost them their seat. */
const SOON_MS = 500;
/** No more checkpoints are taken while this many wait for the disk. */
const MAX_WAITING = 64;

/** Takes a checkpoint of every saved room once per CHECKPOINT_INTERVAL_MS, spread over that time, in case of a crash. */
@Injectable()
export class Checkpoints {
  /** When each room is due, ordered by that time, except for those that became due early. */
  private readonly due = new Map<RoomRuntime, number>();
  private readonly soon = new Map<RoomRuntime, number>();
  private readonly releases: (() => void)[] = [];
  private timer: NodeJS.Timeout | undefined = undefined;

  constructor(
    private readonly config: GameConfig,
    private readonly rooms: RoomRegistry,
    private readonly taker: SnapshotTaker,
    private readonly writer: SnapshotWriter,
    private readonly events: EventBus,
  ) {}

  /** Starts. @param restored the rooms that are already saved */
  start(restored: readonly RoomRuntime[]): void {
    const { CHECKPOINT_INTERVAL_MS: intervalMs } = this.config;
    // Never unsubscribed: rooms also end while the server stops.
    this.events.on(RoomEnded, ({ room }) => this.forget(room));
    if (intervalMs === 0) {
      for (const { id } of restored) this.writer.remove(id);
      return;
    }
    const nowMs = performance.now();
    for (const [index, room] of restored.entries()) this.due.set(room, nowMs + (intervalMs * index) / restored.length);
    this.releases.push(
      this.events.on(RoomOpened, ({ room }) => this.hasten(room)),
      this.events.on(RoomChanged, ({ room }) => this.hasten(room)),
      this.events.on(SessionResumed, ({ session }) => this.hasten(this.rooms.of(session))),
    );
    this.timer = setInterval(() => this.runSlot(), SLOT_MS).unref();
  }

  /** Stops taking checkpoints. */
  stop(): void {
    for (const release of this.releases) release();
    clearInterval(this.timer);
    this.due.clear();
    this.soon.clear();
  }

  private hasten(room: LiveRoom | undefined): void {
    if (!(room instanceof RoomRuntime) || !room.type.isSaved || this.soon.has(room)) return;
    this.soon.set(room, performance.now() + SOON_MS);
  }

  private forget(room: LiveRoom): void {
    if (!(room instanceof RoomRuntime) || !room.type.isSaved) return;
    this.due.delete(room);
    this.soon.delete(room);
    this.writer.remove(room.id);
  }

  private runSlot(): void {
    const startMs = performance.now();
    for (const rooms of [this.soon, this.due]) {
      for (const [room, dueMs] of rooms) {
        const nowMs = performance.now();
        const isFull = nowMs - startMs > SLOT_BUDGET_MS || this.writer.size >= MAX_WAITING;
        if (dueMs > nowMs || isFull) break;
        this.take(room, nowMs);
      }
    }
  }

  private take(room: RoomRuntime, nowMs: number): void {
    this.soon.delete(room);
    // Moves it to the end of the order.
    this.due.delete(room);
    this.due.set(room, nowMs + this.config.CHECKPOINT_INTERVAL_MS);
    const content = this.taker.take(room);
    if (content !== undefined) this.writer.save(room.id, content);
  }
}
