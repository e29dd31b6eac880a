import { Type } from 'class-transformer';
import { IsBoolean, IsEnum, IsInt, IsString, Max, Min, ValidateNested } from 'class-validator';
import { ServerMessage } from '../../protocol/message.decorators.js';
import { IsPartyData, MAX_MEMBERS, PartyLeaveReason, PartyMemberDto, PartyType } from './parties.messages.js';
import type { PartyPatch } from './party-values.js';

/** Somebody joined your party, or a member has signed in. */
@ServerMessage(PartyType.MemberJoined)
export class PartyMemberJoinedDto {
  /** The whole member. */
  @ValidateNested()
  @Type(() => PartyMemberDto)
  readonly member!: PartyMemberDto;

  constructor(member: PartyMemberDto) {
    this.member = member;
  }
}

/** Somebody is no longer a member of your party. */
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

/** A member changed between ready and not ready, or disconnected or came back. */
@ServerMessage(PartyType.MemberStatusChanged)
export class PartyMemberStatusChangedDto {
  /** The member's session id. */
  @IsString()
  readonly memberId!: string;

  /** Whether the member is ready. */
  @IsBoolean()
  readonly isReady!: boolean;

  /** Whether the member is disconnected; the seat is held for a while. */
  @IsBoolean()
  readonly isAway!: boolean;

  constructor(fields: PartyMemberStatusChangedDto) {
    Object.assign(this, fields);
  }
}

/** The leader changed the party's data. */
@ServerMessage(PartyType.DataChanged)
export class PartyDataChangedDto {
  /** The new values by key; null for a removed key. */
  @IsPartyData()
  readonly data!: PartyPatch;

  constructor(fields: PartyDataChangedDto) {
    Object.assign(this, fields);
  }
}

/** A member changed their own data. */
@ServerMessage(PartyType.MemberDataChanged)
export class PartyMemberDataChangedDto {
  /** The member's session id. */
  @IsString()
  readonly memberId!: string;

  /** The new values by key; null for a removed key. */
  @IsPartyData()
  readonly data!: PartyPatch;

  constructor(fields: PartyMemberDataChangedDto) {
    Object.assign(this, fields);
  }
}

/** Your party has a new leader. */
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

  /** Maximum number of members. */
  @IsInt()
  @Min(1)
  @Max(MAX_MEMBERS)
  readonly maxMembers!: number;

  constructor(fields: PartySettingsChangedDto) {
    Object.assign(this, fields);
  }
}

/** You are no longer in a party, and did not ask to leave. */
@ServerMessage(PartyType.Ended)
export class PartyEndedDto {
  /** Why. */
  @IsEnum(PartyLeaveReason)
  readonly reason!: PartyLeaveReason;

  constructor(reason: PartyLeaveReason) {
    this.reason = reason;
  }
}
