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

/** Message types of parties, 250-279. */
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

/** Why somebody is no longer a member. */
export enum PartyLeaveReason {
  /** The member left. */
  Left = 'left',
  /** The leader kicked the member. */
  Kicked = 'kicked',
  /** The member disconnected and did not come back in time. */
  Lost = 'lost',
  /** The same player joined a party from another session. */
  Moved = 'moved',
  /** The leader disbanded the party. */
  Disbanded = 'disbanded',
}

/** Maximum number of members, and the default. */
export const MAX_MEMBERS = 16;
export const DEFAULT_MEMBERS = 4;

/** Maximum length of a session or member id. */
const MAX_ID_LENGTH = 64;

/** Decorates a field with some of a party's values by key. */
export function IsPartyData(): PropertyDecorator {
  return IsMapOf([IsVariant()], { maxEntries: MAX_CHANGES, maxKeyLength: MAX_KEY_LENGTH });
}

/** A member of a party. */
export class PartyMemberDto {
  /** The member's session id. */
  @IsString()
  readonly id!: string;

  /** The player id, once signed in. */
  @IsOptional()
  @IsString()
  readonly playerId?: string;

  /** The name the member chose; not unique. */
  @IsString()
  readonly name!: string;

  /** Whether the member is ready. */
  @IsBoolean()
  readonly isReady!: boolean;

  /** Whether the member is disconnected; the seat is held for a while. */
  @IsBoolean()
  readonly isAway!: boolean;

  /** The member's own data: strings, numbers and booleans by key. */
  @IsPartyData()
  readonly data!: Record<string, PartyValue>;
}

/** A whole party. */
export class PartyDto {
  /** Unique; not secret. */
  @IsString()
  readonly id!: string;

  /** What friends type to join: six letters and digits, without lookalikes. */
  @IsString()
  readonly code!: string;

  /** The leader's session id. */
  @IsString()
  readonly leaderId!: string;

  /** Whether the code is enough to join; otherwise an invitation is needed. */
  @IsBoolean()
  readonly isOpen!: boolean;

  /** Maximum number of members. */
  @IsInt()
  @Min(1)
  @Max(MAX_MEMBERS)
  readonly maxMembers!: number;

  /** All members, in order of arrival. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => PartyMemberDto)
  readonly members!: PartyMemberDto[];

  /** The party's data, set by the leader: strings, numbers and booleans by key. */
  @IsPartyData()
  readonly data!: Record<string, PartyValue>;
}

/** The party you are in. */
@ServerMessage(PartyType.Joined)
export class PartyJoinedDto {
  /** The party, including you. */
  @ValidateNested()
  @Type(() => PartyDto)
  readonly party!: PartyDto;

  /** Your own session id. */
  @IsString()
  readonly memberId!: string;
}

/** Creates a party with you as its leader and only member. */
@ClientMessage(PartyType.Create, { reply: PartyJoinedDto })
export class PartyCreateDto {
  /** The name you want, 1 to 24 characters. */
  @IsDisplayName(24)
  readonly name!: string;

  /** Maximum number of members, 2 to 16; absent: 4. */
  @IsOptional()
  @IsInt()
  @Min(2)
  @Max(MAX_MEMBERS)
  readonly maxMembers?: number;

  /** Whether the code is enough to join; absent: true. */
  @IsOptional()
  @IsBoolean()
  readonly isOpen?: boolean;
}

/** Joins an open party by its code. */
@ClientMessage(PartyType.Join, { reply: PartyJoinedDto })
export class PartyJoinDto {
  /** The party's code, case-insensitive; spaces and hyphens are ignored. */
  @Matches(TYPED_CODE)
  @IsTyped('NFKC')
  readonly code!: string;

  /** The name you want, 1 to 24 characters. */
  @IsDisplayName(24)
  readonly name!: string;
}

/** Requests the party you are in, for example after your client has restarted. */
@ClientMessage(PartyType.Current, { reply: PartyJoinedDto })
export class PartyCurrentDto {}

/** Leaves the party. If the leader leaves, the connected member who joined first takes over. */
@ClientMessage(PartyType.Leave)
export class PartyLeaveDto {}

/** Disbands the party. Leader only. */
@ClientMessage(PartyType.Disband)
export class PartyDisbandDto {}

/** Kicks a member, who can only come back by invitation. Leader only. */
@ClientMessage(PartyType.Kick)
export class PartyKickDto {
  /** The member's session id. */
  @IsString()
  @MaxLength(MAX_ID_LENGTH)
  readonly memberId!: string;
}

/** Makes another member the leader. Leader only. */
@ClientMessage(PartyType.Promote)
export class PartyPromoteDto {
  /** The member's session id. */
  @IsString()
  @MaxLength(MAX_ID_LENGTH)
  readonly memberId!: string;
}

/** Changes who may join. Leader only. */
@ClientMessage(PartyType.Configure)
export class PartyConfigureDto {
  /** Whether the code is enough to join. */
  @IsBoolean()
  readonly isOpen!: boolean;

  /** Maximum number of members, 2 to 16, and not fewer than it has now. */
  @IsInt()
  @Min(2)
  @Max(MAX_MEMBERS)
  readonly maxMembers!: number;
}

/** Sets whether you are ready. */
@ClientMessage(PartyType.SetReady)
export class PartySetReadyDto {
  /** Whether you are ready. */
  @IsBoolean()
  readonly isReady!: boolean;
}

/** Changes the party's data. Leader only. A party can have 32 keys and about 4 kB. */
@ClientMessage(PartyType.SetData)
export class PartySetDataDto {
  /**
   * Strings (256 characters), numbers and booleans by key (1 to 32 letters, digits, "_", "-", "." and ":"). A null removes
   * its key; absent keys stay as they are.
   */
  @IsPartyData()
  readonly data!: PartyPatch;
}

/** Changes your own data, such as a character or a colour. Each member can have 16 keys and about 1 kB. */
@ClientMessage(PartyType.SetMyData)
export class PartySetMyDataDto {
  /**
   * Strings (256 characters), numbers and booleans by key (1 to 32 letters, digits, "_", "-", "." and ":"). A null removes
   * its key; absent keys stay as they are.
   */
  @IsPartyData()
  readonly data!: PartyPatch;
}
