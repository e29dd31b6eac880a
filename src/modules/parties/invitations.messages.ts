import { Type } from 'class-transformer';
import {
  IsArray,
  IsEnum,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsDisplayName } from '../../protocol/display-name.js';
import { ClientMessage, ServerMessage } from '../../protocol/message.decorators.js';
import { MAX_MEMBERS, PartyJoinedDto, PartyType } from './parties.messages.js';

/** A player's id: no control characters, and no half of a surrogate pair. */
const PLAYER = /^[^\p{Cc}\p{Cs}]{1,128}$/u;

/** What the server makes as an id. */
const ID = /^[\w-]{1,64}$/;

/** How an invitation came to its end. */
export enum PartyInvitationEndReason {
  /** The invited is in the party. */
  Accepted = 'accepted',
  /** The invited did not want to come. */
  Declined = 'declined',
  /** The one who invited took it back, or is in that party no more. */
  Withdrawn = 'withdrawn',
  /** Nobody answered in time. */
  Expired = 'expired',
}

/** An invitation to a party. */
export class PartyInvitationDto {
  /** Names it in an answer. */
  @IsString()
  readonly id!: string;

  /** The party's id. */
  @IsString()
  readonly partyId!: string;

  /** The session id of the member who invites you. */
  @IsString()
  readonly fromId!: string;

  /** The player who invites you, where signed in. */
  @IsOptional()
  @IsString()
  readonly fromPlayerId?: string;

  /** The name of the member who invites you. */
  @IsString()
  readonly fromName!: string;

  /** How many are in the party. */
  @IsInt()
  @Min(1)
  @Max(MAX_MEMBERS)
  readonly members!: number;

  /** How many it has room for. */
  @IsInt()
  @Min(1)
  @Max(MAX_MEMBERS)
  readonly maxMembers!: number;

  /** When it ends by itself, milliseconds since 1970. */
  @IsNumber()
  readonly expiresAtMs!: number;
}

/** Your invitation is with the one you invited. */
@ServerMessage(PartyType.InvitationSent)
export class PartyInvitationSentDto {
  /** Names it when you withdraw it, and in the news of how it ended. */
  @IsString()
  readonly invitationId!: string;

  /** When it ends by itself, milliseconds since 1970. */
  @IsNumber()
  readonly expiresAtMs!: number;
}

/** Invites a signed-in player, wherever that player is connected, into your party. Every member may. */
@ClientMessage(PartyType.InvitePlayer, { reply: PartyInvitationSentDto })
export class PartyInvitePlayerDto {
  /** The player's id. */
  @Matches(PLAYER)
  readonly playerId!: string;
}

/** Invites whoever has this session, signed in or not, such as a member of a chat channel. Every member of a party may. */
@ClientMessage(PartyType.InviteSession, { reply: PartyInvitationSentDto })
export class PartyInviteSessionDto {
  /** The session's id. */
  @Matches(ID)
  readonly sessionId!: string;
}

/** Accepts an invitation and joins the party, whether it is open or not. */
@ClientMessage(PartyType.Accept, { reply: PartyJoinedDto })
export class PartyAcceptDto {
  /** The invitation's id. */
  @Matches(ID)
  readonly invitationId!: string;

  /** How you want to be called, 1 to 24 characters. */
  @IsDisplayName(24)
  readonly name!: string;
}

/** Declines an invitation. The same member cannot invite you again before it would have ended by itself. */
@ClientMessage(PartyType.Decline)
export class PartyDeclineDto {
  /** The invitation's id. */
  @Matches(ID)
  readonly invitationId!: string;
}

/** Takes back an invitation of yours. */
@ClientMessage(PartyType.Withdraw)
export class PartyWithdrawDto {
  /** The invitation's id. */
  @Matches(ID)
  readonly invitationId!: string;
}

/** The invitations that wait for your answer. */
@ServerMessage(PartyType.InvitationsListed)
export class PartyInvitationsListedDto {
  /** The oldest first. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => PartyInvitationDto)
  readonly invitations!: PartyInvitationDto[];
}

/** Asks for the invitations that wait for your answer. */
@ClientMessage(PartyType.Invitations, { reply: PartyInvitationsListedDto })
export class PartyInvitationsDto {}

/** Somebody invites you into a party. */
@ServerMessage(PartyType.Invited)
export class PartyInvitedDto {
  /** What it is an invitation to. */
  @ValidateNested()
  @Type(() => PartyInvitationDto)
  readonly invitation!: PartyInvitationDto;

  constructor(invitation: PartyInvitationDto) {
    this.invitation = invitation;
  }
}

/** An invitation that you sent or got is over. */
@ServerMessage(PartyType.InvitationEnded)
export class PartyInvitationEndedDto {
  /** The invitation's id. */
  @IsString()
  readonly invitationId!: string;

  /** How it ended. */
  @IsEnum(PartyInvitationEndReason)
  readonly reason!: PartyInvitationEndReason;

  constructor(fields: PartyInvitationEndedDto) {
    Object.assign(this, fields);
  }
}
