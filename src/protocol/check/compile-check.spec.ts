import { Type } from 'class-transformer';
import * as v from 'class-validator';
import { CheckFailure, compileCheck } from './compile-check.js';

class ItemDto {
  @v.IsString() @v.Length(1, 8) name!: string;
}

class MoveDto {
  @v.IsInt() @v.Min(0) sequence!: number;
  @v.IsNumber() x!: number;
  @v.IsOptional() @v.IsBoolean() isRunning?: boolean;
  @v.IsOptional() @v.IsArray() @v.ValidateNested({ each: true }) @Type(() => ItemDto) items?: ItemDto[];

  get doubled(): number {
    return this.x * 2;
  }
}

class TreeDto {
  @v.IsOptional() @v.ValidateNested() @Type(() => TreeDto) child?: TreeDto;
}

class UntypedDto {
  @v.Allow() data: unknown;
}

class EmptyDto {}

class NestsEmptyDto {
  @v.ValidateNested() @Type(() => EmptyDto) empty!: EmptyDto;
}

class ListsDto {
  @v.IsInt({ each: true }) numbers: number[] = [];
  @v.Allow() data: unknown = new Map();
}

function issuesOf(outcome: unknown): unknown {
  return outcome instanceof CheckFailure ? outcome.issues.map(({ field, rule }) => [field, rule]) : outcome;
}

const refuse = { unknownFields: 'refuse' } as const;
const strip = { unknownFields: 'strip' } as const;

