import type { DtoClass } from './field-model.js';
import { DROPPED_KEYS } from './plain-data.js';

/** What a new instance of a DTO class looks like before it is filled. */
export interface DtoShape {
  /** The values that its fields have already. */
  readonly defaults: ReadonlyMap<string, unknown>;
  /** The keys of the data that class-transformer does not write to an instance: its methods and getters. */
  readonly ignoredKeys: readonly string[];
  /** Why a compiled check cannot fill it as class-transformer does. */
  readonly obstacle?: string;
}

/**
 * Looks at a class and at one instance of it.
 * @param fields the decorated fields
 * @throws Error when the class cannot be constructed
 */
export function readShape(dto: DtoClass, fields: readonly string[]): DtoShape {
  const { ignoredKeys, setter } = readPrototypes(dto);
  if (dto.length > 0) return { defaults: new Map(), ignoredKeys, obstacle: 'its constructor takes arguments' };

  const own = Object.entries(construct(dto));
  const defaults = new Map(own.filter(([, value]) => value !== undefined));
  const hidden = fields.find((field) => ignoredKeys.includes(field) || DROPPED_KEYS.has(field));
  const unruled = own.find(([key]) => !fields.includes(key));
  const callable = own.find(([, value]) => typeof value === 'function');
  let obstacle: string | undefined;
  if (setter !== undefined) obstacle = `it has the setter ${setter}`;
  else if (hidden !== undefined) obstacle = `its field ${hidden} has the name of a method or getter`;
  else if (unruled)
    obstacle = `its field ${unruled[0]} has no rule, not even @Allow, so class-validator takes it for an unknown one`;
  else if (callable) obstacle = `its field ${callable[0]} holds a function`;
  return { defaults, ignoredKeys, ...(obstacle !== undefined && { obstacle }) };
}

function construct(dto: DtoClass): object {
  try {
    return new dto();
  } catch (cause) {
    throw new Error(`${dto.name} cannot be a message: its constructor throws when it is called without arguments.`, {
      cause,
    });
  }
}

function readPrototypes(dto: DtoClass): { ignoredKeys: string[]; setter: string | undefined } {
  const ignored = new Set<string>();
  let setter: string | undefined;
  for (
    let level: unknown = dto.prototype;
    typeof level === 'object' && level !== null;
    level = Object.getPrototypeOf(level)
  ) {
    for (const [key, property] of Object.entries(Object.getOwnPropertyDescriptors(level))) {
      if (DROPPED_KEYS.has(key)) continue;
      if (property.set) setter ??= key;
      const isMethod = typeof property.value === 'function';
      if (isMethod || property.get || level === dto.prototype) ignored.add(key);
    }
  }
  return { ignoredKeys: [...ignored], setter };
}
