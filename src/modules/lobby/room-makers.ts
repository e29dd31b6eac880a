import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GameConfig } from '../../core/config/game-config.js';
import { EventBus } from '../../core/events/event-bus.js';
import { KeyedLimit } from '../../core/limits/keyed-limit.js';
import type { RoomRuntime } from '../../core/rooms/room-runtime.js';
import { RoomEnded } from '../../core/rooms/room.events.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { LobbyError } from './lobby.errors.js';

const MADE_PER_SECOND = 0.5;
const MADE_AT_ONCE = 8;

/** Who has made which rooms: a player has so many at a time and no more, and makes so many a minute. */
@Injectable()
export class RoomMakers implements OnModuleInit {
  private readonly roomsOf = new Map<string, number>();
  private readonly makerOf = new Map<string, string>();
  private readonly rate = new KeyedLimit({ perSecond: MADE_PER_SECOND, burst: MADE_AT_ONCE });

  constructor(
    private readonly config: GameConfig,
    private readonly events: EventBus,
  ) {}

  /** Nest's hook. */
  onModuleInit(): void {
    this.events.on(RoomEnded, ({ room }) => {
      const maker = this.makerOf.get(room.id);
      if (maker !== undefined) this.release(maker);
      this.makerOf.delete(room.id);
    });
  }

  /** How many players have rooms. */
  get size(): number {
    return this.roomsOf.size;
  }

  /**
   * Makes a room for a session with `make`.
   * @throws GameError lobby.too_many_rooms, lobby.too_fast, or what `make` throws
   */
  async make(session: Session, make: () => Promise<RoomRuntime>): Promise<RoomRuntime> {
    const maker = session.playerId ?? session.id;
    const rooms = this.roomsOf.get(maker) ?? 0;
    if (rooms >= this.config.LOBBY_MAX_ROOMS_PER_PLAYER) throw new GameError(LobbyError['lobby.too_many_rooms']);
    if (!this.rate.admits(maker)) throw new GameError(LobbyError['lobby.too_fast']);
    this.roomsOf.set(maker, rooms + 1);
    try {
      const room = await make();
      if (room.isOver) this.release(maker);
      else this.makerOf.set(room.id, maker);
      return room;
    } catch (error) {
      this.release(maker);
      throw error;
    }
  }

  private release(maker: string): void {
    const rooms = (this.roomsOf.get(maker) ?? 0) - 1;
    if (rooms > 0) this.roomsOf.set(maker, rooms);
    else this.roomsOf.delete(maker);
  }
}
