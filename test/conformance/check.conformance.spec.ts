import { deepStrictEqual } from 'node:assert/strict';
import fc from 'fast-check';
import { CheckFailure, compileCheck, type CompiledCheck } from '../../src/protocol/check/compile-check.js';
import { DROPPED_KEYS } from '../../src/protocol/check/plain-data.js';
import { readDtoModel } from '../../src/protocol/check/dto-model.js';
import { anyFields, mutated, ODD_VALUES } from './check-data.js';
import * as dtos from './check-dtos.js';
import * as fallbacks from './check-fallback-dtos.js';
import { askLibraries, cloneData } from './check-oracle.js';

type Dto = new () => object;
type UnknownFields = 'refuse' | 'strip';

const place = fc.record({ x: fc.double({ noNaN: true, noDefaultInfinity: true }), y: fc.integer() });
const text = (min: number, max: number) =>
  fc.string({ minLength: min, maxLength: max, unit: fc.constantFrom('a', 'b', 'c', 'x', 'y', 'z', '_') });
/** Any JSON that is taken: `__proto__` is refused as a key, wherever it stands. */
const json = fc.jsonValue().map((value) => cloneData(value, ['__proto__']));
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 3 });
const tree = fc.letrec<{ node: object }>((tie) => ({
  node: fc.record(
    { value: fc.integer(), children: fc.array(tie('node'), { maxLength: 3, depthIdentifier: 'tree' }) },
    { requiredKeys: ['value'] },
  ),
})).node;

const keys = fc.constantFrom('a', 'bb', 'cccc', '', '\u{1f600}', '7', '-1');
const maps = fc.letrec<{ node: object }>((tie) => ({
  node: fc.record(
    {
      points: fc.dictionary(keys, fc.nat(), { maxKeys: 3 }),
      places: fc.dictionary(keys, place, { maxKeys: 2 }),
      modes: fc.dictionary(fc.integer().map(String), fc.constantFrom('duel', 'race'), { minKeys: 1, maxKeys: 3 }),
      inner: fc.dictionary(keys, tie('node'), { maxKeys: 2, depthIdentifier: 'maps' }),
    },
    { requiredKeys: ['points'], noNullPrototype: true },
  ),
})).node;

