import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
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
import { ClientMessage, ServerMessage } from './message.decorators.js';

/** The protocol's own block of types, 0-19. */
export enum ProtocolType {
  Hello = 0,
  Welcome = 1,
  Error = 2,
  Ack = 3,
  Ping = 4,
  Pong = 5,
  Draining = 6,
  ContractCompare = 7,
  ContractCompared = 8,
  StatePatch = 10,
  StateOwn = 11,
  StateHash = 12,
  StateResync = 13,
}

/** From this type on, both ends count the messages that a client sends, as well as those that cannot be read; a resumed session goes by the counts. */
export const FIRST_COUNTED_TYPE = 20;

/**
 * Whether both ends count a message that the server sends after the Welcome: all but the protocol's own, of which only
 * answers (Error, Ack) count.
 */
export function isCountedFromServer(type: number): boolean {
  return type >= FIRST_COUNTED_TYPE || type === (ProtocolType.Error as number) || type === (ProtocolType.Ack as number);
}

/** The server's first words to a client: the seed's greeting alone, or the answer to a Hello with everything. */
@ServerMessage(ProtocolType.Welcome)
export class WelcomeDto {
  /** A friendly line; "hello, client!". */
  @IsString()
  readonly text!: string;

  /** The session's id, 36 characters; absent in the seed's greeting. */
  @IsOptional()
  @IsString()
  readonly sessionId?: string;

  /** The server's clock, milliseconds since 1970. */
  @IsOptional()
  @IsNumber()
  readonly serverTimeMs?: number;

  /** How often the server pings, in milliseconds; the client's own heartbeat should match it. */
  @IsOptional()
  @IsInt()
  readonly pingIntervalMs?: number;

  /** The largest message the server takes, in bytes. */
  @IsOptional()
  @IsInt()
  readonly maxMessageBytes?: number;

  /** The server's contract hash; when it differs from the client's, ContractCompare tells what differs. */
  @IsOptional()
  @IsString()
  readonly contract?: string;

  /** Who the session is signed in as; absent while it is anonymous. */
  @IsOptional()
  @IsString()
  readonly playerId?: string;

  /** Takes this session back after a drop, once; for a client whose Hello asked for it. A secret. */
  @IsOptional()
  @IsString()
  readonly resumeToken?: string;

  /** How long the session outlives a drop, in milliseconds. */
  @IsOptional()
  @IsInt()
  readonly seatHoldMs?: number;

  /**
   * True when this is the session that the Hello wanted back, whole. Else both ends count from 0, and what was missed is
   * lost: a new session has begun, or, after a crash of the server, the wanted one anew, and its room is told again.
   */
  @IsOptional()
  @IsBoolean()
  readonly resumed?: boolean;

  /** How many messages of types from 20 the server has received in this session; the client sends the later ones again. */
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

  /** An access token; required where authentication is. */
  @IsOptional()
  @IsString()
  @Length(1, 4096)
  readonly token?: string;

  /** The client's contract hash. A binary client must send the server's own; with another it is refused. */
  @IsOptional()
  @Matches(/^[0-9a-f]{16}$/)
  readonly contract?: string;

  /** How many bytes the client can hold before it reads them; Godot's own default is 65,535. */
  @IsOptional()
  @IsInt()
  @Min(1024)
  @Max(1_073_741_824)
  readonly receiveBufferBytes?: number;

  /** Whether the session should outlive a drop of its connection. */
  @IsOptional()
  @IsBoolean()
  readonly resumable?: boolean;

  /** The latest Welcome's resume token, to take that session back. Such a client waits for the Welcome before it sends more. */
  @IsOptional()
  @IsString()
  @Length(1, 128)
  readonly resume?: string;

  /** With `resume`: how many messages the client has received in that session, Errors, Acks and types from 20. */
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly received?: number;
}

/** One broken rule of one field. Holds nothing that the client sent. */
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

/** A refusal. With `ref` it answers that request; without, it is about a packet that asked for no answer. */
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

/** The empty answer: done, and there is nothing to say. It is sent without a message. */
@ServerMessage(ProtocolType.Ack)
export class AckDto {}

