import { Type } from 'class-transformer';
import * as v from 'class-validator';
import { IsMapOf } from '../../src/protocol/contract/map.decorator.js';

/** Numbers with every kind of bound. */
export class NumbersDto {
  @v.IsInt() @v.Min(0) @v.Max(0xffff) sequence!: number;
  @v.IsNumber() x!: number;
  @v.IsNumber({ allowNaN: true, allowInfinity: true }) y!: number;
  @v.IsNumber({ maxDecimalPlaces: 2 }) angle!: number;
  @v.IsPositive() speed!: number;
  @v.IsNegative() @v.IsDivisibleBy(3) depth!: number;
}

/** Texts with lengths, patterns and formats. */
export class TextsDto {
  @v.IsString() @v.Length(3, 12) @v.Matches(/^[a-z_]+$/) name!: string;
  @v.Matches('^[0-9]+$', 'i') @v.MaxLength(4) code!: string;
  @v.Matches(/\d/g) @v.MinLength(2) digits!: string;
  @v.MinLength(2) @v.MaxLength(5) word!: string;
  @v.IsNotEmpty() title!: string;
  @v.IsUUID('4') id!: string;
  @v.IsHexColor() @v.Contains('#') @v.Length(4, 9) colour!: string;
  @v.IsEmail() @v.MaxLength(40) email!: string;
}

/** Optional fields, and fields that may hold anything. */
export class OptionalsDto {
  @v.IsOptional() @v.IsInt() count?: number;
  @v.IsOptional() @v.IsDefined() @v.IsString() text?: string;
  @v.IsDefined() present!: unknown;
  @v.Allow() anything?: unknown;
  @v.IsEmpty() nothing?: unknown;
  @v.IsNotIn([1, null]) notOne?: unknown;
}

/** A numeric enum, whose names class-validator lets pass too. */
export enum Team {
  Red,
  Blue,
}

/** A text enum. */
export enum Mode {
  Duel = 'duel',
  Race = 'race',
}

/** Closed sets of values. */
export class EnumsDto {
  @v.IsEnum(Team) team!: Team;
  @v.IsEnum(Mode) mode!: Mode;
  @v.IsIn([1, 2, '3', null, NaN, -0]) few!: unknown;
  @v.IsIn(Array.from({ length: 20 }, (_, i) => i)) many!: number;
  @v.IsNotIn(['root', 'admin']) user!: string;
  @v.Equals('yes') accepted!: string;
  @v.NotEquals(0) nonZero!: number;
  @v.IsBoolean() ready!: boolean;
}

/** A place; nested in others. */
export class PlaceDto {
  @v.IsNumber() x!: number;
  @v.IsNumber() y!: number;
}

/** Nested objects, required and not. */
export class NestedDto {
  @v.IsDefined() @v.ValidateNested() @Type(() => PlaceDto) from!: PlaceDto;
  @v.ValidateNested() @Type(() => PlaceDto) to?: PlaceDto;
  @v.IsOptional() @v.IsObject() @v.ValidateNested() @Type(() => PlaceDto) via?: PlaceDto;
}

/** An item of a list. */
export class ItemDto {
  @v.IsString() @v.Length(1, 8) name!: string;
  @v.IsInt() @v.Min(1) count!: number;
  @v.IsOptional() @v.ValidateNested() @Type(() => PlaceDto) at?: PlaceDto;
}

/** Lists of nested objects. */
export class NestedListDto {
  @v.IsArray() @v.ArrayMaxSize(4) @v.ValidateNested({ each: true }) @Type(() => ItemDto) items!: ItemDto[];
  @v.IsOptional() @v.ArrayNotEmpty() @v.ArrayUnique() @v.ValidateNested() @Type(() => PlaceDto) route?: PlaceDto[];
}

/** Rules for each item. */
export class EachDto {
  @v.IsArray() @v.ArrayMaxSize(5) @v.IsString({ each: true }) @v.Length(1, 4, { each: true }) tags!: string[];
  @v.IsInt({ each: true }) @v.Min(0, { each: true }) numbers!: number[];
  @v.ArrayMinSize(1) @v.ArrayUnique() scores!: unknown[];
  @v.IsUUID('4', { each: true }) @v.IsOptional() ids?: string[];
  @v.IsArray() @v.Matches(/^a/, { each: true }) @v.MaxLength(3, { each: true }) words!: string[];
  @v.IsEnum(Mode, { each: true }) @v.IsDefined({ each: true }) modes!: Mode[];
}