/** Each class with data that it takes. */
const COMPILED: readonly (readonly [Dto, fc.Arbitrary<object>])[] = [
  [
    dtos.NumbersDto,
    fc.record({
      sequence: fc.nat(0xffff),
      x: fc.double({ noNaN: true, noDefaultInfinity: true }),
      y: fc.double(),
      angle: fc.integer({ min: -999, max: 999 }).map((hundredths) => hundredths / 100),
      speed: fc.constantFrom(0.1, 1, 1e9),
      depth: fc.constantFrom(-3, -6),
    }),
  ],
  [
    dtos.TextsDto,
    fc.record({
      name: text(3, 12),
      code: fc.constantFrom('1', '2345'),
      digits: fc.constantFrom('12', 'a1'),
      word: fc.constantFrom('ab', 'abcde', '\u{1f600}'.repeat(5), '\u2764\ufe0f'.repeat(5)),
      title: fc.constantFrom('t', 0, {}),
      id: fc.uuid({ version: 4 }),
      colour: fc.constantFrom('#fff', '#01020304'),
      email: fc.constantFrom('a@b.io', 'x.y@example.org'),
    }),
  ],
  [
    dtos.OptionalsDto,
    fc.record(
      {
        count: optional(fc.integer()),
        text: optional(text(0, 3)),
        present: fc.constantFrom(0, '', {}),
        anything: json,
        nothing: fc.constantFrom('', null),
      },
      { requiredKeys: ['present'] },
    ),
  ],
  [
    dtos.EnumsDto,
    fc.record({
      team: fc.constantFrom(0, 1, 'Red'),
      mode: fc.constantFrom('duel', 'race'),
      few: fc.constantFrom(1, 2, '3', null, 0),
      many: fc.nat(19),
      user: text(1, 3),
      accepted: fc.constant('yes'),
      nonZero: fc.constantFrom(1, -1),
      ready: fc.boolean(),
    }),
  ],
  [dtos.NestedDto, fc.record({ from: place, to: place, via: optional(place) }, { requiredKeys: ['from'] })],
  [
    dtos.NestedListDto,
    fc.record(
      {
        items: fc.array(fc.record({ name: text(1, 8), count: fc.integer({ min: 1 }), at: optional(place) }), {
          maxLength: 4,
        }),
        route: fc.array(place, { minLength: 1, maxLength: 3 }),
      },
      { requiredKeys: ['items'] },
    ),
  ],
  [
    dtos.EachDto,
    fc.record({
      tags: fc.array(text(1, 4), { maxLength: 5 }),
      numbers: fc.array(fc.nat(), { maxLength: 3 }),
      scores: fc.uniqueArray(fc.integer(), { minLength: 1, maxLength: 20 }),
      ids: fc.array(fc.uuid({ version: 4 }), { maxLength: 2 }),
      words: fc.array(fc.constantFrom('a', 'ab', 'abc'), { maxLength: 3 }),
      modes: fc.array(fc.constantFrom('duel', 'race'), { maxLength: 3 }),
    }),
  ],
  [dtos.DerivedDto, fc.record({ id: fc.integer(), label: text(2, 9), extra: fc.boolean() })],
  [dtos.TreeDto, tree],
  [dtos.MapsDto, maps],
  [
    dtos.FolderDto,
    fc.record(
      { name: text(0, 3), file: fc.record({ size: fc.integer(), folder: fc.record({ name: text(0, 3) }) }) },
      { requiredKeys: ['name'] },
    ),
  ],
  [
    dtos.DefaultsDto,
    fc.record(
      {
        speed: fc.integer(),
        name: optional(text(0, 3)),
        list: fc.array(fc.integer()),
        broken: fc.integer(),
        place,
        data: fc.constant({ b: 2 }),
      },
      { requiredKeys: ['broken'] },
    ),
  ],
  [
    dtos.UntypedDto,
    fc.record({
      data: fc.dictionary(fc.string(), json, { maxKeys: 3 }).map((data) => cloneData(data, ['__proto__'])),
      list: fc.array(json, { maxLength: 3 }),
      some: fc.constantFrom({ a: 1 }, { a: { b: [] } }),
      holds: fc.constantFrom(['a'], ['b', 'a']),
      any: json,
    }),
  ],
  [
    dtos.LongTailDto,
    fc.record(
      {
        latitude: fc.constantFrom(12.5, '-3.1'),
        port: fc.constant('80'),
        date: fc.constant('2020-01-01'),
        number: fc.constant('-1.5'),
        json: fc.constant('{"a":1}'),
        address: fc.constant('127.0.0.1'),
        time: fc.constant('12:30'),
        bytes: fc.constant('ab'),
        free: fc.constant('abc'),
      },
      { requiredKeys: [] },
    ),
  ],
  [dtos.MethodsDto, fc.record({ amount: fc.integer() })],
  [dtos.MessagesDto, fc.record({ count: fc.integer(), least: fc.constant(3), most: fc.constant(3) })],
  [
    dtos.NamesDto,
    fc.record({
      '0': fc.integer(),
      'with space': fc.integer(),
      '"];process.exit();//': fc.integer(),
      class: fc.integer(),
    }),
  ],
];

const FALLBACKS: readonly (readonly [Dto, fc.Arbitrary<object>, reason: string])[] = [
  [fallbacks.CustomDto, fc.record({ from: fc.nat(9), to: fc.nat(9) }), 'its field to uses the custom rule isAfter'],
  [fallbacks.BorrowedNameDto, fc.record({ value: fc.constant('int') }), 'its field value uses the custom rule isInt'],
  [
    fallbacks.AsyncDto,
    fc.record({ name: fc.constant('free'), age: fc.integer() }),
    'its field name uses the custom rule isFree',
  ],
  [fallbacks.SilentAsyncDto, fc.record({ name: fc.constant('free') }), 'its field name uses the custom rule isFree'],
  [fallbacks.ConditionDto, fc.record({ named: fc.boolean(), name: text(0, 3) }), 'its field name uses @ValidateIf'],
  [fallbacks.GroupsDto, fc.record({ a: fc.integer() }), 'its field a uses validation groups'],
  [fallbacks.TransformDto, fc.record({ name: fc.constantFrom(' a ', 'abc  ') }), 'its field name uses @Transform'],
  [
    fallbacks.ConvertDto,
    fc.record({ count: fc.constantFrom('5', 6) }),
    'its field count has a @Type that is not a DTO class',
  ],
  [fallbacks.ExposeDto, fc.record({ n: fc.integer() }), 'uses @Expose or @Exclude'],
  [fallbacks.UncheckedNestedDto, fc.record({ place }), 'its field place has @Type without @ValidateNested'],
  [
    fallbacks.NestedCustomDto,
    fc.record({ range: fc.record({ from: fc.nat(9), to: fc.nat(9) }) }),
    'in CustomDto, its field to uses the custom rule isAfter',
  ],
  [
    fallbacks.UniqueByDto,
    fc.record({ items: fc.array(fc.record({ id: fc.nat(3) }), { maxLength: 3 }) }),
    'its field items uses the custom rule arrayUnique',
  ],
  [
    fallbacks.PlainDefaultDto,
    fc.record({ place }),
    'its field place has a default value that is no instance of its class',
  ],
  [fallbacks.ArgumentDto, fc.record({ value: fc.integer() }), 'its constructor takes arguments'],
  [
    fallbacks.UnruledDto,
    fc.record({ value: fc.integer() }),
    'its field cache has no rule, not even @Allow, so class-validator takes it for an unknown one',
  ],
  [fallbacks.SetterDto, fc.record({ value: fc.integer() }), 'it has the setter twice'],
  [
    fallbacks.MapDto,
    fc.record({ places: fc.dictionary(fc.string(), place, { maxKeys: 2 }) }),
    'its field places is a Map or Set',
  ],
];

