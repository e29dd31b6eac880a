import { Type } from 'class-transformer';
import { IsBoolean, IsEnum, IsInt, IsString, Max, Min, ValidateNested } from 'class-validator';
import { ServerMessage } from '../../protocol/message.decorators.js';
import { IsPartyData, MAX_MEMBERS, PartyLeaveReason, PartyMemberDto, PartyType } from './parties.messages.js';
import type { PartyPatch } from './party-values.js';

/** Somebody joined your party, or a member has signed in. */
@ServerMessage(PartyType.MemberJoined)
export class PartyMemberJoinedDto {
  /** The member, whole. */
  @ValidateNested()
  @Type(() => PartyMemberDto)
  readonly member!: PartyMemberDto;

  constructor(member: PartyMemberDto) {
    this.member = member;
  }
}

/** Somebody is no member of your party any more. */
@ServerMessage(PartyType.MemberLeft)
export class PartyMemberLeftDto {
  /** The former member's session id. */
  @IsString()
  readonly memberId!: string;

  /** Why. */
  @IsEnum(PartyLeaveReason)
  readonly reason!: PartyLeaveReason;

  constructor(fields: PartyMemberLeftDto) {
    Object.assign(this, fields);
  }
}

/** A member is ready or not any more, went away or is back. */
@ServerMessage(PartyType.MemberStatusChanged)
export class PartyMemberStatusChangedDto {
  /** The member's session id. */
  @IsString()
  readonly memberId!: string;

  /** Whether the member has said that it is ready. */
  @IsBoolean()
  readonly isReady!: boolean;

  /** The connection is lost; the seat is held for a while. */
  @IsBoolean()
  readonly isAway!: boolean;

  constructor(fields: PartyMemberStatusChangedDto) {
    Object.assign(this, fields);
  }
}

/** The leader changed the party's data. */
@ServerMessage(PartyType.DataChanged)
export class PartyDataChangedDto {
  /** What is new, by key; a null where a key was removed. */
  @IsPartyData()
  readonly data!: PartyPatch;

  constructor(fields: PartyDataChangedDto) {
    Object.assign(this, fields);
  }
}

/** A member changed what it says of itself. */
@ServerMessage(PartyType.MemberDataChanged)
export class PartyMemberDataChangedDto {
  /** The member's session id. */
  @IsString()
  readonly memberId!: string;

  /** What is new, by key; a null where a key was removed. */
  @IsPartyData()
  readonly data!: PartyPatch;

  constructor(fields: PartyMemberDataChangedDto) {
    Object.assign(this, fields);
  }
}

/** Another member leads your party. */
@ServerMessage(PartyType.LeaderChanged)
export class PartyLeaderChangedDto {
  /** The leader's session id. */
  @IsString()
  readonly leaderId!: string;

  constructor(leaderId: string) {
    this.leaderId = leaderId;
  }
}

/** The leader changed who may join. */
@ServerMessage(PartyType.SettingsChanged)
export class PartySettingsChangedDto {
  /** Whether the code is enough to join. */
  @IsBoolean()
  readonly isOpen!: boolean;

  /** How many members it has room for. */
  @IsInt()
  @Min(1)
  @Max(MAX_MEMBERS)
  readonly maxMembers!: number;

  constructor(fields: PartySettingsChangedDto) {
    Object.assign(this, fields);
  }
}

/** You are in no party any more, and did not ask for it. */
@ServerMessage(PartyType.Ended)
export class PartyEndedDto {
  /** Why. */
  @IsEnum(PartyLeaveReason)
  readonly reason!: PartyLeaveReason;

  constructor(reason: PartyLeaveReason) {
    this.reason = reason;
  }
}
