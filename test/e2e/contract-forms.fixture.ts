import { Injectable, Module } from '@nestjs/common';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsEnum,
  IsIn,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Length,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  type Color,
  IsBytes,
  IsColor,
  IsVariant,
  IsVector2,
  IsVector3,
  quantized,
  type Vector2,
  type Vector3,
  Wire,
} from '../../src/protocol/contract/wire.decorator.js';
import type { Session } from '../../src/core/sessions/session.js';
import { ClientMessage, OnMessage, ServerMessage } from '../../src/protocol/message.decorators.js';
import type { VariantValue } from '../../src/protocol/variant/variant-value.js';

export enum FormsType {
  Take = 2100,
  Taken = 2101,
  Empty = 2102,
  Seen = 2103,
  Label = 2104,
}

export enum Mood {
  Calm = 'calm',
  Wild = 'wild',
}

/** A part of a message, also of one that clients send. */
export class FormsPartDto {
  @IsString()
  @Length(1, 8)
  readonly label!: string;

  @IsBoolean()
  readonly isOn!: boolean;

  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(9)
  readonly size?: number;
}

@ServerMessage(FormsType.Taken)
export class FormsTakenDto {
  @IsInt()
  readonly fields!: number;
}

/** A message with a field of every form. */
@ClientMessage(FormsType.Take, { reply: FormsTakenDto })
export class FormsTakeDto {
  @IsBoolean()
  readonly flag!: boolean;

  @IsInt()
  @Min(0)
  @Max(255)
  readonly byte!: number;

  @IsInt()
  @Min(-30_000)
  @Max(30_000)
  readonly short!: number;

  @IsInt()
  @Min(0)
  readonly count!: number;

  @IsInt()
  readonly delta!: number;

  @IsNumber()
  @Min(-1)
  @Max(1)
  @Wire('f32')
  readonly axis!: number;

  @IsNumber()
  readonly exact!: number;

  @IsNumber()
  @Min(0)
  @Max(1)
  @Wire(quantized(0, 1, 10))
  readonly part!: number;

  @IsString()
  @Length(2, 10)
  readonly text!: string;

  @IsEnum(Mood)
  readonly mood!: Mood;

  @IsIn(['left', 'right', 3])
  readonly side!: string | number;

  @IsVector2()
  readonly point!: Vector2;

  @IsVector3()
  readonly place!: Vector3;

  @IsColor()
  readonly colour!: Color;

  @IsBytes()
  readonly bytes!: Uint8Array;

  @IsVariant()
  readonly anything!: VariantValue;

  @ValidateNested()
  @Type(() => FormsPartDto)
  readonly nested!: FormsPartDto;

  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(3)
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(9, { each: true })
  readonly digits!: number[];

  @IsArray()
  @ArrayMaxSize(2)
  @ValidateNested({ each: true })
  @Type(() => FormsPartDto)
  readonly parts!: FormsPartDto[];

  @IsOptional()
  @IsBoolean()
  readonly maybe?: boolean;

  @IsOptional()
  @IsString()
  readonly note?: string;
}

/** A message without fields, answered by an Ack. */
@ClientMessage(FormsType.Empty)
export class FormsEmptyDto {}

/** A message whose field has the name of a key of the envelope, so that it cannot be sent flat. */
@ClientMessage(FormsType.Label)
export class FormsLabelDto {
  @IsInt()
  @Min(1)
  readonly type!: number;
}

/** An event. */
@ServerMessage(FormsType.Seen)
export class FormsSeenDto {
  @ValidateNested()
  @Type(() => FormsPartDto)
  readonly part!: FormsPartDto;
}

@Injectable()
class FormsService {
  @OnMessage(FormsTakeDto)
  take(_session: Session, message: FormsTakeDto): FormsTakenDto {
    return { fields: Object.keys(message).length };
  }

  @OnMessage(FormsEmptyDto)
  empty(): void {
    // The Ack is all there is.
  }

  @OnMessage(FormsLabelDto)
  label(): void {
    // Only its check matters.
  }
}

/** Messages with a field of every form. */
@Module({ providers: [FormsService] })
export class FormsModule {}

/** Values that a field of {@link FormsTakeDto} may have, and others that it may not. */
export const FORM_VALUES: readonly (readonly [field: string, good: readonly unknown[], bad: readonly unknown[]])[] = [
  ['flag', [true, false], [1, 'true', null]],
  ['byte', [0, 255], [-1, 256, 1.5, '1', null, true]],
  ['short', [-30_000, 30_000], [-30_001, 30_001]],
  ['count', [0, 2 ** 40], [-1, 0.5]],
  ['delta', [-(2 ** 40), 2 ** 40], [0.5, '1']],
  ['axis', [-1, 0.25, 1], [-1.01, 1.01, '0']],
  ['exact', [1e300, -0.1], ['1', []]],
  ['part', [0, 1], [-0.1, 1.1]],
  ['text', ['ab', '0123456789'], ['a', '01234567890', 5, null]],
  ['mood', ['calm', 'wild'], ['Calm', '', 0]],
  ['side', ['left', 3], ['3', 'up', 4]],
  // The server takes 0 for a part that is missing; its contract asks for all of them.
  ['point', [{ x: -1, y: 2.5 }], [{ x: 1, y: '2' }, { x: 1, y: 2, z: 3 }, [1, 2], 5]],
  ['place', [{ x: 1, y: 2, z: 3 }], [{ x: 1, y: 2, z: null }]],
  ['colour', [{ r: 0, g: 0, b: 0, a: 0 }], [{ r: true, g: 0, b: 0, a: 0 }]],
  ['bytes', ['', 'AQID'], [5, [1]]],
  ['nested', [{ label: 'a', isOn: false }], [{}, { label: 'a' }, { label: '', isOn: true }]],
  [
    'nested',
    [{ label: 'a', isOn: true, size: 9 }],
    [
      { label: 'a', isOn: true, size: 10 },
      { label: 'a', isOn: true, x: 1 },
    ],
  ],
  ['digits', [[0], [1, 2, 9]], [[], [1, 2, 3, 4], [10], ['1'], 1]],
  ['parts', [[], [{ label: 'a', isOn: true }]], [[{}], [1], {}]],
  ['maybe', [true], ['yes', 0]],
  ['note', ['', 'a'], [1, {}]],
  ['unknown', [], [1, 'a']],
];
