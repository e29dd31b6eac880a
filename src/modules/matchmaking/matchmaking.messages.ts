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

/** The matchmaker's message types, 330-349. */
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

/** Whether a ticket is searching, or was matched and waits for its players to accept. */
export enum TicketState {
  Waiting = 'waiting',
  Proposed = 'proposed',
}

/** Maximum length of a queue's or property's name. */
export const MAX_NAME_LENGTH = 32;

/** You are waiting for a match: the reply to the player who asked, and sent to the members of the leader's party. */
@ServerMessage(MatchmakingType.Ticket)
export class MatchmakingTicketDto {
  /** Unique; not secret. */
  @IsString()
  readonly ticketId!: string;

  /** The queue's name. */
  @IsString()
  readonly queue!: string;

  /** Whether a match is waiting for your response. */
  @IsEnum(TicketState)
  readonly state!: TicketState;

  /** Session ids of the players on this ticket, the leader first; a player without a party is alone. */
  @IsArray()
  @IsString({ each: true })
  readonly playerIds!: string[];

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

  constructor(fields: MatchmakingTicketDto) {
    Object.assign(this, fields);
  }
}

/**
 * Looks for a match for you, or for your whole party if you are its leader. Nobody may be in a room. The server puts you into
 * the match's room on its own.
 */
@ClientMessage(MatchmakingType.Enqueue, { reply: MatchmakingTicketDto })
export class MatchmakingEnqueueDto {
  /** The queue's name. */
  @IsString()
  @Length(1, MAX_NAME_LENGTH)
  readonly queue!: string;

  /** Your (or your party's) string properties by name: {"region": "eu"}. */
  @IsOptional()
  @IsMapOf([IsString(), MaxLength(MAX_TEXT_LENGTH)], { maxEntries: MAX_PROPERTIES, maxKeyLength: MAX_NAME_LENGTH })
  readonly strings?: Record<string, string>;

  /** Your (or your party's) number properties by name: {"skill": 1200}. */
  @IsOptional()
  @IsMapOf([IsNumber()], { maxEntries: MAX_PROPERTIES, maxKeyLength: MAX_NAME_LENGTH })
  readonly numbers?: Record<string, number>;

  /** What everyone else in the match must have: region = 'eu' and skill within 200. Absent: no conditions. */
  @IsOptional()
  @IsString()
  @MaxLength(MAX_QUERY_LENGTH)
  readonly query?: string;

  /** Your name in the room as the others see it, 1 to 24 characters; absent: your name in the party, if you are in one. */
  @IsOptional()
  @IsDisplayName(24)
  readonly name?: string;
}

/** Cancels the search, for the whole party; any member may do this. */
@ClientMessage(MatchmakingType.Cancel)
export class MatchmakingCancelDto {}

/** Requests the status of your ticket. */
@ClientMessage(MatchmakingType.Status, { reply: MatchmakingTicketDto })
export class MatchmakingStatusDto {}

/** A queue that players can join. */
export class MatchmakingQueueDto {
  /** The name used in {@link MatchmakingEnqueueDto}. */
  @IsString()
  readonly name!: string;

  /** Minimum players in a match. */
  @IsInt()
  @Min(1)
  readonly minPlayers!: number;

  /** Players in a full match. */
  @IsInt()
  @Min(1)
  readonly maxPlayers!: number;

  /** Number of teams in a match. */
  @IsInt()
  @Min(1)
  readonly teamCount!: number;

  /** Maximum size of a party. */
  @IsInt()
  @Min(1)
  readonly maxPartySize!: number;

  /** Number of players waiting. */
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

/** Requests the list of queues. */
@ClientMessage(MatchmakingType.Queues, { reply: MatchmakingQueuesListedDto })
export class MatchmakingQueuesDto {}
