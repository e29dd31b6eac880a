import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEnum,
  IsIn,
  IsInstance,
  IsInt,
  IsNumber,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import {
  Color,
  IsBytes,
  IsColor,
  IsVariant,
  IsVector2,
  IsVector3,
  quantized,
  Vector2,
  Vector3,
  Wire,
} from '../../src/protocol/contract/wire.decorator.js';
import { IsMapOf } from '../../src/protocol/contract/map.decorator.js';
import { ClientMessage, ServerMessage } from '../../src/protocol/message.decorators.js';
import type { VariantValue } from '../../src/protocol/variant/variant-value.js';

/** The wire type of what a client sends; the server's message with the same fields has the next one. */
export enum BinaryType {
  Numbers = 50_000,
  Texts = 50_002,
  Flags = 50_004,
  Lists = 50_006,
  Tree = 50_008,
  Godot = 50_010,
  Defaults = 50_012,
  Empty = 50_014,
  Large = 50_016,
  Maps = 50_018,
  Names = 50_020,
}

/** A choice by text. */
export enum Weather {
  Sun = 'sun',
  Rain = 'rain',
  Frost = 'frost',
}

/** A choice by number. */
export enum Rank {
  Low = -1,
  Middle = 7,
  High = 1000,
}

const MANY: readonly number[] = Array.from({ length: 300 }, (_, i) => i * 3);

/** Every form of a number. */
export class NumbersFields {
  @IsInt() @Min(0) @Max(200) readonly u8!: number;
  @IsInt() @Min(-100) @Max(100) readonly i8!: number;
  @IsInt() @Min(0) @Max(65_535) readonly u16!: number;
  @IsInt() @Min(-300) @Max(300) readonly i16!: number;
  @IsInt() @Min(0) @Max(4_294_967_295) readonly u32!: number;
  @IsInt() @Min(-2_147_483_648) @Max(2_147_483_647) readonly i32!: number;
  @IsInt() @Min(0) readonly varuint!: number;
  @IsInt() readonly varint!: number;
  @IsInt() @Min(0) @Max(200) @Wire('varuint') readonly chosen!: number;
  @IsNumber() @Wire('f32') readonly f32!: number;
  @IsNumber() readonly f64!: number;
  @IsNumber() @Min(-1) @Max(1) @Wire(quantized(-1, 1, 8)) readonly bits8!: number;
  @IsNumber() @Min(0) @Max(360) @Wire(quantized(0, 360, 12)) readonly bits12!: number;
  @IsNumber() @Min(-500) @Max(500) @Wire(quantized(-500, 500, 20)) readonly bits20!: number;
  @IsNumber() @Min(0) @Max(1) @Wire(quantized(0, 1, 32)) readonly bits32!: number;
}

/** Texts and choices. */
export class TextsFields {
  @IsString() @MaxLength(40) readonly name!: string;
  @IsOptional() @IsString() readonly note?: string;
  @IsEnum(Weather) readonly weather!: Weather;
  @IsEnum(Rank) readonly rank!: Rank;
  @IsIn([1, 'one', true, 1.5]) readonly mixed!: number | string | boolean;
  @IsOptional() @IsIn(MANY) readonly many?: number;
}

/** More bits than a byte of the head holds, and fields between them. */
export class FlagsFields {
  @IsBoolean() readonly a!: boolean;
  @IsOptional() @IsBoolean() readonly b?: boolean;
  @IsBoolean() readonly c!: boolean;
  @IsOptional() @IsInt() @Min(0) @Max(255) readonly d?: number;
  @IsOptional() @IsBoolean() readonly e?: boolean;
  @IsBoolean() readonly f!: boolean;
  @IsInt() @Min(0) @Max(65_535) readonly g!: number;
  @IsOptional() @IsNumber() readonly h?: number;
  @IsOptional() @IsBoolean() readonly i?: boolean;
  @IsOptional() @IsString() readonly j?: string;
  @IsBoolean() readonly k!: boolean;
  @IsOptional() @IsInt() readonly l?: number;
}

/** A part with only optional fields, which takes one byte when it is empty. */
export class SlotFields {
  @IsOptional() @IsInt() @Min(0) @Max(255) readonly item?: number;
  @IsOptional() @IsBoolean() readonly isLocked?: boolean;
}

/** A part with parts. */
export class BagFields {
  @IsString() readonly label!: string;
  @IsArray() @ValidateNested({ each: true }) @Type(() => SlotFields) readonly slots!: SlotFields[];
}

/** Lists of every kind. */
export class ListsFields {
  @IsArray() @IsInt({ each: true }) @Min(0, { each: true }) @Max(255, { each: true }) readonly bytes!: number[];
  @IsArray() @IsInt({ each: true }) readonly ints!: number[];
  @IsArray() @IsInt({ each: true }) @Min(0, { each: true }) readonly counts!: number[];
  @IsArray() @IsNumber({}, { each: true }) readonly numbers!: number[];
  @IsArray() @IsString({ each: true }) readonly texts!: string[];
  @IsArray() @IsBoolean({ each: true }) readonly flags!: boolean[];
  @IsArray() @IsEnum(Weather, { each: true }) readonly weathers!: Weather[];
  @IsArray() @IsVector2() readonly path!: Vector2[];
  @IsArray() @ValidateNested({ each: true }) @Type(() => BagFields) readonly bags!: BagFields[];
  @IsOptional() @IsArray() @ArrayMaxSize(4) @IsInt({ each: true }) readonly few?: number[];
}

/** A part that holds itself. */
export class TreeFields {
  @IsInt() readonly value!: number;
  @IsOptional() @ValidateNested() @Type(() => TreeFields) readonly next?: TreeFields;
  @IsOptional() @IsArray() @ValidateNested({ each: true }) @Type(() => TreeFields) readonly children?: TreeFields[];
}

