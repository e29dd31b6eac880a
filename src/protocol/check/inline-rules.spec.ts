import * as v from 'class-validator';
import { ConstantPool } from './constant-pool.js';
import { readDtoModel } from './dto-model.js';
import type { RuleModel } from './field-model.js';
import { writeInline } from './inline-rules.js';
import { ruleCall } from './rule-emitter.js';

enum Team {
  Red,
  Blue,
}

const VALUES: readonly unknown[] = [
  ...[
    undefined,
    null,
    true,
    false,
    0,
    -0,
    1,
    -1,
    2,
    3,
    4,
    5,
    6,
    0.5,
    1.25,
    1.255,
    2 ** 53,
    1e21,
    1e-7,
    NaN,
    Infinity,
    -Infinity,
  ],
  ...['', '0', '1', '5', 'a', 'ab', 'abc', 'A', 'abcdef', '\u{1f600}'.repeat(5), '\u{1f600}'.repeat(6), 'Red', '"'],
  ...[[], [1], [1, 2], [1, 1], [1, 2, 3], ['a'], [NaN], [[]], {}, { a: 1 }, { length: 3 }],
];

function ruleOf(decorator: PropertyDecorator): RuleModel {
  class Sample {
    field!: unknown;
  }
  decorator(Sample.prototype, 'field');
  return readDtoModel(Sample).fields[0]!.rules[0]!;
}

function inline(rule: RuleModel): ((value: unknown) => unknown) | undefined {
  const pool = new ConstantPool({});
  const source = writeInline(rule, 'v', pool);
  return source === undefined ? undefined : (pool.run(`return (v) => ${source};`) as (value: unknown) => unknown);
}

describe(writeInline.name, () => {
  it.each([
    ['isDefined', v.IsDefined()],
    ['isEmpty', v.IsEmpty()],
    ['isNotEmpty', v.IsNotEmpty()],
    ['isString', v.IsString()],
    ['isBoolean', v.IsBoolean()],
    ['isInt', v.IsInt()],
    ['isNumber', v.IsNumber()],
    ['isNumber, NaN too', v.IsNumber({ allowNaN: true })],
    ['isNumber, infinity too', v.IsNumber({ allowInfinity: true })],
    ['isNumber, two places', v.IsNumber({ maxDecimalPlaces: 2, allowNaN: true })],
    ['isArray', v.IsArray()],
    ['isObject', v.IsObject()],
    ['min', v.Min(2)],
    ['min of -0', v.Min(-0)],
    ['max', v.Max(-1)],
    ['max of infinity', v.Max(Infinity)],
    ['isPositive', v.IsPositive()],
    ['isNegative', v.IsNegative()],
    ['isLength', v.Length(2, 5)],
    ['isLength from 1', v.Length(1, 5)],
    ['isLength without end', v.Length(3)],
    ['minLength', v.MinLength(3)],
    ['maxLength', v.MaxLength(2)],
    ['matches', v.Matches(/^[a-z]+$/i)],
    ['matches a text', v.Matches('^a', 'i')],
    ['equals', v.Equals('a')],
    ['equals a quote', v.Equals('"')],
    ['notEquals', v.NotEquals(-0)],
    ['isIn', v.IsIn([1, 'a', null, undefined, NaN, {}])],
    ['isIn many', v.IsIn([0, 1, 2, 3, 4, 5, 6, 7, 8, NaN])],
    ['isNotIn', v.IsNotIn([1, 'a', NaN])],
    ['isEnum', v.IsEnum(Team)],
    ['isEnum of NaN', v.IsEnum({ a: NaN })],
    ['arrayMinSize', v.ArrayMinSize(2)],
    ['arrayMaxSize', v.ArrayMaxSize(2)],
    ['arrayNotEmpty', v.ArrayNotEmpty()],
    ['arrayUnique', v.ArrayUnique()],
  ])('decides as class-validator does: %s', (_name, decorator) => {
    const rule = ruleOf(decorator);
    const test = inline(rule);
    const original = ruleCall(rule);
    // 1e-7 makes class-validator's maxDecimalPlaces throw; see fitsPlaces.
    const values = rule.name === 'isNumber' ? VALUES.filter((value) => value !== 1e-7) : VALUES;
    expect(values.map((value) => test?.(value))).toEqual(values.map(original));
    expect(new Set(values.map(original)).size).toBe(2);
  });

  it.each([
    ['equals an object', v.Equals({}), false],
    ['isIn nothing', v.IsIn([]), false],
    ['isNotIn nothing', v.IsNotIn([]), true],
  ])('decides as class-validator does where every value fares alike: %s', (_name, decorator, verdict) => {
    const rule = ruleOf(decorator);
    expect(VALUES.map((value) => inline(rule)?.(value))).toEqual(VALUES.map(() => verdict));
    expect(VALUES.map(ruleCall(rule))).toEqual(VALUES.map(() => verdict));
  });

  it.each([
    ['a global pattern, which remembers where it stopped', v.Matches(/a/g)],
    ['a sticky pattern', v.Matches(/a/y)],
    ['a pattern that is none', v.Matches('(')],
    ['a bound that is no number', v.Max(NaN)],
    ['a format', v.IsUUID()],
  ])('leaves to class-validator: %s', (_name, decorator) => {
    expect(inline(ruleOf(decorator))).toBeUndefined();
  });
});
