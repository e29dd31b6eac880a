import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsMapOf } from '../../protocol/contract/map.decorator.js';
import { IsVariant } from '../../protocol/contract/wire.decorator.js';
import { IsTyped } from '../../protocol/check/normal-form.js';
import { IsDisplayName } from '../../protocol/display-name.js';
import { ClientMessage, ServerMessage } from '../../protocol/message.decorators.js';
import { TYPED_CODE } from './party-code.js';
import { MAX_CHANGES, MAX_KEY_LENGTH, type PartyPatch, type PartyValue } from './party-values.js';

/** Parties' block of types, 250-279. */
export enum PartyType {
  Create = 250,
  Join = 251,
  Joined = 252,
  Current = 253,
  Leave = 254,
  Disband = 255,
  Kick = 256,
  Promote = 257,
  Configure = 258,
  SetReady = 259,
  SetData = 260,
  SetMyData = 261,
  InvitePlayer = 262,
  InviteSession = 263,
  InvitationSent = 264,
  Accept = 265,
  Decline = 266,
  Withdraw = 267,
  Invitations = 268,
  InvitationsListed = 269,
  MemberJoined = 270,
  MemberLeft = 271,
  MemberStatusChanged = 272,
  MemberDataChanged = 273,
  DataChanged = 274,
  LeaderChanged = 275,
  SettingsChanged = 276,
  Invited = 277,
  InvitationEnded = 278,
  Ended = 279,
}

/** Why somebody is no member any more. */
export enum PartyLeaveReason {
  /** By its own wish. */
  Left = 'left',
  /** The leader sent the member away. */
  Kicked = 'kicked',
  /** The connection was lost, and the member did not come back in time. */
  Lost = 'lost',
  /** The same player joined a party from elsewhere. */
  Moved = 'moved',
  /** The leader ended the party. */
  Disbanded = 'disbanded',
}

/** The most members that a party may have, and how many it has room for when its leader does not say. */
export const MAX_MEMBERS = 16;
export const DEFAULT_MEMBERS = 4;

/** A session's or a member's id. */
const MAX_ID_LENGTH = 64;

/** A field with some of a party's values by key. */
export function IsPartyData(): PropertyDecorator {
  return IsMapOf([IsVariant()], { maxEntries: MAX_CHANGES, maxKeyLength: MAX_KEY_LENGTH });
}

/** Somebody in a party. */
export class PartyMemberDto {
  /** The member's session id. */
  @IsString()
  readonly id!: string;

  /** The player, once signed in. */
  @IsOptional()
  @IsString()
  readonly playerId?: string;

  /** The name the member chose; two members may have the same. */
  @IsString()
  readonly name!: string;

  /** Whether the member has said that it is ready. */
  @IsBoolean()
  readonly isReady!: boolean;

  /** The connection is lost; the seat is held for a while. */
  @IsBoolean()
  readonly isAway!: boolean;

  /** What the member says of itself: texts, numbers and booleans by key. */
  @IsPartyData()
  readonly data!: Record<string, PartyValue>;
}

/** A party, whole. */
export class PartyDto {
  /** Unique, and no secret. */
  @IsString()
  readonly id!: string;

  /** What friends type to join: six letters and digits, none of which looks like another. */
  @IsString()
  readonly code!: string;

  /** The leader's session id. */
  @IsString()
  readonly leaderId!: string;

  /** Whether the code is enough to join; else only the invited may. */
  @IsBoolean()
  readonly isOpen!: boolean;

  /** How many members it has room for. */
  @IsInt()
  @Min(1)
  @Max(MAX_MEMBERS)
  readonly maxMembers!: number;

  /** Everybody, in the order they came. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => PartyMemberDto)
  readonly members!: PartyMemberDto[];

  /** What the leader has set for all: texts, numbers and booleans by key. */
  @IsPartyData()
  readonly data!: Record<string, PartyValue>;
}

