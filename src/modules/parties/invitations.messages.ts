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

/** A player id: no control characters, and no unpaired surrogates. */
const PLAYER = /^[^\p{Cc}\p{Cs}]{1,128}$/u;

/** Format of the server's ids. */
const ID = /^[\w-]{1,64}$/;

/** How an invitation ended. */
export enum PartyInvitationEndReason {
  /** The invited player joined the party. */
  Accepted = 'accepted',
  /** The invited player declined. */
  Declined = 'declined',
  /** The sender withdrew it or left that party. */
  Withdrawn = 'withdrawn',
  /** Nobody answered in time. */
  Expired = 'expired',
}

/** An invitation to a party. */
export class PartyInvitationDto {
  /** The invitation's id, for the answer. */
  @IsString()
  readonly id!: string;

  /** The party's id. */
  @IsString()
  readonly partyId!: string;

  /** The session id of the member who invited you. */
  @IsString()
  readonly fromId!: string;

  /** The player id of that member, if signed in. */
  @IsOptional()
  @IsString()
  readonly fromPlayerId?: string;

  /** The name of that member. */
  @IsString()
  readonly fromName!: string;

  /** Number of members. */
  @IsInt()
  @Min(1)
  @Max(MAX_MEMBERS)
  readonly members!: number;

  /** Maximum number of members. */
  @IsInt()
  @Min(1)
  @Max(MAX_MEMBERS)
  readonly maxMembers!: number;

  /** When it expires, milliseconds since 1970. */
  @IsNumber()
  readonly expiresAtMs!: number;
}

/** Your invitation was delivered. */
@ServerMessage(PartyType.InvitationSent)
export class PartyInvitationSentDto {
  /** Identifies it when you withdraw it, and when it ends. */
  @IsString()
  readonly invitationId!: string;

  /** When it expires, milliseconds since 1970. */
  @IsNumber()
  readonly expiresAtMs!: number;
}

/** Invites a signed-in player into your party, on all of their sessions. Every member may do this. */
@ClientMessage(PartyType.InvitePlayer, { reply: PartyInvitationSentDto })
export class PartyInvitePlayerDto {
  /** The player id. */
  @Matches(PLAYER)
  readonly playerId!: string;
}

/** Invites a session, signed in or not, such as a member of a chat channel. Every member of a party may do this. */
@ClientMessage(PartyType.InviteSession, { reply: PartyInvitationSentDto })
export class PartyInviteSessionDto {
  /** The session id. */
  @Matches(ID)
  readonly sessionId!: string;
}

/** Accepts an invitation and joins the party, whether it is open or not. */
@ClientMessage(PartyType.Accept, { reply: PartyJoinedDto })
export class PartyAcceptDto {
  /** The invitation's id. */
  @Matches(ID)
  readonly invitationId!: string;

  /** The name you want, 1 to 24 characters. */
  @IsDisplayName(24)
  readonly name!: string;
}

/** Declines an invitation. The same member cannot invite you again until it would have expired. */
@ClientMessage(PartyType.Decline)
export class PartyDeclineDto {
  /** The invitation's id. */
  @Matches(ID)
  readonly invitationId!: string;
}

/** Withdraws an invitation you sent. */
@ClientMessage(PartyType.Withdraw)
export class PartyWithdrawDto {
  /** The invitation's id. */
  @Matches(ID)
  readonly invitationId!: string;
}

/** The invitations waiting for your answer. */
@ServerMessage(PartyType.InvitationsListed)
export class PartyInvitationsListedDto {
  /** Oldest first. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => PartyInvitationDto)
  readonly invitations!: PartyInvitationDto[];
}

/** Requests the invitations waiting for your answer. */
@ClientMessage(PartyType.Invitations, { reply: PartyInvitationsListedDto })
export class PartyInvitationsDto {}

/** Somebody has invited you to a party. */
@ServerMessage(PartyType.Invited)
export class PartyInvitedDto {
  /** The invitation. */
  @ValidateNested()
  @Type(() => PartyInvitationDto)
  readonly invitation!: PartyInvitationDto;

  constructor(invitation: PartyInvitationDto) {
    this.invitation = invitation;
  }
}

/** An invitation that you sent or received has ended. */
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
