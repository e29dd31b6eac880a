import { Injectable, type Type } from '@nestjs/common';
import { OnMessage } from '../../protocol/message.decorators.js';
import { RoomType } from '../rooms/api/room-type.decorator.js';
import { Room } from '../rooms/api/room.js';
import type { Session } from '../sessions/session.js';
import type { Tick } from '../simulation/tick-job.js';
import { Playback } from './playback.js';
import type { RecordingHeader } from './recording-format.js';
import { ReplaySource } from './replay-source.js';
import { type ReplayChangedDto, ReplayControlDto } from './replay.messages.js';

const MAX_SPECTATORS = 100;
const TELL_EVERY_MS = 1_000;

/** Shows a recorded room to everyone who joins: the same state, sent the same way. Any spectator may control it. */
@Injectable()
export class ReplayRoom extends Room {
  override state: object = {};
  private playback: Playback | undefined = undefined;
  private toldMs = 0;
  private wasSeeking = false;

  constructor(private readonly source: ReplaySource) {
    super();
  }

  override onCreate(): void {
    const { recording } = this.source;
    const first = this.source.takeFirst();
    // An instance of the same class, built by its own constructor.
    const { constructor } = first.state ?? {};
    this.state = new (constructor as new () => object)();
    const begin = (): Promise<Awaited<ReturnType<ReplaySource['begin']>>> => this.source.begin();
    this.playback = new Playback({ recording, first, begin, shown: this.state });
    this.playback.update(0);
  }

  override onJoin(session: Session): void {
    this.send(session, this.status());
  }

  override update({ deltaMs, timeMs }: Tick): void {
    this.playback?.update(deltaMs);
    const status = this.status();
    const hasArrived = this.wasSeeking && !status.isSeeking;
    this.wasSeeking = status.isSeeking;
    if (timeMs - this.toldMs < TELL_EVERY_MS && !hasArrived) return;
    this.toldMs = timeMs;
    this.broadcast(status);
  }

  override onDispose(): void {
    this.playback?.close();
  }

  /** Changes the speed or seeks, for everybody. */
  @OnMessage(ReplayControlDto)
  control(session: Session | undefined, order: ReplayControlDto): ReplayChangedDto {
    this.playback?.control(order);
    const status = this.status();
    this.wasSeeking = status.isSeeking;
    this.broadcast(status, session);
    return status;
  }

  /** The current status. */
  status(): ReplayChangedDto {
    if (this.playback === undefined) throw new Error('The replay has not begun.');
    return this.playback.status;
  }
}

/** The type "replay" with a recording's rates. */
export function replayRoomOf({ tickHz, patchHz }: RecordingHeader): Type<ReplayRoom> {
  class RecordedRoom extends ReplayRoom {}
  const type = { maxPlayers: MAX_SPECTATORS, emptyTtlMs: Infinity, isOpenToPlayers: false };
  RoomType('replay', { ...type, tickHz, patchHz })(RecordedRoom);
  return RecordedRoom;
}
