import { Injectable } from '@nestjs/common';
import { defineErrors } from '../../../protocol/error-codes.js';
import { GameError } from '../../../protocol/game-error.js';
import { OnMessage } from '../../../protocol/message.decorators.js';
import type { Session } from '../../sessions/session.js';
import { RoomPlugin } from '../api/room.js';
import { RoomError } from '../api/rooms.errors.js';
import {
  RoomReadinessDto,
  RoomReadyChangedDto,
  RoomSetReadyDto,
  RoomStartDto,
  RoomStartedDto,
} from './ready-check.messages.js';

/** Errors of the ready check. */
export const ReadyCheckError = defineErrors({
  'room.not_ready': 'Not everybody in the room is ready.',
});

/**
 * Lets members declare that they are ready, and lets the host start the game once all others are. Starting locks the room and
 * notifies everybody; the rest is up to the clients.
 */
@Injectable()
export class ReadyCheck extends RoomPlugin {
  private readonly ready = new Set<Session>();

  override onJoin(session: Session): void {
    this.send(session, new RoomReadinessDto(this.save()));
  }

  override onLeave(session: Session): void {
    this.ready.delete(session);
  }

  override save(): string[] {
    return [...this.ready].map(({ id }) => id);
  }

  override restore(saved: unknown): void {
    const ids = new Set<unknown>(Array.isArray(saved) ? saved : []);
    for (const session of this.members.keys()) if (ids.has(session.id)) this.ready.add(session);
  }

  /** Notes whether a member is ready. */
  @OnMessage(RoomSetReadyDto)
  setReady(session: Session, { isReady }: RoomSetReadyDto): void {
    if (this.ready.has(session) === isReady) return;
    if (isReady) this.ready.add(session);
    else this.ready.delete(session);
    this.broadcast(new RoomReadyChangedDto(session.id, isReady));
  }

  /** Starts the game. */
  @OnMessage(RoomStartDto)
  start(session: Session): void {
    if (session !== this.hostSession) throw new GameError(RoomError['room.not_host']);
    for (const member of this.members.keys()) {
      if (member !== session && !this.ready.has(member)) throw new GameError(ReadyCheckError['room.not_ready']);
    }
    this.ready.clear();
    this.lock();
    this.broadcast(new RoomStartedDto());
  }
}
