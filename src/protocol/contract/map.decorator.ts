import { registerDecorator } from 'class-validator';
import { compileCheck, type CompiledCheck } from '../check/compile-check.js';
import { readDtoModel } from '../check/dto-model.js';
import type { DtoClass } from '../check/field-model.js';
import { MapConstraint, type MapOptions, MapShape } from '../check/map-rule.js';

/**
 * A field that holds a map, `Record<string, V>` here and a `Dictionary` in Godot. `values` are the decorators that a field
 * with one such value would have, including those for nested classes and for the wire format:
 *
 * ```ts
 * // Points by player id.
 * @IsMapOf([IsInt(), Min(0)], { maxEntries: 64, maxKeyLength: 36 })
 * readonly points!: Record<string, number>;
 *
 * @IsMapOf([ValidateNested(), Type(() => SlotDto)], { keys: 'integer', maxEntries: 40 })
 * readonly slots!: Record<number, SlotDto>;
 * ```
 *
 * An invalid entry refuses the whole map; the issue names the field but not the key, which comes from the client. Keys may
 * have the names of built-in object properties (`constructor`, `toString` ...), except `__proto__`, which is refused.
 * @throws Error when `values` is empty or the limits are invalid
 */
export function IsMapOf(values: readonly PropertyDecorator[], options: MapOptions = {}): PropertyDecorator {
  refuseBounds(values.length, options);
  const holder: DtoClass = class MapValue {};
  for (const decorate of values) decorate(holder.prototype as object, 'value');
  let compiled: CompiledCheck<object> | undefined;
  const shape = new MapShape(holder, options, {
    // Compiled on first use: a map may contain the class that contains it.
    check: (held) => (compiled ??= compileCheck(holder, { unknownFields: 'refuse' })).check(held),
    texts: () => readDtoModel(holder).fields.flatMap(({ rules }) => rules.map(({ text }) => text)),
  });
  return (target, name) => {
    registerDecorator({
      name: 'isMapOf',
      target: target.constructor,
      propertyName: String(name),
      constraints: [shape],
      validator: MapConstraint,
    });
  };
}

function refuseBounds(
  rules: number,
  { keys, minEntries = 0, maxEntries = Infinity, maxKeyLength = 1 }: MapOptions,
): void {
  if (rules === 0) throw new Error('@IsMapOf needs the decorators of a value, such as [IsInt()].');
  if (!(minEntries >= 0 && minEntries <= maxEntries && maxEntries >= 1 && maxKeyLength >= 1)) {
    throw new Error('@IsMapOf needs 0 <= minEntries <= maxEntries, and a maxKeyLength of 1 or more.');
  }
  if (keys === 'integer' && maxKeyLength !== 1) throw new Error('@IsMapOf with whole keys has no maxKeyLength.');
}