const MODES: readonly UnknownFields[] = ['refuse', 'strip'];

const compiled = new Map<string, CompiledCheck<object>>();

function checkOf(dto: Dto, unknownFields: UnknownFields): CompiledCheck<object> {
  const key = `${dto.name} ${unknownFields}`;
  const check = compiled.get(key) ?? compileCheck(dto, { unknownFields });
  compiled.set(key, check);
  return check;
}

function withoutHostileKeysWithin(data: object): object {
  const all = cloneData(data, []);
  for (const [key, value] of Object.entries(all)) {
    const within: unknown = cloneData(value as unknown, [...DROPPED_KEYS]);
    Object.defineProperty(all, key, { value: within, enumerable: true, writable: true, configurable: true });
  }
  return all;
}

/** Asks both and compares: verdict, instance with the class of each level, and the set of fields and rules. */
async function expectSameVerdict(dto: Dto, data: object, unknownFields: UnknownFields): Promise<void> {
  // What has no class keeps its keys here, where class-transformer drops those that all objects have; see plain-data.ts.
  const [raw, before] = [withoutHostileKeysWithin(data), withoutHostileKeysWithin(data)];
  const ours = await checkOf(dto, unknownFields).check(raw);
  deepStrictEqual(raw, before);

  const theirs = await askLibraries(dto, raw, unknownFields);
  if (theirs === undefined) return;
  if (!(ours instanceof CheckFailure)) {
    expect(theirs.issues).toEqual([]);
    deepStrictEqual(ours, theirs.instance);
    return;
  }
  const issues = ours.issues.map(({ field, rule }) => `${field} ${rule}`);
  if (theirs.issues.length <= 16) expect(issues.sort()).toEqual([...theirs.issues].sort());
  else expect(theirs.issues).toEqual(expect.arrayContaining(issues));
  expect(issues).toHaveLength(Math.min(theirs.issues.length, 16));
}

describe('a compiled check decides as class-validator does', () => {
  describe.each(COMPILED)('%p', (dto, valid) => {
    const names = readDtoModel(dto).fields.map(({ name }) => name);

    it.each(MODES)('is compiled, and takes what it should (unknown fields: %s)', async (unknownFields) => {
      const check = checkOf(dto, unknownFields);
      expect(check).toMatchObject({ kind: 'compiled' });
      await fc.assert(
        fc.asyncProperty(valid, async (raw) => {
          expect(check.check(cloneData(raw, []))).toBeInstanceOf(dto);
          await expectSameVerdict(dto, raw, unknownFields);
        }),
        { numRuns: 30 },
      );
    });

    it.each(MODES)('agrees on changed and on random data (unknown fields: %s)', async (unknownFields) => {
      await fc.assert(
        fc.asyncProperty(fc.oneof(mutated(valid), anyFields(names)), (raw) =>
          expectSameVerdict(dto, raw, unknownFields),
        ),
        { numRuns: 120 },
      );
    });

    it('agrees on each odd value in each field', async () => {
      const [sample = {}] = fc.sample(valid, { numRuns: 1, seed: 1 });
      for (const name of names) {
        for (const value of ODD_VALUES) await expectSameVerdict(dto, { ...sample, [name]: value }, 'refuse');
      }
    });
  });
});

describe('a fallback decides as class-validator does', () => {
  describe.each(FALLBACKS)('%p', (dto, valid, reason) => {
    it('says why it is one', () => {
      expect(compileCheck(dto, { unknownFields: 'refuse' })).toMatchObject({ kind: 'fallback', reason });
    });

    it.each(MODES)('agrees on good, changed and random data (unknown fields: %s)', async (unknownFields) => {
      const names = readDtoModel(dto).fields.map(({ name }) => name);
      await fc.assert(
        fc.asyncProperty(fc.oneof(valid, mutated(valid), anyFields(names)), (raw) =>
          expectSameVerdict(dto, raw, unknownFields),
        ),
        { numRuns: 60 },
      );
    });
  });
});
