import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import { IsInt, IsNumber, IsString, ValidateBy, ValidateNested } from 'class-validator';
import { CheckFailure } from './check-failure.js';
import { FallbackCheck } from './fallback-check.js';

class TrimDto {
  @Transform(({ value }: { value: string }) => value.trim())
  @IsString()
  name!: string;
}

class ThrowingRuleDto {
  @ValidateBy({
    name: 'fits',
    validator: {
      validate: () => {
        throw new Error('rule');
      },
    },
  })
  name!: unknown;
}

function Later(answer: () => Promise<boolean>): PropertyDecorator {
  return ValidateBy({ name: 'later', validator: { validate: answer } });
}

class LaterDto {
  @Later(() => Promise.resolve(true)) yes!: unknown;
  @Later(() => Promise.resolve(false)) no!: unknown;
}

class RejectingDto {
  @Later(() => Promise.reject(new Error('gone'))) name!: unknown;
}

class PlaceDto {
  @IsNumber() x!: number;
}

class MapDto {
  @ValidateNested() @Type(() => PlaceDto) places!: Map<string, PlaceDto>;
}

class EchoDto {
  @IsInt({ message: '$property cannot be $value' }) count!: number;
  @ValidateNested({ each: true }) @Type(() => PlaceDto) list!: PlaceDto[];
}

class EmptyDto {}

function issuesOf(outcome: unknown): unknown {
  return outcome instanceof CheckFailure ? outcome.issues.map(({ field, rule }) => [field, rule]) : outcome;
}

describe(FallbackCheck.name, () => {
  it('refuses data that a transformation throws on, and keeps the error for the log', () => {
    const outcome = new FallbackCheck(TrimDto, true).check({ name: 5 });
    expect(outcome).toMatchObject({ issues: [{ field: '', rule: 'unreadable' }], cause: { name: 'TypeError' } });
  });

  it('refuses data that a custom rule throws on', () => {
    const outcome = new FallbackCheck(ThrowingRuleDto, true).check({ name: 5 });
    expect(outcome).toMatchObject({ issues: [{ rule: 'unreadable' }], cause: { message: 'rule' } });
  });

  it('waits for promises, and for nothing else', async () => {
    const outcome = new FallbackCheck(LaterDto, true).check({ yes: 1, no: 2 });
    expect(outcome).toBeInstanceOf(Promise);
    expect(issuesOf(await outcome)).toEqual([['no', 'later']]);
    expect(new FallbackCheck(TrimDto, true).check({ name: ' a ' })).toEqual({ name: 'a' });
  });

  it('refuses data whose rule rejects', async () => {
    const outcome = await new FallbackCheck(RejectingDto, true).check({ name: 1 });
    expect(outcome).toMatchObject({ issues: [{ rule: 'unreadable' }], cause: { message: 'gone' } });
  });

  it('does not repeat the keys of a Map, which are client data', () => {
    const outcome = new FallbackCheck(MapDto, true).check({ places: { 'secret key': { x: 'secret' } } });
    expect(issuesOf(outcome)).toEqual([['places.*.x', 'isNumber']]);
    expect(JSON.stringify(outcome)).not.toContain('secret');
  });

  it('says the rule in words without the value', () => {
    const outcome = new FallbackCheck(EchoDto, true).check({ count: 'secret', list: ['secret'], extra: 1 });
    expect(outcome).toEqual(
      new CheckFailure([
        { field: '', rule: 'unknownField', text: 'must not have a field that its class does not have' },
        { field: 'count', rule: 'isInt', text: 'count cannot be the value' },
        { field: 'list.0', rule: 'nestedValidation', text: 'must be an object or a list of objects' },
      ]),
    );
  });

  it.each([null, undefined, 5, 'text', true, [], [{}]])('refuses what is no object: %j', (raw) => {
    expect(issuesOf(new FallbackCheck(TrimDto, true).check(raw))).toEqual([['', 'isObject']]);
  });

  it('refuses data that are too deep or contain themselves', () => {
    const circular: Record<string, unknown> = {};
    Object.assign(circular, { name: circular });
    expect(issuesOf(new FallbackCheck(TrimDto, true).check(circular))).toEqual([['', 'maxDepth']]);
    const deep: unknown = JSON.parse(`{"name":${'['.repeat(5_000)}${']'.repeat(5_000)}}`);
    expect(issuesOf(new FallbackCheck(TrimDto, true).check(deep))).toEqual([['', 'maxDepth']]);
  });

  it('survives the keys that make plainToInstance throw', () => {
    const raw: unknown = JSON.parse('{"count":1,"list":[{"x":1}],"constructor":5,"__proto__":{"x":1}}');
    const outcome = new FallbackCheck(EchoDto, true).check(raw);
    expect(outcome).toBeInstanceOf(EchoDto);
    expect(Reflect.has({}, 'x')).toBe(false);
  });

  it.each(['constructor', 'toString', '__proto__'])('refuses data that has %s inside, which would vanish', (key) => {
    const raw: unknown = JSON.parse(`{"count":1,"list":[{"x":1,"${key}":5}]}`);
    const outcome = new FallbackCheck(EchoDto, true).check(raw);
    expect(outcome).toMatchObject({ issues: [{ rule: 'reservedKey' }] });
  });

  it('takes a message without fields', () => {
    const check = new FallbackCheck(EmptyDto, true);
    expect(check.check({})).toBeInstanceOf(EmptyDto);
    expect(issuesOf(check.check({ a: 1 }))).toEqual([['', 'unknownField']]);
  });
});
