import { ArrayMaxSize, IsArray, IsInt, IsNumber, IsOptional, IsString, Length, Max, Min } from 'class-validator';
import { Injectable, Module } from '@nestjs/common';
import {
  IsBytes,
  IsVariant,
  IsVector2,
  IsVector3,
  quantized,
  Vector2,
  Vector3,
  Wire,
} from '../../src/protocol/contract/wire.decorator.js';
import { ClientMessage, OnMessage, ServerMessage, type Session } from '../../src/index.js';
import type { VariantValue } from '../../src/protocol/variant/variant-value.js';

/** The wire types of these messages. */
export enum EchoType {
  Mirror = 1000,
  Mirrored = 1001,
  Break = 1002,
  Broken = 1003,
}

/** Fields of every form that is Godot's own. */
export class MirrorFields {
  @IsVector2() readonly position!: Vector2;
  @IsOptional() @IsVector3() readonly velocity?: Vector3;
  @IsBytes() readonly data!: Uint8Array;
  @IsVariant() readonly value!: VariantValue;
  @IsNumber() @Min(0) @Max(360) @Wire(quantized(0, 360, 16)) readonly angle!: number;
  @IsString() @Length(1, 8) readonly name!: string;
  @IsArray() @ArrayMaxSize(3) @IsInt({ each: true }) @Min(0, { each: true }) readonly items!: number[];
}

/** What was sent. */
@ServerMessage(EchoType.Mirrored)
export class MirroredDto extends MirrorFields {}

/** Asks for itself. */
@ClientMessage(EchoType.Mirror, { reply: MirroredDto })
export class MirrorDto extends MirrorFields {}

/** Holds a byte. */
@ServerMessage(EchoType.Broken)
export class BrokenDto {
  @IsInt() @Min(0) @Max(255) readonly byte!: number;
}

/** Asks for an answer that cannot be written when `byte` is above 255. */
@ClientMessage(EchoType.Break, { reply: BrokenDto })
export class BreakDto {
  @IsInt() readonly byte!: number;
}

/** Answers both. */
@Injectable()
export class EchoService {
  /** What the handler got, newest last. */
  readonly seen: MirrorDto[] = [];
  /** Who asked for a byte, each once. */
  readonly breakers = new Set<Session>();

  @OnMessage(MirrorDto)
  mirror(_session: Session, message: MirrorDto): MirroredDto {
    this.seen.push(message);
    return Object.assign({}, message);
  }

  @OnMessage(BreakDto)
  break(session: Session, { byte }: BreakDto): BrokenDto {
    this.breakers.add(session);
    return { byte };
  }
}

@Module({ providers: [EchoService] })
export class EchoModule {}
