import { Type } from 'class-transformer';
import {
  IsArray,
  IsEnum,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsMapOf } from '../../protocol/contract/map.decorator.js';
import { IsDisplayName } from '../../protocol/display-name.js';
import { ClientMessage, ServerMessage } from '../../protocol/message.decorators.js';
import { MAX_QUERY_LENGTH } from './query/query-parser.js';
import { MAX_PROPERTIES, MAX_TEXT_LENGTH } from './query/ticket-properties.js';

/** The matchmaker's block of types, 330-349. */
export enum MatchmakingType {
  Enqueue = 330,
  Ticket = 331,
  Cancel = 332,
  Status = 333,
  Progressed = 334,
  Cancelled = 335,
  MatchProposed = 336,
  MatchAccept = 337,
  MatchDecline = 338,
  MatchAccepted = 339,
  MatchDissolved = 340,
  MatchStarted = 341,
  MatchFailed = 342,
  Queues = 343,
  QueuesListed = 344,
}

/** Whether a ticket looks for a match, or was found one that waits for its players' answers. */
export enum TicketState {
  Waiting = 'waiting',
  Proposed = 'proposed',
}

/** The longest name of a queue, and of a property. */
export const MAX_NAME_LENGTH = 32;

/** You wait for a match: the answer to whoever asked, and news for the members whose leader did. */
@ServerMessage(MatchmakingType.Ticket)
export class MatchmakingTicketDto {
  /** Unique, and no secret. */
  @IsString()
  readonly ticketId!: string;

  /** The queue's name. */
  @IsString()
  readonly queue!: string;

  /** Whether a match waits for your answer. */
  @IsEnum(TicketState)
  readonly state!: TicketState;

  /** Session ids of those who wait together, the leader first; a player without a party waits alone. */
  @IsArray()
  @IsString({ each: true })
  readonly playerIds!: string[];

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

  constructor(fields: MatchmakingTicketDto) {
    Object.assign(this, fields);
  }
}

/**
 * Looks for a match: for you, or for your whole party when you lead one. All must be in no room. The server puts you into
 * the match's room by itself.
 */
@ClientMessage(MatchmakingType.Enqueue, { reply: MatchmakingTicketDto })
export class MatchmakingEnqueueDto {
  /** The queue's name. */
  @IsString()
  @Length(1, MAX_NAME_LENGTH)
  readonly queue!: string;

  /** Texts that you, or your party, say of yourselves, by name: {"region": "eu"}. */
  @IsOptional()
  @IsMapOf([IsString(), MaxLength(MAX_TEXT_LENGTH)], { maxEntries: MAX_PROPERTIES, maxKeyLength: MAX_NAME_LENGTH })
  readonly strings?: Record<string, string>;

  /** Numbers that you, or your party, say of yourselves, by name: {"skill": 1200}. */
  @IsOptional()
  @IsMapOf([IsNumber()], { maxEntries: MAX_PROPERTIES, maxKeyLength: MAX_NAME_LENGTH })
  readonly numbers?: Record<string, number>;

  /** What everyone else in the match must have: region = 'eu' and skill within 200. Absent: anybody will do. */
  @IsOptional()
  @IsString()
  @MaxLength(MAX_QUERY_LENGTH)
  readonly query?: string;

  /** How the others see you in the room, 1 to 24 characters; absent: your name in the party, if you are in one. */
  @IsOptional()
  @IsDisplayName(24)
  readonly name?: string;
}

/** Stops looking for a match, for the whole party; any member may. */
@ClientMessage(MatchmakingType.Cancel)
export class MatchmakingCancelDto {}

/** Asks how your ticket is doing. */
@ClientMessage(MatchmakingType.Status, { reply: MatchmakingTicketDto })
export class MatchmakingStatusDto {}

/** A queue that players may wait in. */
export class MatchmakingQueueDto {
  /** What {@link MatchmakingEnqueueDto} names. */
  @IsString()
  readonly name!: string;

  /** How few players make a match. */
  @IsInt()
  @Min(1)
  readonly minPlayers!: number;

  /** How many players make a full match. */
  @IsInt()
  @Min(1)
  readonly maxPlayers!: number;

  /** How many teams a match has. */
  @IsInt()
  @Min(1)
  readonly teamCount!: number;

  /** The largest party that may wait. */
  @IsInt()
  @Min(1)
  readonly maxPartySize!: number;

  /** How many players wait. */
  @IsInt()
  @Min(0)
  readonly waiting!: number;
}

/** The queues of this server, in the order they were declared. */
@ServerMessage(MatchmakingType.QueuesListed)
export class MatchmakingQueuesListedDto {
  /** All of them. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => MatchmakingQueueDto)
  readonly queues!: MatchmakingQueueDto[];
}

/** Asks which queues there are. */
@ClientMessage(MatchmakingType.Queues, { reply: MatchmakingQueuesListedDto })
export class MatchmakingQueuesDto {}
