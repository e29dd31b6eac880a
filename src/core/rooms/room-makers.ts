import { Injectable, type OnModuleInit } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { GameConfig } from '../config/game-config.js';
import { EventBus } from '../events/event-bus.js';
import { addressKey } from '../limits/address-key.js';
import { KeyedLimit } from '../limits/keyed-limit.js';
import type { Session } from '../sessions/session.js';
import { RoomRegistry } from './room-registry.js';
import type { RoomRuntime } from './runtime/room-runtime.js';
import type { RoomSettings } from './api/room-settings.js';
import { RoomTypes } from './runtime/room-types.js';
import { RoomEnded } from './api/room.events.js';
import { RoomError } from './api/rooms.errors.js';

const MADE_PER_SECOND = 0.5;
const MADE_AT_ONCE = 8;
/** The quota of one address is that of this many players. */
const PLAYERS_PER_ADDRESS = 16;

/** How much of which quotas one room uses up. */
interface Share {
  readonly keys: readonly string[];
  readonly cost: number;
}

/**
 * Creates rooms on behalf of players, whichever feature the request comes through, so that one quota covers them all: a player
 * may have LOBBY_MAX_ROOMS_PER_PLAYER at a time and create only so many per minute, an address as many as sixteen players.
 * An expensive room counts for several; see `costOf` of `@RoomType`. Server code that creates a room of its own accord calls
 * `RoomRegistry.create`, which uses up nobody's quota.
 */
@Injectable()
export class RoomMakers implements OnModuleInit {
  private readonly held = new Map<string, number>();
  private readonly shares = new Map<string, Share>();
  private readonly rate = new KeyedLimit({ perSecond: MADE_PER_SECOND, burst: MADE_AT_ONCE });
  private readonly addressRate = new KeyedLimit({
    perSecond: MADE_PER_SECOND * PLAYERS_PER_ADDRESS,
    burst: MADE_AT_ONCE * PLAYERS_PER_ADDRESS,
  });

  constructor(
    private readonly config: GameConfig,
    private readonly events: EventBus,
    private readonly types: RoomTypes,
    private readonly rooms: RoomRegistry,
  ) {}

  /** Nest's hook. */
  onModuleInit(): void {
    this.events.on(RoomEnded, ({ room }) => {
      const share = this.shares.get(room.id);
      if (share !== undefined) this.count(share, -1);
      this.shares.delete(room.id);
    });
  }

  /** How many players and addresses have a room. */
  get size(): number {
    return this.held.size;
  }

  /**
   * Creates a room for a session, without joining it.
   * @param options what the type's options class checks
   * @throws GameError lobby.too_many_rooms, lobby.too_fast, room.too_costly, or what {@link RoomRegistry.create} throws
   */
  async make(session: Session, typeName: string, options?: unknown, settings: RoomSettings = {}): Promise<RoomRuntime> {
    const share = this.shareOf(session, typeName, options);
    const [player = '', address = ''] = share.keys;
    if (!this.rate.admits(player) || !this.addressRate.admits(address)) {
      throw new GameError(RoomError['lobby.too_fast']);
    }
    this.count(share, 1);
    try {
      const room = await this.rooms.create(typeName, options, settings);
      if (room.isOver) this.count(share, -1);
      else this.shares.set(room.id, share);
      return room;
    } catch (error) {
      this.count(share, -1);
      throw error;
    }
  }

  private shareOf({ playerId, id, remoteAddress }: Session, typeName: string, options: unknown): Share {
    const { LOBBY_MAX_ROOMS_PER_PLAYER: most } = this.config;
    const type = this.types.find(typeName);
    if (type === undefined) throw new GameError(RoomError['room.unknown_type']);
    const cost = type.costOf(type.checkOptions(options));
    if (cost > most) throw new GameError(RoomError['room.too_costly']);
    const keys = [`player ${playerId ?? id}`, `address ${addressKey(remoteAddress)}`];
    const [ofPlayer = 0, ofAddress = 0] = keys.map((key) => this.held.get(key));
    if (ofPlayer + cost > most || ofAddress + cost > most * PLAYERS_PER_ADDRESS) {
      throw new GameError(RoomError['lobby.too_many_rooms']);
    }
    return { keys, cost };
  }

  private count({ keys, cost }: Share, sign: 1 | -1): void {
    for (const key of keys) {
      const held = (this.held.get(key) ?? 0) + sign * cost;
      if (held > 0) this.held.set(key, held);
      else this.held.delete(key);
    }
  }
}
