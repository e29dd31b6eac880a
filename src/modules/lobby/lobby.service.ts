import { Injectable } from '@nestjs/common';
import { KeyedLimit } from '../../core/limits/keyed-limit.js';
import type { RoomJoinedDto } from '../../core/rooms/api/rooms.messages.js';
import { RoomError } from '../../core/rooms/api/rooms.errors.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { LobbyFeed } from './lobby-feed.js';
import { LobbyRooms } from './lobby-rooms.js';
import { LobbyError } from './lobby.errors.js';
import {
  LobbyCreateDto,
  LobbyJoinOrCreateDto,
  LobbyListDto,
  type LobbyListedDto,
  LobbySubscribeDto,
  type LobbySubscribedDto,
  LobbyUnsubscribeDto,
} from './lobby.messages.js';
import { RoomFilter } from './room-filter.js';
import { RoomFinder } from './room-finder.js';
import { pageOf } from './room-page.js';

const LIMIT = 50;
/** Rate limit of requests that search all rooms. */
const LOOKS_PER_SECOND = 4;
const LOOKS_AT_ONCE = 20;
/** The client's buffer must hold what the feed may send at once. */
const MIN_BUFFER_BYTES = 61_440;

/** Rooms for clients: creates them, finds them, lists them. */
@Injectable()
export class LobbyService {
  private readonly looks = new KeyedLimit({ perSecond: LOOKS_PER_SECOND, burst: LOOKS_AT_ONCE });

  constructor(
    private readonly rooms: LobbyRooms,
    private readonly finder: RoomFinder,
    private readonly feed: LobbyFeed,
  ) {}

  /** Creates a room and joins the session to it. */
  @OnMessage(LobbyCreateDto)
  create(session: Session, request: LobbyCreateDto): Promise<RoomJoinedDto> {
    return this.finder.create(session, request);
  }

  /** Joins the session to the best existing room, or to a new one. */
  @OnMessage(LobbyJoinOrCreateDto)
  joinOrCreate(session: Session, request: LobbyJoinOrCreateDto): Promise<RoomJoinedDto> {
    this.refuseHurry(session);
    return this.finder.joinOrCreate(session, request);
  }

  /** A page of the room list. */
  @OnMessage(LobbyListDto)
  list(session: Session, request: LobbyListDto): LobbyListedDto {
    this.refuseHurry(session);
    const filter = new RoomFilter(request);
    const { limit = LIMIT, cursor: after = 0 } = request;
    const { onlyType } = filter;
    const { rooms, next } = pageOf(onlyType === undefined ? this.rooms.all() : this.rooms.ofType(onlyType), {
      after,
      limit,
      show: ({ listing }) =>
        filter.matches(listing) && this.rooms.maySee(session, listing.room) ? listing : undefined,
    });
    return next === undefined ? { rooms } : { rooms, next };
  }

  /** Subscribes the session to changes of the room list. */
  @OnMessage(LobbySubscribeDto)
  subscribe(session: Session, request: LobbySubscribeDto): LobbySubscribedDto {
    this.refuseHurry(session);
    if (session.receiveBufferBytes < MIN_BUFFER_BYTES) throw new GameError(LobbyError['lobby.small_buffer']);
    return this.feed.subscribe(session, new RoomFilter(request));
  }

  /** Unsubscribes the session. */
  @OnMessage(LobbyUnsubscribeDto)
  unsubscribe(session: Session): void {
    this.feed.unsubscribe(session);
  }

  private refuseHurry(session: Session): void {
    if (!this.looks.admits(session.playerId ?? session.id)) throw new GameError(RoomError['lobby.too_fast']);
  }
}
