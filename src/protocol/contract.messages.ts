import 'reflect-metadata';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
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
import { ClientMessage, ServerMessage } from './message.decorators.js';
import { ProtocolType } from './protocol-type.js';

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

  /** The name of the reply; absent if the reply is an Ack. */
  @IsOptional()
  @Matches(/^\w{1,64}$/)
  readonly reply?: string;

  /** Each field as "name:signature", in wire order. */
  @IsArray()
  @ArrayMaxSize(256)
  @Matches(/^\w{1,64}:[0-9a-f]{8}$/, { each: true })
  readonly fields!: string[];
}

/** A difference between client and server. */
export class ContractDifferenceDto {
  /** The message's name, or the key of a step, such as "games/tag/tag.shared.ts#run". */
  @IsString()
  readonly message!: string;

  /** The field's name; empty when the whole message, or a step, differs. */
  @IsString()
  readonly field!: string;

  /** What differs, in words. */
  @IsString()
  readonly text!: string;

  /** Whether the message can no longer be used. In JSON additions are compatible; in binary every difference breaks. */
  @IsBoolean()
  readonly isBreaking!: boolean;
}

/** The differences between the client's contract and the server's. */
@ServerMessage(ProtocolType.ContractCompared)
export class ContractComparedDto {
  /** In order of message type, or of the steps' keys; at most 64. Empty when nothing differs. */
  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => ContractDifferenceDto)
  readonly differences!: ContractDifferenceDto[];
}

/** Requests the differences; a large contract is sent in several parts, each covering a range of types. */
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

  /** The messages that the client knows in this range; the server reports all others as new. */
  @IsArray()
  @ArrayMaxSize(64)
  @ValidateNested({ each: true })
  @Type(() => MessageDigestDto)
  readonly messages!: MessageDigestDto[];
}

/**
 * Requests the steps that differ: functions, classes, enums and constants of shared files, which client and server both run. Many
 * steps are sent in several parts, each covering a range of keys.
 */
@ClientMessage(ProtocolType.ContractStepsCompare, { reply: ContractComparedDto, access: 'anyone' })
export class ContractStepsCompareDto {
  /** The last key of the part before this one; empty for the first part. */
  @IsString()
  @MaxLength(512)
  readonly after: string = '';

  /** The last key of this part; empty for the last part. */
  @IsString()
  @MaxLength(512)
  readonly until: string = '';

  /** Each step that the client knows in this range as "key:hash"; the server reports all others as new. */
  @IsArray()
  @ArrayMaxSize(64)
  @Matches(/^[^:]{1,512}:[0-9a-f]{8}$/, { each: true })
  readonly steps!: string[];
}
