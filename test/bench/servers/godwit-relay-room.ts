import { Injectable } from '@nestjs/common';
import { ClientMessage, OnMessage, plugin, Room, RoomRegistry, RoomType, type Session } from '../../../src/index.js';
import { RoomJoinedDto } from '../../../src/core/rooms/api/rooms.messages.js';
import { Relay } from '../../../src/modules/relay/relay.js';
import { BenchType } from '../wire.js';

const ROOM = 'bench-relay';

/** Make a relay room without the limit that would stop the load, and join it. */
@ClientMessage(BenchType.OpenRelay, { reply: RoomJoinedDto })
export class OpenRelayDto {}

/** A relay room without the limit that would stop the load. */
@RoomType(ROOM, { tickHz: 0, plugins: [plugin(Relay, { packetsPerSecond: 10_000_000 })] })
export class BenchRelayRoom extends Room {}

/** Makes such rooms. */
@Injectable()
export class BenchRelayService {
  constructor(private readonly rooms: RoomRegistry) {}

  /** Makes one. */
  @OnMessage(OpenRelayDto)
  async open(session: Session): Promise<RoomJoinedDto> {
    return this.rooms.join(session, await this.rooms.create(ROOM));
  }
}
