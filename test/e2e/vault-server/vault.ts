import { Injectable } from '@nestjs/common';
import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import type { LeaveReason } from '../../../src/core/rooms/api/room-member.js';
import { RoomType } from '../../../src/core/rooms/api/room-type.decorator.js';
import { plugin, Room, RoomPlugin } from '../../../src/core/rooms/api/room.js';
import { RoomJoinedDto } from '../../../src/core/rooms/api/rooms.messages.js';
import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import type { Session } from '../../../src/core/sessions/session.js';
import { ClientMessage, OnMessage, ServerMessage } from '../../../src/protocol/message.decorators.js';

export enum VaultType {
  Open = 1500,
  Put = 1501,
  Holds = 1502,
  Ask = 1503,
  Rang = 1504,
  Alarm = 1505,
  Input = 1506,
}

/** What a vault holds, and how far its time and its dice are. */
@ServerMessage(VaultType.Holds)
export class VaultHoldsDto {
  @IsInt()
  readonly sum!: number;

  @IsInt()
  readonly tick!: number;

  @IsInt()
  readonly drawn!: number;

  /** What happened, in words. */
  @IsString()
  readonly log!: string;
}

@ServerMessage(VaultType.Rang)
export class VaultRangDto {
  @IsInt()
  readonly tick!: number;
}

/** Makes a vault, or another type of rooms. */
@ClientMessage(VaultType.Open, { reply: RoomJoinedDto })
export class VaultOpenDto {
  @IsOptional()
  @IsString()
  readonly type?: string;

  @IsOptional()
  @IsString()
  readonly password?: string;
}

@ClientMessage(VaultType.Put, { reply: VaultHoldsDto })
export class VaultPutDto {
  @IsInt()
  readonly amount!: number;
}

@ClientMessage(VaultType.Ask, { reply: VaultHoldsDto })
export class VaultAskDto {}

/** Rings once after so long in the room's time. */
@ClientMessage(VaultType.Alarm)
export class VaultAlarmDto {
  @IsInt()
  @Min(1)
  @Max(100_000)
  readonly afterMs!: number;
}

@ClientMessage(VaultType.Input)
export class VaultInputDto {
  @IsInt()
  @Min(1)
  @Max(65_535)
  readonly seq!: number;
}

/** Counts what is said in the room. */
@Injectable()
export class Tally extends RoomPlugin {
  count = 0;

  override onJoin(): void {
    this.count += 1;
  }

  override save(): unknown {
    return this.count;
  }

  override restore(saved: unknown): void {
    this.count = Number(saved);
  }
}

interface SavedVault {
  readonly sum: number;
  readonly log: readonly string[];
}

/** A room that outlives the server. */
@RoomType('vault', { tickHz: 50, maxPlayers: 64, input: VaultInputDto, plugins: [plugin(Tally, {})] })
export class VaultRoom extends Room {
  sum = 0;
  tick = 0;
  log: string[] = [];

  override onCreate(): void {
    this.bind();
  }

  override onJoin(): void {
    this.log.push('joined');
  }

  override onDrop(): void {
    this.log.push('dropped');
  }

  override onReconnect(): void {
    this.log.push('back');
  }

  override onLeave(_session: Session, reason: LeaveReason): void {
    this.log.push(reason);
  }

  override onDispose(): void {
    this.log.push('disposed');
  }

  override update({ number }: { number: number }): void {
    this.tick = number;
  }

  override save(): SavedVault {
    return { sum: this.sum, log: this.log };
  }

  override restore(saved: unknown): void {
    const { sum, log } = saved as SavedVault;
    this.sum = sum;
    this.log = [...log];
    this.bind();
  }

  @OnMessage(VaultPutDto)
  put(_session: Session, { amount }: VaultPutDto): VaultHoldsDto {
    this.sum += amount;
    return this.ask();
  }

  @OnMessage(VaultAskDto)
  ask(): VaultHoldsDto {
    return { sum: this.sum, tick: this.tick, drawn: this.random.int(0, 1_000_000), log: this.log.join(' ') };
  }

  @OnMessage(VaultAlarmDto)
  alarm(_session: Session, { afterMs }: VaultAlarmDto): void {
    this.clock.after('alarm', afterMs);
  }

  private bind(): void {
    this.clock.on('alarm', () => this.broadcast(Object.assign(new VaultRangDto(), { tick: this.tick })));
  }
}

/** A room that ends with the server. */
@RoomType('tent', { tickHz: 0, maxPlayers: 64 })
export class TentRoom extends Room {
  @OnMessage(VaultAskDto)
  ask(): VaultHoldsDto {
    return { sum: 0, tick: 0, drawn: 0, log: '' };
  }
}

/** What a lobby would do. */
@Injectable()
export class VaultDoor {
  constructor(private readonly rooms: RoomRegistry) {}

  @OnMessage(VaultOpenDto)
  async open(session: Session, { type = 'vault', password }: VaultOpenDto): Promise<RoomJoinedDto> {
    const room = await this.rooms.create(type, {}, { password, metadata: { map: 'canyon' } });
    return this.rooms.join(session, room, { name: 'Maker', password });
  }
}