/** Godot's own types. */
export class GodotFields {
  @IsVector2() readonly position!: Vector2;
  @IsVector3() readonly velocity!: Vector3;
  @IsColor() readonly tint!: Color;
  @IsBytes() readonly data!: Uint8Array;
  @IsVariant() readonly value!: VariantValue;
  @IsOptional() @IsVector2() readonly target?: Vector2;
  @IsOptional() @IsBytes() readonly more?: Uint8Array;
  @IsOptional() @IsVariant() readonly extra?: VariantValue;
  @IsOptional() @IsArray() @IsInstance(Uint8Array, { each: true }) @Wire('bytes') readonly parts?: Uint8Array[];
}

/** What the class gives a value to may stay away. */
export class DefaultsFields {
  @IsInt() readonly level: number = 3;
  @IsBoolean() readonly isOpen: boolean = true;
  @IsArray() @IsString({ each: true }) readonly tags: string[] = ['new'];
}

/** A field with room for everything that makes a packet large. */
export class LargeFields {
  @IsString() readonly text!: string;
  @IsArray() @IsInt({ each: true }) readonly numbers!: number[];
  @IsBytes() readonly data!: Uint8Array;
}

/** Maps of every kind. */
export class MapsFields {
  @IsMapOf([IsInt(), Min(0), Max(255)], { maxEntries: 40, maxKeyLength: 24 }) readonly points!: Record<string, number>;
  @IsMapOf([IsInt()], { keys: 'integer' }) readonly byNumber!: Record<number, number>;
  @IsMapOf([IsString(), MaxLength(9)]) readonly texts!: Record<string, string>;
  @IsMapOf([IsBoolean()]) readonly flags!: Record<string, boolean>;
  @IsMapOf([IsEnum(Weather)], { keys: 'integer', minEntries: 1 }) readonly forecast!: Record<number, Weather>;
  @IsMapOf([IsVector2()]) readonly places!: Record<string, Vector2>;
  @IsMapOf([IsBytes()]) readonly data!: Record<string, Uint8Array>;
  @IsMapOf([IsNumber(), Min(-1), Max(1), Wire(quantized(-1, 1, 8))]) readonly shares!: Record<string, number>;
  @IsMapOf([ValidateNested(), Type(() => BagFields)]) readonly bags!: Record<string, BagFields>;
  @IsOptional() @IsMapOf([IsNumber()]) readonly more?: Record<string, number>;
}

/** Fields with names that generated code might want for itself. */
export class NamesFields {
  @IsArray() @IsInt({ each: true }) readonly item!: number[];
  @IsMapOf([IsInt()]) readonly key!: Record<string, number>;
  @IsOptional() @IsInt() readonly value?: number;
  @IsArray() @IsVector2() readonly values!: Vector2[];
  @IsMapOf([IsVector2()], { keys: 'integer' }) readonly items!: Record<number, Vector2>;
  @IsNumber() readonly head!: number;
  @IsNumber() readonly stream!: number;
  @IsString() readonly reader!: string;
  @IsOptional() @IsBoolean() readonly writer?: boolean;
  @IsOptional() @ValidateNested() @Type(() => SlotFields) readonly message?: SlotFields;
  @IsString() @MaxLength(5) readonly name!: string;
  @IsInt() @Min(0) @Max(9) readonly type!: number;
  @IsOptional() @IsString() readonly fields?: string;
  @IsInt() readonly class!: number;
  @IsInt() readonly result!: number;
}

@ClientMessage(BinaryType.Numbers)
export class NumbersSendDto extends NumbersFields {}
@ServerMessage(BinaryType.Numbers + 1)
export class NumbersSentDto extends NumbersFields {}
@ClientMessage(BinaryType.Texts)
export class TextsSendDto extends TextsFields {}
@ServerMessage(BinaryType.Texts + 1)
export class TextsSentDto extends TextsFields {}
@ClientMessage(BinaryType.Flags)
export class FlagsSendDto extends FlagsFields {}
@ServerMessage(BinaryType.Flags + 1)
export class FlagsSentDto extends FlagsFields {}
@ClientMessage(BinaryType.Lists)
export class ListsSendDto extends ListsFields {}
@ServerMessage(BinaryType.Lists + 1)
export class ListsSentDto extends ListsFields {}
@ClientMessage(BinaryType.Tree)
export class TreeSendDto extends TreeFields {}
@ServerMessage(BinaryType.Tree + 1)
export class TreeSentDto extends TreeFields {}
@ClientMessage(BinaryType.Godot)
export class GodotSendDto extends GodotFields {}
@ServerMessage(BinaryType.Godot + 1)
export class GodotSentDto extends GodotFields {}
@ClientMessage(BinaryType.Defaults)
export class DefaultsSendDto extends DefaultsFields {}
@ServerMessage(BinaryType.Defaults + 1)
export class DefaultsSentDto extends DefaultsFields {}
@ClientMessage(BinaryType.Empty)
export class EmptySendDto {}
@ServerMessage(BinaryType.Empty + 1)
export class EmptySentDto {}
@ClientMessage(BinaryType.Large)
export class LargeSendDto extends LargeFields {}
@ServerMessage(BinaryType.Large + 1)
export class LargeSentDto extends LargeFields {}
@ClientMessage(BinaryType.Maps)
export class MapsSendDto extends MapsFields {}
@ServerMessage(BinaryType.Maps + 1)
export class MapsSentDto extends MapsFields {}
/** Its name is taken in Godot. */
@ClientMessage(BinaryType.Names)
export class InputDto extends NamesFields {}
@ServerMessage(BinaryType.Names + 1)
export class NamesSentDto extends NamesFields {}
