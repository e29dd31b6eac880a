import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  IsArray,
  IsBoolean,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import './contract.messages.js';
import { ClientMessage, ServerMessage } from './message.decorators.js';
import { ProtocolType } from './protocol-type.js';
import { Secret } from './secret.decorator.js';

export { FIRST_COUNTED_TYPE, isCountedFromServer, ProtocolType } from './protocol-type.js';

/** The server's greeting: just a text on connecting, or the full answer to a Hello. */
@ServerMessage(ProtocolType.Welcome)
export class WelcomeDto {
  /** A friendly line; "hello, client!". */
  @IsString()
  readonly text!: string;

  /** The session's id, 36 characters; absent in the first greeting. */
  @IsOptional()
  @IsString()
  readonly sessionId?: string;

  /** Server time, milliseconds since 1970. */
  @IsOptional()
  @IsNumber()
  readonly serverTimeMs?: number;

  /** How often the server pings, in milliseconds; the client's own heartbeat should match it. */
  @IsOptional()
  @IsInt()
  readonly pingIntervalMs?: number;

  /** Maximum size of a client message, in bytes. */
  @IsOptional()
  @IsInt()
  readonly maxMessageBytes?: number;

  /**
   * The server's contract hash. If the client's differs in its first 8 digits, ContractCompare tells what the differences are;
   * in the others, ContractStepsCompare.
   */
  @IsOptional()
  @IsString()
  readonly contract?: string;

  /** The player the session is signed in as; absent while anonymous. */
  @IsOptional()
  @IsString()
  readonly playerId?: string;

  /** Resumes this session after a disconnect, once; for a client whose Hello asked for it. Secret. */
  @IsOptional()
  @IsString()
  @Secret()
  readonly resumeToken?: string;

  /** How long the session is kept after a disconnect, in milliseconds. */
  @IsOptional()
  @IsInt()
  readonly seatHoldMs?: number;

  /**
   * True when the session requested by the Hello was resumed completely. Otherwise both ends count from 0, and missed messages
   * are lost: this is a new session or, after a server crash, the requested one restarted, and its room is sent again.
   */
  @IsOptional()
  @IsBoolean()
  readonly resumed?: boolean;

  /** How many messages of types from 20 the server has received in this session; the client resends later ones. */
  @IsOptional()
  @IsInt()
  readonly received?: number;

  constructor(fields: WelcomeDto) {
    Object.assign(this, fields);
  }
}

/** The first message of an SDK client. Without `ref` it is only logged, as in the 2020 tutorial. */
@ClientMessage(ProtocolType.Hello, { reply: WelcomeDto, access: 'anyone' })
export class HelloDto {
  /** A line for the server's log. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  readonly text?: string;

  /** The client's engine, e.g. "godot". */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  readonly engine?: string;

  /** The engine's version, e.g. "4.6.3". */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  readonly engineVersion?: string;

  /** The platform the client runs on, e.g. "linux" or "web". */
  @IsOptional()
  @IsString()
  @Length(1, 40)
  readonly platform?: string;

  /** An access token; required if the server requires authentication. */
  @IsOptional()
  @IsString()
  @Length(1, 4096)
  @Secret()
  readonly token?: string;

  /** The client's contract hash. A binary client is refused unless it has the same messages and states as the server. */
  @IsOptional()
  @Matches(/^[0-9a-f]{16}$/)
  readonly contract?: string;

  /** The client's receive buffer, in bytes; Godot's default is 65,535. */
  @IsOptional()
  @IsInt()
  @Min(1024)
  @Max(1_073_741_824)
  readonly receiveBufferBytes?: number;

  /** Whether the session should survive a disconnect. */
  @IsOptional()
  @IsBoolean()
  readonly resumable?: boolean;

  /** The latest Welcome's resume token, to resume that session. The client must wait for the Welcome before it sends more. */
  @IsOptional()
  @IsString()
  @Length(1, 128)
  readonly resume?: string;

  /** With `resume`: how many messages the client has received in that session, counting Errors, Acks and types from 20. */
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly received?: number;
}

/** One broken rule of one field. Contains nothing that the client sent. */
export class FieldIssueDto {
  /** Path of the field, e.g. "items.0.name"; empty for the message itself. */
  @IsString()
  readonly field!: string;