/** The party that you are in. */
@ServerMessage(PartyType.Joined)
export class PartyJoinedDto {
  /** The party, you included. */
  @ValidateNested()
  @Type(() => PartyDto)
  readonly party!: PartyDto;

  /** You: your session id. */
  @IsString()
  readonly memberId!: string;
}

/** Makes a party, whose leader and only member you are. */
@ClientMessage(PartyType.Create, { reply: PartyJoinedDto })
export class PartyCreateDto {
  /** How you want to be called, 1 to 24 characters. */
  @IsDisplayName(24)
  readonly name!: string;

  /** How many members it has room for, 2 to 16; absent: 4. */
  @IsOptional()
  @IsInt()
  @Min(2)
  @Max(MAX_MEMBERS)
  readonly maxMembers?: number;

  /** Whether the code is enough to join; absent: it is. */
  @IsOptional()
  @IsBoolean()
  readonly isOpen?: boolean;
}

/** Joins an open party by its code. */
@ClientMessage(PartyType.Join, { reply: PartyJoinedDto })
export class PartyJoinDto {
  /** The party's code, in capitals or not; blanks and hyphens do not count. */
  @Matches(TYPED_CODE)
  @IsTyped('NFKC')
  readonly code!: string;

  /** How you want to be called, 1 to 24 characters. */
  @IsDisplayName(24)
  readonly name!: string;
}

/** Asks for the party that you are in, as after a restart of your own state. */
@ClientMessage(PartyType.Current, { reply: PartyJoinedDto })
export class PartyCurrentDto {}

/** Leaves the party. When the leader leaves, the one leads who came first of those who are here. */
@ClientMessage(PartyType.Leave)
export class PartyLeaveDto {}

/** Ends the party for everybody. Leaders only. */
@ClientMessage(PartyType.Disband)
export class PartyDisbandDto {}

/** Sends a member away, who comes back by invitation only. Leaders only. */
@ClientMessage(PartyType.Kick)
export class PartyKickDto {
  /** The member's session id. */
  @IsString()
  @MaxLength(MAX_ID_LENGTH)
  readonly memberId!: string;
}

/** Makes another member the leader. Leaders only. */
@ClientMessage(PartyType.Promote)
export class PartyPromoteDto {
  /** The member's session id. */
  @IsString()
  @MaxLength(MAX_ID_LENGTH)
  readonly memberId!: string;
}

/** Changes who may join. Leaders only. */
@ClientMessage(PartyType.Configure)
export class PartyConfigureDto {
  /** Whether the code is enough to join. */
  @IsBoolean()
  readonly isOpen!: boolean;

  /** How many members it has room for, 2 to 16, and not fewer than it has. */
  @IsInt()
  @Min(2)
  @Max(MAX_MEMBERS)
  readonly maxMembers!: number;
}

/** Says whether you are ready. */
@ClientMessage(PartyType.SetReady)
export class PartySetReadyDto {
  /** True: you are. */
  @IsBoolean()
  readonly isReady!: boolean;
}

/** Changes the party's data. Leaders only. A party keeps 32 keys and about 4 kB. */
@ClientMessage(PartyType.SetData)
export class PartySetDataDto {
  /**
   * Texts (256 characters), numbers and booleans by key (1 to 32 letters, digits, "_", "-", "." and ":"). A null removes
   * its key; keys that are not here stay as they are.
   */
  @IsPartyData()
  readonly data!: PartyPatch;
}

/** Changes what you say of yourself, such as a character or a colour. Each member has 16 keys and about 1 kB. */
@ClientMessage(PartyType.SetMyData)
export class PartySetMyDataDto {
  /**
   * Texts (256 characters), numbers and booleans by key (1 to 32 letters, digits, "_", "-", "." and ":"). A null removes
   * its key; keys that are not here stay as they are.
   */
  @IsPartyData()
  readonly data!: PartyPatch;
}
