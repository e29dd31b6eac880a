import 'reflect-metadata';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, Max, Min, ValidateNested } from 'class-validator';
import { CheckFailure, compileCheck } from '../check/compile-check.js';
import type { MessageClass } from '../message.decorators.js';
import { MessageCatalogue } from '../message-catalogue.js';
import { buildContract } from './build-contract.js';
import type { ContractField } from './contract.js';
import { IsMapOf } from './map.decorator.js';

class SlotDto {
  @IsInt() @Min(0) readonly item!: number;
}

class BagDto {
  @IsMapOf([IsInt(), Min(0), Max(255)], { minEntries: 1, maxEntries: 2, maxKeyLength: 3 })
  readonly points!: Record<string, number>;

  @IsOptional()
  @IsMapOf([ValidateNested(), Type(() => SlotDto)], { keys: 'integer' })
  readonly slots?: Record<number, SlotDto>;
}

const { check, kind } = compileCheck(BagDto, { unknownFields: 'refuse' });

function issuesOf(data: unknown): readonly unknown[] {
  const outcome = check(data);
  return outcome instanceof CheckFailure ? outcome.issues.map(({ field, rule }) => `${field} ${rule}`) : [];
}

function fieldsOf(messageClass: MessageClass): readonly ContractField[] {
  const declaration = { messageClass, type: 1000, direction: 'client', reply: undefined, access: 'player' } as const;
  return buildContract(new MessageCatalogue([{ ...declaration, place: 'src/games/shop/shop.messages.ts:1' }]))
    .messages[0]!.fields;
}

describe(IsMapOf.name, () => {
  it('is checked by the compiled check, and gives nested values their class', () => {
    const bag = check({ points: { a: 1 }, slots: { 7: { item: 3 } } }) as BagDto;

    expect(kind).toBe('compiled');
    expect(bag.points).toEqual({ a: 1 });
    expect(bag.slots?.[7]).toBeInstanceOf(SlotDto);
  });

  it.each<[string, unknown]>([
    ['no map', 1],
    ['a list', [1]],
    ['null', null],
    ['too few entries', {}],
    ['too many entries', { a: 1, b: 2, c: 3 }],
    ['a key that is too long', { abcd: 1 }],
    ['a value that breaks a rule', { a: 256 }],
    ['a value of another kind', { a: '1' }],
  ])('refuses %s, and names the field', (_what, points) => {
    expect(issuesOf({ points })).toEqual(['points isMapOf']);
  });

  it.each<[string, unknown]>([
    ['a key that is no whole number', { a: { item: 1 } }],
    ['a number that is not spelled as JavaScript spells it', { '01': { item: 1 } }],
    ['a key beyond 53 bits', { '9007199254740993': { item: 1 } }],
    ['a field that the class of the values does not have', { 1: { item: 1, more: 2 } }],
    ['a value that is no object', { 1: 1 }],
  ])('refuses %s', (_what, slots) => {
    expect(issuesOf({ points: { a: 1 }, slots })).toEqual(['slots isMapOf']);
  });

  it('says in words what it takes', () => {
    const outcome = check({ points: {} }) as CheckFailure;

    expect(outcome.issues[0]?.text).toBe(
      'points must be a map with at least 1 and at most 2 entries and with keys that are text of at most 3 characters, each value must be an integer number, each value must not be less than 0, each value must not be greater than 255',
    );
  });

  it('is in the contract with its keys, its bounds and those of its values', () => {
    expect(fieldsOf(BagDto)).toMatchObject([
      {
        name: 'points',
        container: 'map',
        key: { form: 'string', maxLength: 3 },
        wire: { form: 'u8' },
        minItems: 1,
        max: 255,
      },
      { name: 'slots', container: 'map', key: { form: 'varint' }, wire: { form: 'struct', struct: 'Slot' } },
    ]);
  });

  it.each<[string, () => unknown]>([
    ['no rules for its values', () => IsMapOf([])],
    ['bounds that nothing keeps', () => IsMapOf([IsInt()], { minEntries: 3, maxEntries: 2 })],
    ['a length of whole keys', () => IsMapOf([IsInt()], { keys: 'integer', maxKeyLength: 4 })],
  ])('cannot have %s', (_what, make) => {
    expect(make).toThrow(/^@IsMapOf /);
  });

  class DeclaredDto {
    @IsMapOf([IsInt()]) readonly field!: Map<string, number>;
  }
  class ListsDto {
    @IsMapOf([IsArray(), ArrayMaxSize(2), IsInt({ each: true })]) readonly field!: Record<string, number[]>;
  }
  class OptionalsDto {
    @IsMapOf([IsOptional(), IsString()]) readonly field!: Record<string, string | undefined>;
  }

  it.each<[string, MessageClass, string]>([
    ['a Map', DeclaredDto, 'The field field of DeclaredDto is declared as a Map: declare it as Record<string, V>'],
    ['a map of lists', ListsDto, 'is a map of lists or maps: put them into a class of their own'],
    ['a map of optional values', OptionalsDto, 'is a map of optional values: leave out the entry instead of its value'],
  ])('stops the boot for %s', (_what, messageClass, sentence) => {
    expect(() => fieldsOf(messageClass)).toThrow(sentence);
  });
});
