import * as classValidator from 'class-validator';
import { isStandardRule, passesOnlyText } from './standard-rules.js';
import { ruleMetadataOf } from './rule-metadata.js';

interface Found {
  readonly name: string;
  readonly constraints: readonly unknown[];
  readonly validator: classValidator.ValidatorConstraintInterface;
}

function decorated(decorator: PropertyDecorator): Found {
  class Sample {
    field!: unknown;
  }
  decorator(Sample.prototype, 'field');
  const [metadata] = ruleMetadataOf(Sample);
  const [constraint] = classValidator.getMetadataStorage().getTargetValidatorConstraints(metadata!.constraintCls);
  return { name: constraint!.name, constraints: metadata!.constraints ?? [], validator: constraint!.instance };
}

function isStandard(decorator: PropertyDecorator): boolean {
  const { name, validator, constraints } = decorated(decorator);
  return isStandardRule(name, validator, constraints);
}

const v = classValidator;

describe(isStandardRule.name, () => {
  it.each([
    ...[
      v.IsInt(),
      v.IsNumber({ maxDecimalPlaces: 2 }),
      v.Min(1),
      v.Max(-5),
      v.IsPositive(),
      v.IsNegative(),
      v.IsDivisibleBy(3),
    ],
    ...[
      v.IsString(),
      v.Length(2, 5),
      v.MinLength(1),
      v.MaxLength(9),
      v.Matches(/a/g),
      v.Matches('a', 'i'),
      v.IsNotEmpty(),
    ],
    ...[
      v.IsIn([1, 'a']),
      v.IsNotIn([]),
      v.IsEnum({ A: 0, 0: 'A' }),
      v.Equals(NaN),
      v.NotEquals(null),
      v.IsBoolean(),
      v.IsEmpty(),
    ],
    ...[
      v.IsArray(),
      v.IsObject(),
      v.ArrayMinSize(2),
      v.ArrayMaxSize(3),
      v.ArrayUnique(),
      v.ArrayNotEmpty(),
      v.IsDefined(),
    ],
    ...[
      v.IsUUID('4'),
      v.IsEmail(),
      v.IsUrl(),
      v.IsPhoneNumber('DE'),
      v.IsDateString(),
      v.IsHash('md5'),
      v.IsTaxId('en-US'),
    ],
    ...[
      v.ArrayContains([1]),
      v.IsInstance(Date),
      v.IsNotEmptyObject(),
      v.MinDate(new Date(0)),
      v.IsLatitude(),
      v.IsStrongPassword(),
    ],
  ])("knows class-validator's own rules (%#)", (decorator) => {
    expect(isStandard(decorator)).toBe(true);
  });

  it('does not take a custom rule for the standard one whose name it has', () => {
    expect(isStandard(v.ValidateBy({ name: 'isInt', validator: { validate: (value) => value === 1 } }))).toBe(false);
    expect(
      isStandard(
        v.ValidateBy({ name: 'max', constraints: [5], validator: { validate: (value) => Number(value) < 5 } }),
      ),
    ).toBe(false);
  });

  it('does not know other names', () => {
    expect(
      isStandard(v.ValidateBy({ name: 'isEven', validator: { validate: (value) => Number(value) % 2 === 0 } })),
    ).toBe(false);
  });

  it('sees that a rule looks at the object or the value in its arguments', () => {
    expect(
      isStandard(v.ValidateBy({ name: 'isUuid', validator: { validate: (_, args) => Boolean(args?.object) } })),
    ).toBe(false);
    expect(isStandard(v.ValidateBy({ name: 'isUuid', validator: { validate: (_, args) => args?.value === 1 } }))).toBe(
      false,
    );
  });

  it('sees a promise, also one that rejects', () => {
    expect(
      isStandard(v.ValidateBy({ name: 'isUuid', validator: { validate: () => Promise.reject(new Error('gone')) } })),
    ).toBe(false);
    expect(isStandard(v.ValidateBy({ name: 'isUuid', validator: { validate: () => Promise.resolve(true) } }))).toBe(
      false,
    );
  });

  it.each([
    (item: { id: unknown }) => item.id,
    (item: unknown) => JSON.stringify(item),
    (item: unknown) => String(item),
    () => 1,
    (item: object) => Object.keys(item).length,
  ])('sees the identifier of @ArrayUnique (%#)', (identifier) => {
    expect(isStandard(v.ArrayUnique(identifier))).toBe(false);
  });
});

describe(passesOnlyText.name, () => {
  const functions = new Map(
    Object.entries(classValidator).flatMap(([name, exported]) =>
      typeof exported === 'function' && /^[a-z]/.test(name)
        ? [[name.toLowerCase(), exported as (value: unknown) => unknown]]
        : [],
    ),
  );
  const names = Object.values(classValidator)
    .filter((exported) => typeof exported === 'string')
    .filter(passesOnlyText);
  const tested = names.filter((name) => functions.has(name.toLowerCase()));

  it('speaks of every rule for text that class-validator has', () => {
    expect(tested.length).toBeGreaterThan(70);
    expect(names.filter((name) => !tested.includes(name)).sort()).toEqual(['isLength', 'isOptional']);
  });

  it.each(tested)('is right about %s', (name) => {
    for (const value of [undefined, null, true, 0, 5, -1.5, [], ['a'], [1], {}, { a: 1 }, { length: 1 }]) {
      expect(functions.get(name.toLowerCase())?.(value)).toBe(false);
    }
  });
});

describe('A rule that lists very many values', () => {
  it('is asked about some of them only', () => {
    const listed = Array.from({ length: 60_000 }, (_, i) => i);
    let asked = 0;
    const validate = (value: unknown): boolean => {
      asked++;
      return v.isIn(value, listed);
    };

    expect(isStandardRule('isIn', { validate }, [listed])).toBe(true);
    expect(asked).toBeLessThan(200);
  });
});
