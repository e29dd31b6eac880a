import { Exclude, Expose, Transform, Type } from 'class-transformer';
import * as v from 'class-validator';
import { PlaceDto } from './check-dtos.js';

/** A rule of a team, which reads another field. */
function IsAfter(other: string): PropertyDecorator {
  return v.ValidateBy({
    name: 'isAfter',
    constraints: [other],
    validator: {
      validate: (value, args) => {
        const { object, constraints } = args ?? { object: {}, constraints: [] };
        return typeof value === 'number' && value > Number(Reflect.get(object, String(constraints[0])));
      },
    },
  });
}

/** A rule of a team under a name of class-validator's. */
function IsInt(): PropertyDecorator {
  return v.ValidateBy({ name: 'isInt', validator: { validate: (value) => value === 'int' } });
}

/** A rule that answers later; flagged or not, class-validator's `validate` waits for it. */
function IsFree(flagged: boolean): PropertyDecorator {
  return (target, field) =>
    v.registerDecorator({
      name: 'isFree',
      target: target.constructor,
      propertyName: String(field),
      async: flagged,
      validator: { validate: (value) => Promise.resolve(value === 'free') },
    });
}

/** A custom rule that looks at the whole object. */
export class CustomDto {
  @v.IsInt() from!: number;
  @IsAfter('from') to!: number;
}

/** A custom rule that borrows a standard name. */
export class BorrowedNameDto {
  @IsInt() value!: unknown;
}

/** An asynchronous rule. */
export class AsyncDto {
  @IsFree(true) name!: string;
  @v.IsInt() age!: number;
}

/** An asynchronous rule that does not say so. */
export class SilentAsyncDto {
  @IsFree(false) name!: string;
}

/** A condition. */
export class ConditionDto {
  @v.IsBoolean() named!: boolean;
  @v.ValidateIf(({ named }: ConditionDto) => named) @v.IsString() name?: string;
}

/** Groups. */
export class GroupsDto {
  @v.IsInt({ groups: ['a'] }) a!: number;
}

/** A transformation. */
export class TransformDto {
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.trim() : value))
  @v.IsString()
  @v.Length(1, 3)
  name!: string;
}

/** A conversion by `@Type`. */
export class ConvertDto {
  @Type(() => Number) @v.IsInt() count!: number;
}

/** Other names on the wire. */
export class ExposeDto {
  @Expose({ name: 'n' }) @v.IsInt() count!: number;
  @Exclude() @v.IsOptional() @v.IsInt() secret?: number;
}

/** A nested class that is not checked. */
export class UncheckedNestedDto {
  @v.IsObject() @Type(() => PlaceDto) place!: PlaceDto;
}

/** A nested class with a rule that cannot be compiled. */
export class NestedCustomDto {
  @v.ValidateNested() @Type(() => CustomDto) range!: CustomDto;
}

/** Unique by a key of the items. */
export class UniqueByDto {
  @v.ArrayUnique((item: { id?: unknown }) => item.id) items!: unknown[];
}

/** A default that is not what `@Type` would make. */
export class PlainDefaultDto {
  @v.ValidateNested() @Type(() => PlaceDto) place: PlaceDto = { x: 1, y: 2 };
}

/** A constructor with an argument. */
export class ArgumentDto {
  @v.IsInt() value!: number;
  constructor(fields?: Partial<ArgumentDto>) {
    Object.assign(this, fields);
  }
}

/** A field that no rule knows, with a value from the start. */
export class UnruledDto {
  @v.IsInt() value!: number;
  cache = 1;
}

/** A setter. */
export class SetterDto {
  @v.IsInt() value!: number;
  set twice(twice: number) {
    this.value = twice / 2;
  }
}

/** A map by keys that the client chooses. */
export class MapDto {
  @v.ValidateNested() @Type(() => PlaceDto) places!: Map<string, PlaceDto>;
}
