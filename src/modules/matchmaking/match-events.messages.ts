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
  /** One of its players wished it. */
  Cancelled = 'cancelled',
  /** Somebody joined the party or left it. */
  PartyChanged = 'party_changed',
  /** One of its players went into a room by another way. */
  JoinedRoom = 'joined_room',
  /** The connection of one of its players was lost, and did not come back in time. */
  Lost = 'lost',
  /** The server ended the wait. */
  Withdrawn = 'withdrawn',
}

/** Why a match that was found does not take place. */
export enum DissolveReason {
  /** A player said no. */
  Declined = 'declined',
  /** A player did not answer in time. */
  Expired = 'expired',
  /** A player stopped looking for a match. */
  Cancelled = 'cancelled',
  /** The running room whose seats it would have filled takes nobody any more. */
  RoomWithdrawn = 'room_withdrawn',
  /** A player was gone when the room opened. */
  PlayerLost = 'player_lost',
}

/** How your ticket is doing, every few seconds while it waits. */
@ServerMessage(MatchmakingType.Progressed)
export class MatchmakingProgressedDto {
  /** How long the ticket has waited, in milliseconds. */
  @IsInt()
  @Min(0)
  readonly waitedMs!: number;

  /** How long such a ticket usually waits, all in all; absent until somebody like this has found a match. */
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly expectedMs?: number;

  /** Its place in the order of arrival, from 1. Who suits nobody is overtaken. */
  @IsInt()
  @Min(1)
  readonly position!: number;

  /** The difference in skill that the ticket bears by now; absent in a queue without skill. */
  @IsOptional()
  @IsNumber()
  readonly skillWindow?: number;

  constructor(fields: MatchmakingProgressedDto) {
    Object.assign(this, fields);
  }
}

/** You wait for a match no more. Whoever wished it gets the answer to that instead. */
@ServerMessage(MatchmakingType.Cancelled)
export class MatchmakingCancelledDto {
  /** The ticket. */
  @IsString()
  readonly ticketId: string;

  /** Why. */
  @IsEnum(CancelReason)
  readonly reason: CancelReason;

  /** The session id of the player because of whom; your own where the server ended the wait. */
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
  /** What {@link MatchAcceptDto} and {@link MatchDeclineDto} name. */
  @IsInt()
  @Min(1)
  readonly matchId!: number;

  /** The queue's name. */
  @IsString()
  readonly queue!: string;

  /** How long you have to answer, in milliseconds from when this was sent. */
  @IsInt()
  @Min(0)
  readonly answerWithinMs!: number;

  /** Until when you have to answer, in the server's milliseconds since 1970. */
  @IsInt()
  @Min(0)
  readonly deadlineMs!: number;

  /** How many players have to accept it. */
  @IsInt()
  @Min(1)
  readonly players!: number;

  /** How many of them have. */
  @IsInt()
  @Min(0)
  readonly accepted!: number;

  constructor(fields: MatchProposedDto) {
    Object.assign(this, fields);
  }
}

/** Says yes to a match; the last yes starts it. */
@ClientMessage(MatchmakingType.MatchAccept)
export class MatchAcceptDto {
  /** The match. */
  @IsInt()
  @Min(1)
  readonly matchId!: number;
}

/** Says no to a match: you, and your party, wait no more; the others wait on. */
@ClientMessage(MatchmakingType.MatchDecline)
export class MatchDeclineDto {
  /** The match. */
  @IsInt()
  @Min(1)
  readonly matchId!: number;
}

/** A player of a proposed match has accepted it; all its players are told, that one included. */
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

  /** How many of them have. */
  @IsInt()
  @Min(0)
  readonly accepted: number;

  constructor(matchId: number, players: number, accepted: number) {
    this.matchId = matchId;
    this.players = players;
    this.accepted = accepted;
  }
}

/** The match does not take place. */
@ServerMessage(MatchmakingType.MatchDissolved)
export class MatchDissolvedDto {
  /** The match. */
  @IsInt()
  @Min(1)
  readonly matchId: number;

  /** Why. */
  @IsEnum(DissolveReason)
  readonly reason: DissolveReason;

  /** True when your ticket waits on, as long as if no match had been found; false when it has left the queue. */
  @IsBoolean()
  readonly isWaiting: boolean;

  constructor(matchId: number, reason: DissolveReason, isWaiting: boolean) {
    this.matchId = matchId;
    this.reason = reason;
    this.isWaiting = isWaiting;
  }
}

/** Somebody in a match. */
export class MatchPlayerDto {
  /** The player's session id, as in the room. */
  @IsString()
  readonly id!: string;

  /** How the others see the player; may be empty. */
  @IsString()
  readonly name!: string;
}

/** One team of a match. */
export class MatchTeamDto {
  /** Its players; in a running room those who join it now. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MatchPlayerDto)
  readonly players!: MatchPlayerDto[];

  /** Seats that bots take. */
  @IsInt()
  @Min(0)
  readonly bots!: number;
}

/** The match is on. RoomJoined follows by itself: the server puts you into its room. */
@ServerMessage(MatchmakingType.MatchStarted)
export class MatchStartedDto {
  /** The match. */
  @IsInt()
  @Min(1)
  readonly matchId!: number;

  /** The queue's name. */
  @IsString()
  readonly queue!: string;

  /** The room that you come into. */
  @IsString()
  readonly roomId!: string;

  /** Whether the room runs already, and you fill free seats of it. */
  @IsBoolean()
  readonly isBackfill!: boolean;

  /** Your team, from 0: an index of `teams`. */
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

/** The match's room could not be opened, or does not let you in. Your ticket has left the queue. */
@ServerMessage(MatchmakingType.MatchFailed)
export class MatchFailedDto {
  /** The match. */
  @IsInt()
  @Min(1)
  readonly matchId: number;

  /** Why, an error code, e.g. "room.too_many". */
  @IsString()
  readonly code: string;

  /** The code in words. */
  @IsString()
  readonly text: string;

  constructor(matchId: number, code: string, text: string) {
    this.matchId = matchId;
    this.code = code;
    this.text = text;
  }
}
