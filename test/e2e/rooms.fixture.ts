import { Injectable } from '@nestjs/common';
import { IsBoolean, IsInt, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import type { LeaveReason } from '../../src/core/rooms/api/room-member.js';
import { RoomType } from '../../src/core/rooms/api/room-type.decorator.js';
import { plugin, Room, RoomPlugin } from '../../src/core/rooms/api/room.js';
import { RoomJoinedDto } from '../../src/core/rooms/api/rooms.messages.js';
import { RoomRegistry } from '../../src/core/rooms/room-registry.js';
import type { Session } from '../../src/core/sessions/session.js';
import type { Tick } from '../../src/core/simulation/tick-job.js';
import { GameError } from '../../src/protocol/game-error.js';
import { ClientMessage, OnMessage, ServerMessage } from '../../src/protocol/message.decorators.js';

export enum HallType {
  Create = 1400,
  Say = 1401,
  Said = 1402,
  Break = 1403,
  Steer = 1404,
  Steered = 1405,
  Told = 1406,
  Nudge = 1407,
}

/** Created by players in these tests. */
export class HallOptionsDto {
  @IsOptional()
  @IsString()
  @Length(1, 10)
  readonly map?: string;
}

export class HallJoinDto {
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(3)
  readonly team?: number;
}

@ClientMessage(HallType.Create, { reply: RoomJoinedDto })
export class HallCreateDto {
  @IsString()
  readonly type!: string;

  @IsOptional()
  @IsString()
  readonly map?: string;

  @IsOptional()
  @IsString()
  readonly password?: string;

  @IsOptional()
  @IsBoolean()
  readonly isPrivate?: boolean;
}

@ServerMessage(HallType.Said)
export class HallSaidDto {
  @IsString()
  readonly text: string;

  @IsInt()
  readonly tick: number;

  constructor(text: string, tick: number) {
    this.text = text;
    this.tick = tick;
  }
}

@ClientMessage(HallType.Say, { reply: HallSaidDto })
export class HallSayDto {
  @IsString()
  readonly text!: string;
}

@ClientMessage(HallType.Break)
export class HallBreakDto {
  /** "handler", "hook", "tick", "timer" or "promise". */
  @IsString()
  readonly where!: string;
}

@ClientMessage(HallType.Steer)
export class HallSteerDto {
  @IsInt()
  @Min(1)
  @Max(65_535)
  readonly seq!: number;

  @IsInt()
  readonly x!: number;
}

@ClientMessage(HallType.Nudge)
export class HallNudgeDto {}

@ServerMessage(HallType.Steered)
export class HallSteeredDto {
  @IsInt()
  readonly x: number;

  constructor(x: number) {
    this.x = x;
  }
}

/** What happened in the room, in words. */
@ServerMessage(HallType.Told)
export class HallToldDto {
  @IsString()
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** Shows that rooms and plugins get their dependencies. */
@Injectable()
export class Ledger {
  readonly lines: string[] = [];
}

@Injectable()
export class Nudges extends RoomPlugin<{ readonly answer: string }> {
  constructor(private readonly ledger: Ledger) {
    super();
  }

  override onAuth(session: Session): void {
    this.ledger.lines.push(`plugin asked about ${session.id.length > 0 ? 'somebody' : ''}`);
  }

  @OnMessage(HallNudgeDto)
  nudge(session: Session): void {
    this.send(session, new HallToldDto(this.options.answer));
  }
}

@RoomType('hall', {
  tickHz: 50,
  maxPlayers: 3,
  options: HallOptionsDto,
  joinOptions: HallJoinDto,
  input: HallSteerDto,
  plugins: [plugin(Nudges, { answer: 'do not nudge' })],
})
export class HallRoom extends Room {
  private ticks = 0;
  private breaksAt = '';

  constructor(private readonly ledger: Ledger) {
    super();
  }

  override onCreate({ map }: HallOptionsDto): void {
    if (map === 'forbidden') throw new GameError('message.refused');
    if (map !== undefined) this.setMetadata({ map });
  }

  override async onAuth(_session: Session, { team }: HallJoinDto): Promise<void> {
    await Promise.resolve();
    if (team === 3) throw new GameError('room.refused');
  }

  override onJoin(session: Session): void {
    this.ledger.lines.push('joined');
    this.send(session, new HallToldDto('welcome'));
  }

  override onDrop(): void {
    this.ledger.lines.push('dropped');
  }

  override onReconnect(): void {
    this.ledger.lines.push('back');
  }

  override onLeave(_session: Session, reason: LeaveReason): void {
    this.ledger.lines.push(reason);
    if (this.breaksAt === 'hook') throw new Error('onLeave is broken');
  }

  override onDispose(): void {
    this.ledger.lines.push('disposed');
  }

  override update(tick: Tick): void {
    this.ticks = tick.number;
    if (this.breaksAt === 'tick') throw new Error('update is broken');
    for (const session of this.members.keys()) {
      for (const { x } of this.inputs(session, HallSteerDto)) this.send(session, new HallSteeredDto(x));
    }
  }

  @OnMessage(HallSayDto)
  say(_session: Session, { text }: HallSayDto): HallSaidDto {
    return new HallSaidDto(text, this.ticks);
  }

  @OnMessage(HallBreakDto)
  break(_session: Session, { where }: HallBreakDto): unknown {
    this.breaksAt = where;
    if (where === 'handler') throw new Error('this handler is broken');
    if (where === 'kick') this.kick(_session);
    if (where === 'refuse') throw new GameError('room.not_host');
    if (where === 'promise') return Promise.resolve();
    if (where === 'timer')
      this.clock.setTimeout(() => {
        throw new Error('this timer is broken');
      }, 1);
    return undefined;
  }
}

/** A room without ticks: handles messages as they come. */
@RoomType('nook', { tickHz: 0, maxPlayers: 64, maxLifetimeMs: 60_000, isOpenToPlayers: false })
export class NookRoom extends Room {
  override onJoin(session: Session): void {
    this.send(session, new HallToldDto('in the nook'));
  }

  @OnMessage(HallSayDto)
  say(session: Session, { text }: HallSayDto): HallSaidDto {
    this.broadcast(new HallToldDto(text), session);
    return new HallSaidDto(text, 0);
  }
}

/** What a lobby would do. */
@Injectable()
export class HallDoor {
  constructor(private readonly rooms: RoomRegistry) {}

  @OnMessage(HallCreateDto)
  async create(session: Session, { type, map, password, isPrivate }: HallCreateDto): Promise<RoomJoinedDto> {
    const room = await this.rooms.create(type, map === undefined ? {} : { map }, { password, isPrivate });
    return this.rooms.join(session, room, { name: 'Maker', password, knowsCode: true });
  }
}