/** A base class with two fields. */
export class BaseDto {
  @v.IsInt() id!: number;
  @v.IsString() @v.MaxLength(5) label!: string;
}

/** Inherits one field and gives another rules of its own, which replace the inherited ones. */
export class DerivedDto extends BaseDto {
  @v.MinLength(2) declare label: string;
  @v.IsBoolean() extra!: boolean;
}

/** A tree: a class nested in itself. */
export class TreeDto {
  @v.IsInt() value!: number;
  @v.IsOptional() @v.IsArray() @v.ValidateNested({ each: true }) @Type(() => TreeDto) children?: TreeDto[];
}

/** Maps of plain values, of nested objects, with whole keys, and of itself. */
export class MapsDto {
  @IsMapOf([v.IsInt(), v.Min(0)], { maxEntries: 3, maxKeyLength: 4 }) points!: Record<string, number>;
  @v.IsOptional() @IsMapOf([v.ValidateNested(), Type(() => PlaceDto)]) places?: Record<string, PlaceDto>;
  @IsMapOf([v.IsEnum(Mode)], { keys: 'integer', minEntries: 1 }) modes: Record<number, Mode> = { 1: Mode.Duel };
  @v.IsOptional() @IsMapOf([v.ValidateNested(), Type(() => MapsDto)]) inner?: Record<string, MapsDto>;
}

/** Keeps TypeScript from writing down a class that does not exist yet. */
type Later<T> = T;

/** Two classes nested in each other; the first half. */
export class FolderDto {
  @v.IsString() name!: string;
  @v.IsOptional() @v.ValidateNested() @Type(() => FileDto) file?: Later<FileDto>;
}

/** The second half. */
export class FileDto {
  @v.IsInt() size!: number;
  @v.IsOptional() @v.ValidateNested() @Type(() => FolderDto) folder?: FolderDto;
}

function place(x: number, y: number): PlaceDto {
  return Object.assign(new PlaceDto(), { x, y });
}

/** Property initialisers, one of which breaks its own rule. */
export class DefaultsDto {
  @v.IsInt() speed = 5;
  @v.IsOptional() @v.IsString() name: string | null = 'anon';
  @v.IsArray() @v.IsInt({ each: true }) list: number[] = [1, 2];
  @v.IsInt() broken: number | string = 'no';
  @v.ValidateNested() @Type(() => PlaceDto) place: PlaceDto = place(1, 2);
  @v.IsObject() data: object = { a: 1 };
}

/** Data whose shape no rule describes. */
export class UntypedDto {
  @v.IsObject() data!: Record<string, unknown>;
  @v.IsArray() list!: unknown[];
  @v.IsNotEmptyObject() some!: object;
  @v.IsOptional() @v.ArrayContains(['a']) holds?: unknown[];
  @v.Allow() any: unknown;
}

/** Rules that few use. */
export class LongTailDto {
  @v.IsOptional() @v.IsLatitude() latitude?: unknown;
  @v.IsOptional() @v.IsPort() port?: string;
  @v.IsOptional() @v.IsDateString() date?: string;
  @v.IsOptional() @v.IsNumberString() number?: string;
  @v.IsOptional() @v.IsJSON() json?: string;
  @v.IsOptional() @v.IsIP(4) address?: string;
  @v.IsOptional() @v.IsMilitaryTime() time?: string;
  @v.IsOptional() @v.IsDate() instant?: Date;
  @v.IsOptional() @v.IsByteLength(1, 4) bytes?: string;
  @v.IsOptional() @v.NotContains('x') free?: string;
}

/** Methods, getters and a static, which data must not reach. */
export class MethodsDto {
  @v.IsInt() amount!: number;

  static of = 1;

  get double(): number {
    return this.amount * 2;
  }

  reset(): void {
    this.amount = 0;
  }
}

/** Messages of the team's own. */
export class MessagesDto {
  @v.IsInt({ message: '$property got $value in $target' }) count!: number;
  @v.Min(3, { message: ({ constraints }) => `at least ${String(constraints[0])}` }) least!: number;
  @v.Max(3, { message: ({ value }) => `not ${String(value)}` }) most!: number;
}

/** A message without fields. */
export class EmptyDto {}

/** Field names that are no identifiers, or look dangerous in source. */
export class NamesDto {
  @v.IsInt() '0'!: number;
  @v.IsInt() 'with space'!: number;
  @v.IsInt() '"];process.exit();//'!: number;
  @v.IsInt() class!: number;
}
