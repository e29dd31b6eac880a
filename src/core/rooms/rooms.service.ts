import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Optional } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { Cluster } from '../cluster/cluster.js';
import { ClusterBus } from '../cluster/cluster-bus.js';
import { guessLimit } from '../credentials/count-news.js';
import type { GuessLimit } from '../limits/guess-limit.js';
import type { Session } from '../sessions/session.js';
import type { RoomRuntime } from './runtime/room-runtime.js';
import { RoomDirectory } from './room-directory.js';
import { RoomRegistry } from './room-registry.js';
import { RoomsElsewhere } from './rooms-elsewhere.js';
import { isPassword } from './api/room-settings.js';
import { RoomError } from './api/rooms.errors.js';
import { RoomJoinDto, type RoomJoinedDto, RoomLeaveDto } from './api/rooms.messages.js';

/**
 * Wrong ids, codes and passwords per minute. More than ten from one player are no typing errors. An address may be shared by
 * many players, and many may still have a room's old password.
 */
const GUESSES = { perPlayer: 10, perAddress: 50, perTarget: 200, windowMs: 60_000 };

const WRONG_GUESSES: ReadonlySet<string> = new Set([RoomError['room.not_found'], RoomError['room.wrong_password']]);

/** How often a room is looked for that is on its way from one node to another. */
const MAX_LOOKS = 6;
const LOOK_AGAIN_MS = 100;

/** Answers the rooms' own messages: Join and Leave. */
@Injectable()
export class RoomsService {
  private readonly guesses: GuessLimit;

  constructor(
    private readonly rooms: RoomRegistry,
    private readonly directory: RoomDirectory,
    private readonly elsewhere: RoomsElsewhere,
    bus: ClusterBus,
    @Optional() cluster?: Cluster,
  ) {
    this.guesses = guessLimit('rooms', GUESSES, bus, cluster);
  }

  /** Joins the session to an existing room. */
  @OnMessage(RoomJoinDto)
  join(session: Session, request: RoomJoinDto): RoomJoinedDto | Promise<RoomJoinedDto> {
    const { roomId, code, name, password, seat, options } = request;
    const room = this.find(roomId, code);
    const isElsewhere = room === undefined || room.roster.isPacked;
    if (isElsewhere && this.directory.isShared) return this.joinElsewhere(session, request);
    if (this.guesses.isExhausted(session, room?.id)) throw new GameError(RoomError['room.too_many_tries']);
    const isWrong = room !== undefined && !isPassword(room.settings, password);
    if (room === undefined || (isWrong && seat === undefined)) this.guesses.count(session, room?.id);
    if (room === undefined) throw new GameError(RoomError['room.not_found']);
    return this.rooms.join(session, room, { name, password, seat, options, knowsCode: code !== undefined });
  }

  private async joinElsewhere(session: Session, request: RoomJoinDto): Promise<RoomJoinedDto> {
    const { roomId } = request;
    if (this.guesses.isExhausted(session, roomId)) throw new GameError(RoomError['room.too_many_tries']);
    try {
      return await this.seekOften(session, request);
    } catch (error) {
      const isGuess = error instanceof GameError && WRONG_GUESSES.has(error.code);
      if (isGuess) this.guesses.count(session, roomId);
      throw error;
    }
  }

  private async seekOften(session: Session, request: RoomJoinDto): Promise<RoomJoinedDto> {
    for (let looks = 1; ; looks++) {
      try {
        return await this.seek(session, request);
      } catch (error) {
        const isOnItsWay = error instanceof GameError && error.code === 'cluster.recovering' && looks < MAX_LOOKS;
        if (!isOnItsWay || !session.isPresent || session.room !== undefined) throw error;
      }
      await delay(LOOK_AGAIN_MS);
    }
  }

  /** @throws GameError cluster.recovering while the room goes from one node to another */
  private async seek(session: Session, { roomId, code, ...rest }: RoomJoinDto): Promise<RoomJoinedDto> {
    const { name, password, seat, options } = rest;
    const request = { name, password, seat, options, knowsCode: code !== undefined };
    // It may have stayed.
    const live = this.find(roomId, code);
    if (live !== undefined) return this.rooms.join(session, live, request);
    const room = await this.directory.find(roomId, code);
    if (room === undefined) throw new GameError(RoomError['room.not_found']);
    return this.elsewhere.join(session, room, request);
  }

  /** Takes the session out of its room. */
  @OnMessage(RoomLeaveDto)
  leave(session: Session): void {
    this.rooms.leave(session);
  }

  private find(roomId: string | undefined, code: string | undefined): RoomRuntime | undefined {
    if (code !== undefined) return this.rooms.findByCode(code);
    return roomId === undefined ? undefined : this.rooms.find(roomId);
  }
}
