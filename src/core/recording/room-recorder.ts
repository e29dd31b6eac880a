import { GameError } from '../../protocol/game-error.js';
import type { JsonBridge } from '../../protocol/json-bridge.js';
import type { SeenWindow } from '../prediction/entity-history.js';
import type { LeaveReason, RoomMember } from '../rooms/api/room-member.js';
import type { RoomMetadata } from '../rooms/api/room-settings.js';
import type { RoomObserver } from '../rooms/runtime/room-observer.js';
import type { Outcome } from '../rooms/runtime/room-results.js';
import type { RoomRuntime } from '../rooms/runtime/room-runtime.js';
import type { Session } from '../sessions/session.js';
import type { Tick } from '../simulation/tick-job.js';
import { hashSnapshot, takeSnapshot } from './recorded-snapshot.js';
import type { RecordedError, StopReason } from './recording-format.js';
import type { RecordingWriter } from './recording-writer.js';

/** Turns observed events of a room into entries of its recording. */
export class RoomRecorder implements RoomObserver {
  private readonly ticksBetween: number;
  private nextSnapshot = 0;

  /**
   * @param bridge for messages with fields that JSON cannot represent
   * @param onEnd called when the room has ended, or the recording was stopped
   */
  constructor(
    private readonly room: RoomRuntime,
    private readonly writer: RecordingWriter,
    private readonly bridge: JsonBridge | undefined,
    snapshotEveryMs: number,
    private readonly onEnd: () => void,
  ) {
    this.ticksBetween = Math.max(1, Math.round((snapshotEveryMs * room.loop.tickHz) / 1000));
  }

  begun(): void {
    this.keepSnapshot();
  }

  entered({ number, name, session }: RoomMember, options: object): void {
    const { id, playerId } = session;
    const who = { session: id, name, ...(playerId !== undefined && { playerId }) };
    this.writer.write({ tick: this.tick, op: 'enter', member: number, ...who, options });
  }

  removed({ number }: RoomMember, reason: LeaveReason): void {
    this.writer.write({ tick: this.tick, op: 'remove', member: number, reason });
  }

  dropped({ number }: RoomMember): void {
    this.writer.write({ tick: this.tick, op: 'drop', member: number });
  }

  returned({ number }: RoomMember): void {
    this.writer.write({ tick: this.tick, op: 'return', member: number });
  }

  received({ number }: RoomMember, type: number, message: object, window?: SeenWindow): void {
    const plain = this.bridge === undefined ? message : this.bridge.write(type, message);
    const seen = window && { seen: [window.from, window.to, window.fraction] as const };
    this.writer.write({ tick: this.tick, op: 'message', member: number, type, message: plain, ...seen });
  }

  resulted(call: number, outcome: Outcome): void {
    const { tick } = this;
    if ('value' in outcome) this.writer.write({ tick, op: 'result', call, value: outcome.value });
    else this.writer.write({ tick, op: 'result', call, error: recordedError(outcome.error) });
  }

  settled(): void {
    this.writer.write({ tick: this.tick, op: 'settle' });
  }

  lockSet(isLocked: boolean): void {
    this.writer.write({ tick: this.tick, op: 'lock', isLocked });
  }

  metadataSet(changes: RoomMetadata): void {
    this.writer.write({ tick: this.tick, op: 'metadata', changes });
  }

  hostSet(session: Session): void {
    const member = this.room.members.get(session)?.number;
    if (member !== undefined) this.writer.write({ tick: this.tick, op: 'host', member });
  }

  lost(ticks: number): void {
    this.writer.write({ tick: this.tick, op: 'lost', ticks });
  }

  stepped({ number }: Tick): void {
    if (number >= this.nextSnapshot) this.keepSnapshot();
  }

  ended(code: string): void {
    const hash = hashSnapshot(takeSnapshot(this.room));
    this.writer.write({ tick: this.tick, op: 'end', code, hash, players: this.writer.players });
    this.onEnd();
  }

  moved(): void {
    this.stop('moved');
    this.onEnd();
  }

  /** Ends the recording before the room ends, between two ticks. */
  stop(reason: StopReason = 'shutdown'): void {
    this.keepSnapshot();
    this.writer.write({ tick: this.tick, op: 'stop', reason, players: this.writer.players });
    this.detach();
  }

  /** Stops observing. */
  detach(): void {
    this.room.loop.unobserve(this);
  }

  private get tick(): number {
    return this.room.loop.tickNumber;
  }

  private keepSnapshot(): void {
    const { tick } = this;
    this.nextSnapshot = tick + this.ticksBetween;
    this.writer.write({ tick, op: 'snapshot', snapshot: takeSnapshot(this.room) });
  }
}

function recordedError(error: unknown): RecordedError {
  if (error instanceof GameError) return { code: error.code, message: error.message };
  return { message: error instanceof Error ? error.message : String(error) };
}
