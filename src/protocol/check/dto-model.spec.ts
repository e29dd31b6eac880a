import { Type } from 'class-transformer';
import * as v from 'class-validator';
import { readDtoModel } from './dto-model.js';
import type { FieldModel } from './field-model.js';

enum Team {
  Red,
  Blue,
}

class PlaceDto {
  @v.IsNumber() x!: number;
}

class FullDto {
  @v.IsInt() @v.Min(0) @v.Max(255) byte!: number;
  @v.IsInt() @v.IsPositive() count!: number;
  @v.IsNumber() @v.IsNegative() @v.Min(-9.5) depth!: number;
  @v.IsNumber() @v.Min(1) @v.Min(3) @v.Max(9) @v.Max(7) tight!: number;
  @v.IsString() @v.Length(2, 30) @v.MaxLength(20) name!: string;
  @v.IsUUID() id!: string;
  @v.IsBoolean() ready = false;
  @v.IsEnum(Team) team!: Team;
  @v.IsIn(['a', 'b']) letter!: string;
  @v.IsIn(['a', 1]) mixed!: unknown;
  @v.Equals(true) agreed!: boolean;
  @v.IsOptional() @v.IsObject() data?: object;
  @v.Allow() anything: unknown;
  @v.IsArray()
  @v.ArrayNotEmpty()
  @v.ArrayMaxSize(8)
  @v.IsInt({ each: true })
  @v.Max(9, { each: true })
  digits!: number[];
  @v.IsString({ each: true }) @v.MaxLength(4, { each: true }) words!: string[];
  @v.ValidateNested() @Type(() => PlaceDto) at!: PlaceDto;
  @v.IsArray() @v.ArrayMinSize(2) @v.ValidateNested({ each: true }) @Type(() => PlaceDto) route!: PlaceDto[];
}

class BaseDto {
  @v.IsInt() first!: number;
  @v.IsInt() second!: number;
}

class DerivedDto extends BaseDto {
  @v.IsInt() third!: number;
  @v.IsString() declare first: never;
}

class ReplyDto {
  @v.IsInt() id!: number;

  constructor(id: number) {
    this.id = id;
  }
}

class ThrowingDto {
  @v.IsInt() id!: number;

  constructor() {
    throw new Error('no');
  }
}

function fieldOf(name: string): Omit<FieldModel, 'rules'> {
  const { rules: _, ...field } = readDtoModel(FullDto).fields.find((candidate) => candidate.name === name)!;
  return field;
}

const REQUIRED = { isList: false, isOptional: false, hasDefault: false };
const nested = { nested: PlaceDto, kind: 'dto' };

describe(readDtoModel.name, () => {
  it.each([
    ['byte', { kind: 'integer', min: 0, max: 255 }],
    ['count', { kind: 'integer', min: 1 }],
    ['depth', { kind: 'number', min: -9.5, max: 0 }],
    ['tight', { kind: 'number', min: 3, max: 7 }],
    ['name', { kind: 'string', minLength: 2, maxLength: 20 }],
    ['id', { kind: 'string' }],
    ['ready', { kind: 'boolean', hasDefault: true }],
    ['team', { kind: 'integer', values: [0, 1], enumObject: Team }],
    ['letter', { kind: 'string', values: ['a', 'b'] }],
    ['mixed', { kind: 'any', values: ['a', 1] }],
    ['agreed', { kind: 'boolean', values: [true] }],
    ['data', { kind: 'object', isOptional: true }],
    ['anything', { kind: 'any' }],
    ['digits', { kind: 'integer', isList: true, minItems: 1, maxItems: 8, max: 9 }],
    ['words', { kind: 'string', isList: true, maxLength: 4 }],
    ['at', { ...nested, nestedText: 'nested property at must be either object or array' }],
    [
      'route',
      {
        ...nested,
        isList: true,
        minItems: 2,
        nestedText: 'each value in nested property route must be either object or array',
      },
    ],
  ])('reads the field %s', (name, expected) => {
    expect(fieldOf(name)).toEqual({ name, ...REQUIRED, ...expected });
  });

  it('reads the rules of a field', () => {
    const rules = readDtoModel(FullDto).fields[0]!.rules.map(({ validator: _, ...rule }) => rule);
    const common = { each: false, isStandard: true };
    expect(rules).toEqual([
      { ...common, name: 'max', constraints: [255], text: 'byte must not be greater than 255' },
      { ...common, name: 'min', constraints: [0], text: 'byte must not be less than 0' },
      { ...common, name: 'isInt', constraints: [], text: 'byte must be an integer number' },
    ]);
  });

  it('lists fields in declared order, those of a base class first', () => {
    expect(readDtoModel(DerivedDto).fields.map(({ name, kind }) => [name, kind])).toEqual([
      ['first', 'string'],
      ['second', 'integer'],
      ['third', 'integer'],
    ]);
  });

  it('reads a class that cannot be compiled as well, and says why', () => {
    expect(readDtoModel(ReplyDto as new () => ReplyDto)).toMatchObject({
      fields: [{ name: 'id', kind: 'integer' }],
      obstacle: 'its constructor takes arguments',
    });
  });

  it('reads a class once', () => {
    expect(readDtoModel(FullDto)).toBe(readDtoModel(FullDto));
  });

  it('refuses a class that cannot be constructed, by name', () => {
    expect(() => readDtoModel(ThrowingDto)).toThrow('ThrowingDto cannot be a message: its constructor throws');
  });
});
