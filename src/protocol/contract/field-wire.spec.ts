import 'reflect-metadata';
import {
  Allow,
  Equals,
  IsArray,
  IsBoolean,
  IsEnum,
  IsIn,
  IsInt,
  IsNegative,
  IsNumber,
  IsObject,
  IsPositive,
  IsString,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { readDtoModel } from '../check/dto-model.js';
import type { WireForm } from './contract.js';
import { rangeOf, wireOf } from './field-wire.js';
import { quantized, type ChosenWire } from './wire.decorator.js';

/** The wire of a field with these decorators. */
function wireFor(
  decorators: readonly PropertyDecorator[],
  chosen?: ChosenWire,
  structName?: string,
): WireForm | string {
  class SampleDto {
    readonly value!: unknown;
  }
  for (const decorate of decorators) decorate(SampleDto.prototype, 'value');
  const [model] = readDtoModel(SampleDto).fields;
  if (!model) throw new Error('The sample has no field.');
  return wireOf(model, chosen, structName);
}

enum Side {
  Left,
  Right,
}

class ChoiceDto {
  @IsIn([1, 2]) readonly value!: number;
}

describe(wireOf.name, () => {
  it.each<[number, number, string]>([
    [0, 255, 'u8'],
    [-1, 127, 'i8'],
    [-128, 0, 'i8'],
    [-129, 0, 'i16'],
    [0, 256, 'u16'],
    [-1, 255, 'i16'],
    [0, 65_536, 'u32'],
    [-1, 65_535, 'i32'],
    [0, 4_294_967_295, 'u32'],
    [-1, 2_147_483_648, 'varint'],
    [0, 4_294_967_296, 'varuint'],
  ])('takes the narrowest integer for %i to %i: %s', (min, max, form) => {
    expect(wireFor([IsInt(), Min(min), Max(max)])).toEqual({ form });
  });

  it.each<[string, PropertyDecorator[], WireForm]>([
    ['an integer without bounds', [IsInt()], { form: 'varint' }],
    ['an integer from 0', [IsInt(), Min(0)], { form: 'varuint' }],
    ['a positive integer', [IsInt(), IsPositive()], { form: 'varuint' }],
    ['a negative integer', [IsInt(), IsNegative()], { form: 'varint' }],
    ['a number', [IsNumber()], { form: 'f64' }],
    ['a number with bounds', [IsNumber(), Min(0), Max(1)], { form: 'f64' }],
    ['a bool', [IsBoolean()], { form: 'bool' }],
    ['a text', [IsString()], { form: 'string' }],
    ['a text by its pattern', [Matches(/^a$/)], { form: 'string' }],
    ['an enum', [IsEnum(Side)], { form: 'choice', values: [0, 1] }],
    ['a list of values', [IsIn(['a', 1, true])], { form: 'choice', values: ['a', 1, true] }],
    ['one value', [Equals('yes')], { form: 'choice', values: ['yes'] }],
    [
      'items of a list',
      [IsArray(), IsInt({ each: true }), Min(0, { each: true }), Max(9, { each: true })],
      { form: 'u8' },
    ],
  ])('reads %s from the validators', (_what, decorators, wire) => {
    expect(wireFor(decorators)).toEqual(wire);
  });

  it.each<[ChosenWire, PropertyDecorator[]]>([
    ['f32', [IsNumber()]],
    ['f32', [IsInt()]],
    ['u16', [IsInt(), Min(0), Max(9)]],
    ['varuint', [IsInt(), Min(0)]],
    ['varint', [IsInt()]],
    ['u8', [IsEnum(Side)]],
    [quantized(0, 1, 8), [IsNumber(), Min(0), Max(1)]],
    [quantized(-1, 2, 8), [IsNumber(), Min(0), Max(1)]],
    ['bytes', [Allow()]],
    ['variant', [Allow()]],
  ])('takes %j where it was chosen and holds all that is allowed', (chosen, decorators) => {
    expect(wireFor(decorators, chosen)).toEqual(typeof chosen === 'string' ? { form: chosen } : chosen);
  });

  it.each<[ChosenWire, PropertyDecorator[], string]>([
    [
      'u8',
      [IsInt()],
      'goes as u8, which holds less than its validators allow: add @Min(0) and @Max(255), or tighter ones',
    ],
    ['u8', [IsInt(), Min(0), Max(256)], 'add @Min(0) and @Max(255)'],
    ['i8', [IsInt(), Min(-129), Max(0)], 'add @Min(-128) and @Max(127)'],
    ['varuint', [IsInt()], 'goes as varuint, which holds less than its validators allow: add @Min(0), or tighter'],
    ['u8', [IsIn([1, 300])], 'add @Min(0) and @Max(255)'],
    [
      quantized(0, 1, 8),
      [IsNumber(), Min(0)],
      'goes as quantized, which holds less than its validators allow: add @Min(0) and @Max(1)',
    ],
    ['u8', [IsNumber(), Min(0), Max(9)], 'goes as u8, so it needs @IsInt()'],
    ['u8', [IsString()], 'goes as u8, so it needs @IsInt()'],
    ['f32', [IsString()], 'goes as f32, so it needs @IsNumber() or @IsInt()'],
    [quantized(0, 1, 8), [Allow()], 'goes as quantized, so it needs @IsNumber() or @IsInt()'],
  ])('refuses %j where something else is allowed as well', (chosen, decorators, sentence) => {
    expect(wireFor(decorators, chosen)).toEqual(expect.stringContaining(sentence));
  });

  it.each<[string, PropertyDecorator[], string]>([
    ['anything', [Allow()], 'says too little of its values'],
    ['any object', [IsObject()], 'says too little of its values'],
    ['null among the values', [IsIn(['a', null])], 'lists values that are neither text, number nor boolean'],
    ['NaN among the values', [IsIn([1, NaN])], 'lists values that are neither text, number nor boolean'],
  ])('refuses %s', (_what, decorators, sentence) => {
    expect(wireFor(decorators)).toEqual(expect.stringContaining(sentence));
  });
});

describe('A choice', () => {
  it('is refused when it has more values than an index', () => {
    const [model] = readDtoModel(ChoiceDto).fields;
    const values = (count: number) => Array.from({ length: count }, (_, i) => i);

    expect(wireOf({ ...model!, values: values(65_535) }, undefined, undefined)).toMatchObject({ form: 'choice' });
    expect(wireOf({ ...model!, values: values(65_536) }, undefined, undefined)).toBe('lists more than 65535 values');
  });
});

describe(rangeOf.name, () => {
  it('knows the range of integers and of quantized numbers, and that others have none of their own', () => {
    expect(rangeOf({ form: 'i16' })).toEqual({ min: -32_768, max: 32_767 });
    expect(rangeOf(quantized(-2, 5, 4))).toEqual({ min: -2, max: 5 });
    expect(rangeOf({ form: 'varint' })).toBeUndefined();
    expect(rangeOf({ form: 'string' })).toBeUndefined();
  });
});

describe(quantized.name, () => {
  it.each([
    [1, 1, 8],
    [2, 1, 8],
    [0, Infinity, 8],
    [-1e308, 1e308, 8],
    [NaN, 1, 8],
    [0, 1, 0],
    [0, 1, 33],
    [0, 1, 1.5],
  ])('refuses quantized(%p, %p, %p)', (min, max, bits) => {
    expect(() => quantized(min, max, bits)).toThrow('needs finite min < max and 1 to 32 bits');
  });
});
