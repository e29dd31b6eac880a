import { Injectable } from '@nestjs/common';
import { IsInt, IsOptional, IsString } from 'class-validator';
import { Recording } from '../../../src/core/recording/recording.plugin.js';
import { RoomType } from '../../../src/core/rooms/api/room-type.decorator.js';
import { plugin, Room } from '../../../src/core/rooms/api/room.js';
import { RoomJoinedDto } from '../../../src/core/rooms/api/rooms.messages.js';
import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import type { Session } from '../../../src/core/sessions/session.js';
import { ClientMessage, OnMessage, ServerMessage } from '../../../src/protocol/message.decorators.js';
import { Synced, SyncedState } from '../../../src/protocol/state/synced.decorator.js';
import { temporaryFolder } from '../../../src/testing/temporary-folder.js';

export const CREATE = 2300;
export const COUNT = 2301;
const COUNTED = 2302;
export const TOLD = 2303;
export const MATCH = 2304;

@ClientMessage(CREATE, { reply: RoomJoinedDto })
class TallyCreateDto {
  @IsString() @IsOptional() readonly type?: string;
}

@ServerMessage(COUNTED)
class CountedDto {
  @IsInt() readonly total: number;
  constructor(total: number) {
    this.total = total;
  }
}

@ClientMessage(COUNT, { reply: CountedDto })
class CountDto {
  @IsInt() readonly by!: number;
}

@ServerMessage(TOLD)
class ToldDto {
  @IsInt() readonly total: number;
  constructor(total: number) {
    this.total = total;
  }
}

@SyncedState()
class Tally {
  @Synced('u32') total = 0;
}

/** What rooms were told of their members. */
export const heard: string[] = [];

/** Counts for everybody, and is saved. */
@RoomType('tally', { tickHz: 50, patchHz: 50, emptyTtlMs: Infinity, isSaved: true, maxPlayers: 16 })
export class TallyRoom extends Room<Tally> {
  override readonly state = new Tally();
  failsToRestore = false;
  /** Makes its snapshots larger. */
  ballast = '';

  override onDrop(): void {
    heard.push('dropped');
  }

  override onReconnect(): void {
    heard.push('back');
  }

  override onLeave(): void {
    heard.push('left');
  }

  override save(): object {
    return { failsToRestore: this.failsToRestore, ballast: this.ballast };
  }

  override restore({ failsToRestore }: { failsToRestore: boolean }): void {
    if (failsToRestore) throw new Error('This room cannot be restored.');
  }

  @OnMessage(CountDto)
  count(_session: Session, { by }: CountDto): CountedDto {
    this.state.total += by;
    this.broadcast(new ToldDto(this.state.total));
    return new CountedDto(this.state.total);
  }
}

/** Where rooms of the type `taped` are recorded. */
export const recordings = temporaryFolder('recordings');

@RoomType('taped', {
  ...{ tickHz: 50, patchHz: 50, emptyTtlMs: Infinity, isSaved: true, maxPlayers: 16 },
  plugins: [plugin(Recording, { folder: recordings })],
})
class TapedRoom extends TallyRoom {}

/** A room that is not saved, and so cannot move. */
@RoomType('match')
class MatchRoom extends Room {}

@ClientMessage(MATCH, { reply: RoomJoinedDto })
class MatchDto {}

@Injectable()
class TallyDoor {
  constructor(private readonly rooms: RoomRegistry) {}

  @OnMessage(MatchDto)
  async match(session: Session): Promise<RoomJoinedDto> {
    return this.rooms.join(session, await this.rooms.create('match'));
  }

  @OnMessage(TallyCreateDto)
  async create(session: Session, { type }: TallyCreateDto): Promise<RoomJoinedDto> {
    return this.rooms.join(session, await this.rooms.create(type ?? 'tally'));
  }
}

/** The providers of a node with these rooms. */
export const TALLY_PROVIDERS = [TallyRoom, TapedRoom, MatchRoom, TallyDoor];