/** The answer to a Ping. */
@ServerMessage(ProtocolType.Pong)
export class PongDto {
  /** The server's clock, milliseconds since 1970. */
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

/** Asks for a Pong: the client's heartbeat and clock. */
@ClientMessage(ProtocolType.Ping, { reply: PongDto, access: 'anyone' })
export class PingDto {
  /** How many messages the client has received since its session began: Errors, Acks and types from 20. The server then forgets them. */
  @IsOptional()
  @IsInt()
  @Min(0)
  readonly received?: number;
}

/** The server is about to restart; a close with 1001 follows. */
@ServerMessage(ProtocolType.Draining)
export class DrainingDto {
  /** Wait this long before coming back, in milliseconds; chosen per client, so that not all come at once. */
  @IsInt()
  @Min(0)
  readonly reconnectAfterMs: number;

  constructor(reconnectAfterMs: number) {
    this.reconnectAfterMs = reconnectAfterMs;
  }
}

/** One message as the client knows it. */
export class MessageDigestDto {
  /** The wire type. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly type!: number;

  /** The message's name. */
  @Matches(/^\w{1,64}$/)
  readonly name!: string;

  /** The message's own hash, 8 hexadecimal digits. */
  @Matches(/^[0-9a-f]{8}$/)
  readonly hash!: string;

  /** Who sends it: "client" or "server". */
  @Matches(/^[a-z]{1,16}$/)
  readonly direction!: string;

  /** Who may send it: "player" or "anyone". */
  @Matches(/^[a-z]{1,16}$/)
  readonly access!: string;

  /** The name of the answering message; absent where the answer is an Ack. */
  @IsOptional()
  @Matches(/^\w{1,64}$/)
  readonly reply?: string;

  /** Each field as "name:signature", in the order on the wire. */
  @IsArray()
  @ArrayMaxSize(256)
  @Matches(/^\w{1,64}:[0-9a-f]{8}$/, { each: true })
  readonly fields!: string[];
}

/** Something that client and server see differently. */
export class ContractDifferenceDto {
  /** The message's name. */
  @IsString()
  readonly message!: string;

  /** The field's name; empty when the whole message differs. */
  @IsString()
  readonly field!: string;

  /** What differs, in words. */
  @IsString()
  readonly text!: string;

  /** Whether the message cannot be used any more. In JSON additions are compatible; in binary nothing is. */
  @IsBoolean()
  readonly isBreaking!: boolean;
}

/** What differs between the client's contract and the server's. */
@ServerMessage(ProtocolType.ContractCompared)
export class ContractComparedDto {
  /** In the order of the messages' types; 64 at most. Empty when nothing differs. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ContractDifferenceDto)
  readonly differences!: ContractDifferenceDto[];
}

/** Asks what differs; sent in several parts when the contract is large, each about a range of types. */
@ClientMessage(ProtocolType.ContractCompare, { reply: ContractComparedDto, access: 'anyone' })
export class ContractCompareDto {
  /** The first type of this part; 0 when absent. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly firstType: number = 0;

  /** The last type of this part; 65535 when absent. */
  @IsInt()
  @Min(0)
  @Max(65_535)
  readonly lastType: number = 65_535;

  /** The messages that the client knows of these types; of the others, the server says that they are new. */
  @IsArray()
  @ArrayMaxSize(64)
  @ValidateNested({ each: true })
  @Type(() => MessageDigestDto)
  readonly messages!: MessageDigestDto[];
}

/**
 * What changed in the state of the client's room. Its body is not a field-by-field message: `protocol/state/patch-format.ts`
 * describes it, in binary and in JSON.
 */
@ServerMessage(ProtocolType.StatePatch)
export class StatePatchDto {}

/** What only this client may know of the state after the StatePatch that follows; its body is described with that of StatePatch. */
@ServerMessage(ProtocolType.StateOwn)
export class StateOwnDto {}

/** The hash of all that the client should know now; a client whose own differs asks for a StateResync. */
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

/** Asks for the whole state again. */
@ClientMessage(ProtocolType.StateResync, { access: 'anyone' })
export class StateResyncDto {
  /** Why: 1 a patch did not go on from what the client has, 2 its hash differs, 3 a patch could not be read. */
  @IsInt()
  @Min(1)
  @Max(255)
  readonly reason!: number;

  /** The version that the client has; 0 for none. */
  @IsInt()
  @Min(0)
  @Max(0xffff_ffff)
  readonly version!: number;
}
