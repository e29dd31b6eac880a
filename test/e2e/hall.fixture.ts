import { Injectable, Module } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsString, Length, Matches, ValidateNested } from 'class-validator';
import { EventBus } from '../../src/core/events/event-bus.js';
import { broadcast } from '../../src/core/sessions/broadcast.js';
import { SessionClosed } from '../../src/core/sessions/session.events.js';
import type { Session } from '../../src/core/sessions/session.js';
import { defineErrors } from '../../src/protocol/error-codes.js';
import { GameError } from '../../src/protocol/game-error.js';
import { ClientMessage, OnMessage, ServerMessage } from '../../src/protocol/message.decorators.js';

/** The wire types of a hall. */
export enum HallType {
  Join = 200,
  Joined = 201,
  Leave = 202,
  Say = 203,
  Said = 204,
  Received = 205,
}

/** What a hall refuses. */
export const HallError = defineErrors({ 'hall.not_member': 'You are not in this channel.' });

const CHANNEL = /^[a-z0-9_-]{1,32}$/;

/** Whoever is in a channel. */
export class HallMemberDto {
  @IsString() readonly name!: string;
}

@ServerMessage(HallType.Joined)
export class HallJoinedDto {
  @IsString() readonly channel!: string;
  @ValidateNested() @Type(() => HallMemberDto) readonly member!: HallMemberDto;
}

/** Enters a channel, which is made by whoever comes first. */
@ClientMessage(HallType.Join, { reply: HallJoinedDto })
export class HallJoinDto {
  @Matches(CHANNEL) readonly channel!: string;
  @Length(1, 24) readonly name!: string;
}

/** @error hall.not_member */
@ClientMessage(HallType.Leave)
export class HallLeaveDto {
  @Matches(CHANNEL) readonly channel!: string;
}

@ServerMessage(HallType.Said)
export class HallSaidDto {
  @IsString() readonly text!: string;
}

/** Says a line to all in a channel. */
@ClientMessage(HallType.Say, { reply: HallSaidDto })
export class HallSayDto {
  @Matches(CHANNEL) readonly channel!: string;
  @Length(1, 500) readonly text!: string;
}

@ServerMessage(HallType.Received)
export class HallReceivedDto {
  @IsString() readonly channel!: string;
  @ValidateNested() @Type(() => HallMemberDto) readonly from!: HallMemberDto;
  @IsString() readonly text!: string;
}

/** Channels of a few players: the smallest module of a game, so that what is tried with it belongs to no real one. */
@Injectable()
export class HallService {
  private readonly channels = new Map<string, Map<Session, HallMemberDto>>();

  constructor(events: EventBus) {
    events.on(SessionClosed, ({ session }) => [...this.channels.keys()].forEach((name) => this.remove(session, name)));
  }

  @OnMessage(HallJoinDto)
  join(session: Session, { channel, name }: HallJoinDto): HallJoinedDto {
    const members = this.channels.get(channel) ?? new Map<Session, HallMemberDto>();
    this.channels.set(channel, members.set(session, { name }));
    return { channel, member: { name } };
  }

  @OnMessage(HallLeaveDto)
  leave(session: Session, { channel }: HallLeaveDto): void {
    this.memberOf(session, channel);
    this.remove(session, channel);
  }

  @OnMessage(HallSayDto)
  say(session: Session, { channel, text }: HallSayDto): HallSaidDto {
    const from = this.memberOf(session, channel);
    const received = Object.assign(new HallReceivedDto(), { channel, from, text });
    broadcast(this.channels.get(channel)?.keys() ?? [], received);
    return { text };
  }

  private memberOf(session: Session, channel: string): HallMemberDto {
    const member = this.channels.get(channel)?.get(session);
    if (!member) throw new GameError('hall.not_member');
    return member;
  }

  private remove(session: Session, channel: string): void {
    const members = this.channels.get(channel);
    members?.delete(session);
    if (members?.size === 0) this.channels.delete(channel);
  }
}

@Module({ providers: [HallService] })
export class HallModule {}
