import { Injectable } from '@nestjs/common';
import { RoomMakers } from '../../core/rooms/room-makers.js';
import { RoomRegistry } from '../../core/rooms/room-registry.js';
import type { RoomJoinedDto } from '../../core/rooms/api/rooms.messages.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { RelayCreateDto } from './relay.messages.js';
import { RELAY_ROOM } from './relay.room.js';

/** Creates relay rooms for players. */
@Injectable()
export class RelayService {
  constructor(
    private readonly rooms: RoomRegistry,
    private readonly makers: RoomMakers,
  ) {}

  /** Creates a room and joins its creator to it. */
  @OnMessage(RelayCreateDto)
  async create(session: Session, request: RelayCreateDto): Promise<RoomJoinedDto> {
    if (session.room !== undefined) throw new GameError('room.already_joined');
    const { authority, onHostLeft, hostHoldMs, maxPlayers, password, isPrivate, name } = request;
    const options = { authority, onHostLeft, hostHoldMs };
    const room = await this.makers.make(session, RELAY_ROOM, options, { maxPlayers, password, isPrivate });
    return this.rooms.join(session, room, { name, password, knowsCode: true });
  }
}