describe(compileCheck.name, () => {
  const move = compileCheck(MoveDto, refuse);

  it('makes an instance with its methods', () => {
    const outcome = move.check({ sequence: 1, x: 2.5 });
    expect(outcome).toBeInstanceOf(MoveDto);
    expect(outcome).toStrictEqual(Object.assign(new MoveDto(), { sequence: 1, x: 2.5 }));
    expect(Reflect.get(outcome, 'doubled')).toBe(5);
  });

  it('says each broken rule in words', () => {
    expect(move.check({ sequence: -0.5, x: '2', isRunning: null, items: [{ name: 'sword' }, { name: '' }] })).toEqual(
      new CheckFailure([
        { field: 'sequence', rule: 'min', text: 'sequence must not be less than 0' },
        { field: 'sequence', rule: 'isInt', text: 'sequence must be an integer number' },
        { field: 'x', rule: 'isNumber', text: 'x must be a number conforming to the specified constraints' },
        {
          field: 'items.1.name',
          rule: 'isLength',
          text: 'name must be longer than or equal to 1 and shorter than or equal to 8 characters',
        },
      ]),
    );
  });

  it.each([null, undefined, 0, 5, '', 'text', true, [], [{ sequence: 1, x: 1 }], () => 1])(
    'refuses what is no object: %p',
    (raw) => {
      expect(issuesOf(move.check(raw))).toEqual([['', 'isObject']]);
    },
  );

  it('refuses an unknown field without naming it, on the object that has it', () => {
    const outcome = move.check({ sequence: 1, x: 1, secretKey: 1, items: [{ name: 'a', secretKey: 2 }] });
    expect(issuesOf(outcome)).toEqual([
      ['items.0', 'unknownField'],
      ['', 'unknownField'],
    ]);
    expect(JSON.stringify(outcome)).not.toContain('secret');
  });

  it('refuses an unknown field that stands for a missing one', () => {
    expect(issuesOf(move.check({ sequence: 1, y: 1 }))).toEqual([
      ['x', 'isNumber'],
      ['', 'unknownField'],
    ]);
  });

  it('leaves unknown fields out where it is told to', () => {
    const outcome = compileCheck(MoveDto, strip).check({ sequence: 1, x: 1, y: 1, items: [{ name: 'a', b: 1 }] });
    expect(outcome).toStrictEqual(
      Object.assign(new MoveDto(), { sequence: 1, x: 1, items: [Object.assign(new ItemDto(), { name: 'a' })] }),
    );
  });

  it('takes own fields only, from any kind of object', () => {
    class Source extends MoveDto {
      override sequence = 1;

      override get doubled(): number {
        return 1;
      }
    }
    Object.assign(Source.prototype, { x: 1 });
    expect(issuesOf(move.check(new Source()))).toEqual([['x', 'isNumber']]);
    expect(move.check(Object.assign(Object.create(null) as object, { sequence: 1, x: 2 }))).toBeInstanceOf(MoveDto);
  });

  it('leaves prototypes and methods alone', () => {
    const raw: unknown = JSON.parse(
      '{"sequence":1,"x":1,"__proto__":{"isRunning":"yes"},"constructor":{"prototype":{"a":1}},"toString":1,"doubled":9}',
    );
    const outcome = move.check(raw);
    expect(outcome).toStrictEqual(Object.assign(new MoveDto(), { sequence: 1, x: 1 }));
    expect(Reflect.get(outcome, 'isRunning')).toBeUndefined();
    expect(Reflect.get(outcome, 'doubled')).toBe(2);
    expect(Reflect.has({}, 'a')).toBe(false);
  });

  it('does not hand on the lists and objects of the data themselves', () => {
    const raw = { numbers: [1], data: { list: [1] } };
    const outcome = compileCheck(ListsDto, refuse).check(raw);
    expect(outcome).toEqual(raw);
    raw.data.list[0] = 2;
    raw.numbers[0] = 2;
    expect(outcome).toEqual({ numbers: [1], data: { list: [1] } });
  });

  it('keeps the default of an absent field as the class made it', () => {
    expect(compileCheck(ListsDto, refuse).check({})).toStrictEqual(new ListsDto());
  });

  it('reports at most 16 issues, and stops looking then', () => {
    let reads = 0;
    const items = Array.from({ length: 1_000 }, () => ({
      get name() {
        reads++;
        return 5;
      },
    }));
    const outcome = move.check({ sequence: 1, x: 1, items });
    expect((outcome as CheckFailure).issues).toHaveLength(16);
    expect(reads).toBeLessThan(20);
  });

  it('follows a class nested in itself 32 levels deep and no deeper', () => {
    const tree = compileCheck(TreeDto, refuse);
    const nest = (levels: number): object => (levels === 1 ? {} : { child: nest(levels - 1) });
    expect(tree.kind).toBe('compiled');
    expect(tree.check(nest(32))).toBeInstanceOf(TreeDto);
    expect(issuesOf(tree.check(nest(33)))).toEqual([[Array(32).fill('child').join('.'), 'maxDepth']]);
    const circular = {};
    Object.assign(circular, { child: circular });
    expect(issuesOf(tree.check(circular))).toEqual([[Array(32).fill('child').join('.'), 'maxDepth']]);
  });

  it('bounds lists inside lists, typed or not', () => {
    const brackets: unknown = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`);
    expect(issuesOf(compileCheck(TreeDto, refuse).check({ child: brackets }))).toEqual([
      [`child${'.0'.repeat(31)}`, 'maxDepth'],
    ]);
    expect(issuesOf(compileCheck(UntypedDto, refuse).check({ data: brackets }))).toEqual([['data', 'maxDepth']]);
  });

  it('takes a message without fields, and nothing in it', () => {
    const empty = compileCheck(EmptyDto, refuse);
    expect(empty.kind).toBe('compiled');
    expect(empty.check({})).toBeInstanceOf(EmptyDto);
    expect(issuesOf(empty.check({ a: 1 }))).toEqual([['', 'unknownField']]);
  });

  it('leaves a nested class without rules to class-validator', () => {
    const check = compileCheck(NestsEmptyDto, refuse);
    expect(check).toMatchObject({ kind: 'fallback', reason: 'its nested class EmptyDto has no rules' });
    expect(issuesOf(check.check({ empty: {} }))).toEqual([['empty', 'unknownValue']]);
  });

  it.each([
    ['@MaxLength above it', [v.MaxLength(10)], []],
    ['@MaxLength below it', [], [v.MaxLength(10)]],
  ])('does not run a pattern on a text that is too long (%s)', (_name, above, below) => {
    const pattern = /^(a+)+$/;
    let runs = 0;
    pattern.test = (text) => {
      runs++;
      return text !== '';
    };
    class SlowDto {
      text!: string;
    }
    for (const decorate of [...below, v.Matches(pattern), ...above]) decorate(SlowDto.prototype, 'text');

    const check = compileCheck(SlowDto, refuse);
    expect(issuesOf(check.check({ text: `${'a'.repeat(40)}!` }))).toEqual([['text', 'maxLength']]);
    expect(runs).toBe(0);
    expect(check.check({ text: 'aaa' })).toBeInstanceOf(SlowDto);
    expect(runs).toBe(1);
  });

  it('does not throw for a number that makes class-validator throw', () => {
    class PriceDto {
      @v.IsNumber({ maxDecimalPlaces: 2 }) price!: number;
    }
    expect(issuesOf(compileCheck(PriceDto, refuse).check({ price: 1e-7 }))).toEqual([['price', 'isNumber']]);
  });

  it('falls back where the process forbids code from strings', () => {
    const original = globalThis.Function;
    // As with `node --disallow-code-generation-from-strings`.
    const forbidden = function (): never {
      throw new EvalError('Code generation from strings disallowed for this context');
    };
    Object.assign(globalThis, { Function: forbidden });
    try {
      const check = compileCheck(ItemDto, refuse);
      expect(check).toMatchObject({ kind: 'fallback', reason: 'the process forbids code from strings' });
      expect(check.check({ name: 'a' })).toBeInstanceOf(ItemDto);
    } finally {
      Object.assign(globalThis, { Function: original });
    }
  });
});
