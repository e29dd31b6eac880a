import 'reflect-metadata';
import { Transform, Type } from 'class-transformer';
import { IsInt, Max, Min } from 'class-validator';

/** A whole number from `min` to `max`. */
export const WholeNumber =
  (min: number, max: number): PropertyDecorator =>
  (target, name) => {
    for (const decorate of [Type(() => Number), IsInt(), Min(min), Max(max)]) decorate(target, name);
  };

/** Turns comma-separated text into a list without empty entries. */
export const List = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) =>
    typeof value === 'string'
      ? value
          .split(',')
          .map((entry) => entry.trim())
          .filter((entry) => entry !== '')
      : value,
  );

/** Turns "true" and "false" into booleans; anything else stays as it is and is refused. */
export const Flag = (): PropertyDecorator =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));