  /** The rule's name, e.g. "isInt". */
  @IsString()
  readonly rule!: string;

  /** The rule in words. */
  @IsString()
  readonly text!: string;
}

/** An error. With `ref` it is the reply to that request; without, it is about a packet that asked for no reply. */
@ServerMessage(ProtocolType.Error)
export class ErrorDto {
  /** The code to act on, e.g. "chat.not_member". */
  @IsString()
  readonly code!: string;

  /** The code in words, for logs and developers. */
  @IsString()
  readonly text!: string;

  /** Which fields broke which rules. */
  @IsOptional()
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => FieldIssueDto)
  readonly details?: readonly FieldIssueDto[];

  constructor(code: string, text: string, details?: readonly FieldIssueDto[]) {
    this.code = code;
    this.text = text;
    if (details !== undefined) this.details = details;
  }
}

/** The empty reply: success, with nothing else to say. It is sent without a message. */
@ServerMessage(ProtocolType.Ack)
export class AckDto {}

/** The reply to a Ping. */
@ServerMessage(ProtocolType.Pong)
export class PongDto {
  /** Server time, milliseconds since 1970. */
  @IsNumber()
  readonly serverTimeMs: number;

  /** How many messages of types from 20 the server has received in this session. */
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly received?: number;

  constructor(serverTimeMs: number, received?: number) {
    this.serverTimeMs = serverTimeMs;
    if (received !== undefined) this.received = received;
  }
}

/** Requests a Pong: the client's heartbeat and clock synchronisation. */
@ClientMessage(ProtocolType.Ping, { reply: PongDto, access: 'anyone' })
export class PingDto {
  /** How many messages the client has received in its session (Errors, Acks and types from 20), so that the server can drop them. */
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly received?: number;
}

/** The server is about to restart; a close with 1001 follows. */
@ServerMessage(ProtocolType.Draining)
export class DrainingDto {
  /** Wait this long before reconnecting, in milliseconds; varies by client, so that not all reconnect at once. */
  @IsInt()
  @Min(0)
  readonly reconnectAfterMs: number;

  constructor(reconnectAfterMs: number) {
    this.reconnectAfterMs = reconnectAfterMs;
  }
}

/**
 * The server stands still, since it does not reach its store: nothing is played and nothing that is sent is handled until it goes on.
 * The connection stays, and Pings are answered. It ends with another of these, or with the connection.
 */
@ServerMessage(ProtocolType.ServerPaused)
export class ServerPausedDto {
  /** True from now on, false once the server goes on. */
  @IsBoolean()
  readonly isPaused: boolean;

  constructor(isPaused: boolean) {
    this.isPaused = isPaused;
  }
}

/**
 * A change of the state of the client's room. Its body is not a field-by-field message: `protocol/state/patch-format.ts`
 * describes it, in binary and in JSON.
 */
@ServerMessage(ProtocolType.StatePatch)
export class StatePatchDto {}

/** The parts of the state that only this client may see, for the StatePatch that follows; described there as well. */
@ServerMessage(ProtocolType.StateOwn)
export class StateOwnDto {}

/** The hash of everything the client should now know; a client with a different one sends a StateResync. */
@ServerMessage(ProtocolType.StateHash)
export class StateHashDto {
  /** The version of the latest patch. */
  @IsInt()
  @Min(0)
  @Max(0xffff_ffff)
  readonly version: number;

  /** FNV-1a over what the client knows, in canonical order. */
  @IsInt()
  @Min(0)
  @Max(0xffff_ffff)
  readonly hash: number;

  constructor(version: number, hash: number) {
    this.version = version;
    this.hash = hash;
  }
}

/** Requests the whole state again. */
@ClientMessage(ProtocolType.StateResync, { access: 'anyone' })
export class StateResyncDto {
  /** Why: 1 a patch did not follow on from the client's version, 2 its hash differs, 3 a patch could not be read. */
  @IsInt()
  @Min(1)
  @Max(255)
  readonly reason!: number;

  /** The client's version; 0 for none. */
  @IsInt()
  @Min(0)
  @Max(0xffff_ffff)
  readonly version!: number;
}
