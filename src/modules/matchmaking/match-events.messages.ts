import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsEnum,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Min,
  ValidateNested,
} from 'class-validator';
import { ClientMessage, ServerMessage } from '../../protocol/message.decorators.js';
import { MatchmakingType } from './matchmaking.messages.js';

/** Why a ticket has left its queue without a match. */
export enum CancelReason {
  /** One of its players cancelled. */
  Cancelled = 'cancelled',
  /** Somebody joined the party or left it. */
  PartyChanged = 'party_changed',
  /** One of its players joined a room some other way. */
  JoinedRoom = 'joined_room',
  /** One of its players disconnected and did not come back in time. */
  Lost = 'lost',
  /** The server cancelled it. */
  Withdrawn = 'withdrawn',
}

/** Why a proposed match is called off. */
export enum DissolveReason {
  /** A player declined. */
  Declined = 'declined',
  /** A player did not respond in time. */
  Expired = 'expired',
  /** A player cancelled the search. */
  Cancelled = 'cancelled',
  /** The running room whose seats it would have filled no longer takes players. */
  RoomWithdrawn = 'room_withdrawn',
  /** A player had left by the time the room opened. */
  PlayerLost = 'player_lost',
}

/** Progress of your ticket, every few seconds while it waits. */
@ServerMessage(MatchmakingType.Progressed)
export class MatchmakingProgressedDto {
  /** How long the ticket has waited, in milliseconds. */
  @IsInt()
  @Min(0)
  readonly waitedMs!: number;

  /** The usual total wait of such a ticket, in milliseconds; absent until a similar one has found a match. */
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly expectedMs?: number;

  /** Its place in the queue by arrival, from 1. A ticket that nobody suits is overtaken. */
  @IsInt()
  @Min(1)
  readonly position!: number;

  /** The skill difference the ticket currently accepts; absent in a queue without skill. */
  @IsOptional()
  @IsNumber()
  readonly skillWindow?: number;

  constructor(fields: MatchmakingProgressedDto) {
    Object.assign(this, fields);
  }
}

/** Your ticket was cancelled. The player who cancelled it gets the reply to that request instead. */
@ServerMessage(MatchmakingType.Cancelled)
export class MatchmakingCancelledDto {
  /** The ticket. */
  @IsString()
  readonly ticketId: string;

  /** Why. */
  @IsEnum(CancelReason)
  readonly reason: CancelReason;

  /** The session id of the player who caused it; your own if the server cancelled it. */
  @IsString()
  readonly byId: string;

  constructor(ticketId: string, reason: CancelReason, byId: string) {
    this.ticketId = ticketId;
    this.reason = reason;
    this.byId = byId;
  }
}

/** A match was found: every player has to accept it before it starts. */
@ServerMessage(MatchmakingType.MatchProposed)
export class MatchProposedDto {
  /** The match's id, for {@link MatchAcceptDto} and {@link MatchDeclineDto}. */
  @IsInt()
  @Min(1)
  readonly matchId!: number;

  /** The queue's name. */
  @IsString()
  readonly queue!: string;

  /** How long you have to respond, in milliseconds from when this was sent. */
  @IsInt()
  @Min(0)
  readonly answerWithinMs!: number;

  /** The deadline for your response, server time in milliseconds since 1970. */
  @IsInt()
  @Min(0)
  readonly deadlineMs!: number;

  /** How many players have to accept it. */
  @IsInt()
  @Min(1)
  readonly players!: number;

  /** How many of them have accepted. */
  @IsInt()
  @Min(0)
  readonly accepted!: number;

  constructor(fields: MatchProposedDto) {
    Object.assign(this, fields);
  }
}

/** Accepts a match; it starts when the last player accepts. */
@ClientMessage(MatchmakingType.MatchAccept)
export class MatchAcceptDto {
  /** The match. */
  @IsInt()
  @Min(1)
  readonly matchId!: number;
}

/** Declines a match: you and your party leave the queue; the others keep waiting. */
@ClientMessage(MatchmakingType.MatchDecline)
export class MatchDeclineDto {
  /** The match. */
  @IsInt()
  @Min(1)
  readonly matchId!: number;
}

/** A player has accepted a proposed match; sent to all of its players, including that one. */
@ServerMessage(MatchmakingType.MatchAccepted)
export class MatchAcceptedDto {
  /** The match. */
  @IsInt()
  @Min(1)
  readonly matchId: number;

  /** How many players have to accept it. */
  @IsInt()
  @Min(1)
  readonly players: number;

  /** How many of them have accepted. */
  @IsInt()
  @Min(0)
  readonly accepted: number;

  constructor(matchId: number, players: number, accepted: number) {
    this.matchId = matchId;
    this.players = players;
    this.accepted = accepted;
  }
}

/** The match was called off. */
@ServerMessage(MatchmakingType.MatchDissolved)
export class MatchDissolvedDto {
  /** The match. */
  @IsInt()
  @Min(1)
  readonly matchId: number;

  /** Why. */
  @IsEnum(DissolveReason)
  readonly reason: DissolveReason;

  /** True when your ticket is back in the queue with its waiting time intact; false when it has left the queue. */
  @IsBoolean()
  readonly isWaiting: boolean;

  constructor(matchId: number, reason: DissolveReason, isWaiting: boolean) {
    this.matchId = matchId;
    this.reason = reason;
    this.isWaiting = isWaiting;
  }
}

/** A player in a match. */
export class MatchPlayerDto {
  /** The player's session id, as in the room. */
  @IsString()
  readonly id!: string;

  /** The player's name as the others see it; may be empty. */
  @IsString()
  readonly name!: string;
}

/** One team of a match. */
export class MatchTeamDto {
  /** Its players; in a running room, only those who join it now. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MatchPlayerDto)
  readonly players!: MatchPlayerDto[];

  /** Seats filled by bots. */
  @IsInt()
  @Min(0)
  readonly bots!: number;
}

/** The match starts. RoomJoined follows on its own: the server puts you into the room. */
@ServerMessage(MatchmakingType.MatchStarted)
export class MatchStartedDto {
  /** The match. */
  @IsInt()
  @Min(1)
  readonly matchId!: number;

  /** The queue's name. */
  @IsString()
  readonly queue!: string;

  /** The room you are joining. */
  @IsString()
  readonly roomId!: string;

  /** Whether the room is already running, and you fill one of its free seats. */
  @IsBoolean()
  readonly isBackfill!: boolean;

  /** Your team, an index into `teams`. */
  @IsInt()
  @Min(0)
  readonly team!: number;

  /** All teams. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MatchTeamDto)
  readonly teams!: MatchTeamDto[];

  constructor(fields: MatchStartedDto) {
    Object.assign(this, fields);
  }
}

/** The match's room could not be opened, or did not let you in. Your ticket has left the queue. */
@ServerMessage(MatchmakingType.MatchFailed)
export class MatchFailedDto {
  /** The match. */
  @IsInt()
  @Min(1)
  readonly matchId: number;

  /** The error code, e.g. "room.too_many". */
  @IsString()
  readonly code: string;

  /** The error text. */
  @IsString()
  readonly text: string;

  constructor(matchId: number, code: string, text: string) {
    this.matchId = matchId;
    this.code = code;
    this.text = text;
  }
}
