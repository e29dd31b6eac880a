import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';

/** What class-transformer and class-validator make of some data. */
export interface Verdict {
  /** The instance, where there is nothing wrong with it. */
  readonly instance?: object;
  /** `field rule` of each error. */
  readonly issues: readonly string[];
}

const LENGTH_RULES = ['isLength', 'minLength', 'maxLength'];

/**
 * The rules that are not tried on a text of refused length.
 * The one deliberate difference in the set of reported rules.
 */
const COSTLY_RULES = ['matches', 'isUuid', 'isHexColor', 'contains', 'isEmail'];

/**
 * Asks the two libraries themselves. Data that make them throw are asked about once more without the keys they trip over.
 * @returns undefined for data that they cannot read at all
 */
export async function askLibraries(
  dto: new () => object,
  raw: object,
  unknownFields: 'refuse' | 'strip',
): Promise<Verdict | undefined> {
  try {
    return await judge(dto, cloneData(raw, []), unknownFields);
  } catch {
    try {
      return await judge(dto, cloneData(raw, ['__proto__', 'constructor']), unknownFields);
    } catch {
      return undefined;
    }
  }
}

async function judge(dto: new () => object, raw: object, unknownFields: 'refuse' | 'strip'): Promise<Verdict> {
  const instance = plainToInstance(dto, raw);
  const errors = await validate(instance, {
    whitelist: true,
    forbidNonWhitelisted: unknownFields === 'refuse',
    forbidUnknownValues: true,
  });
  const issues = [...new Set(flatten(errors, ''))];
  return errors.length === 0 ? { instance, issues } : { issues: withoutGuarded(issues) };
}

function flatten(errors: readonly ValidationError[], parent: string): string[] {
  return errors.flatMap(({ property, constraints = {}, children = [], target }) => {
    const name = target instanceof Map ? '*' : ((property as string | undefined) ?? '');
    const path = [parent, name].filter((part) => part !== '').join('.');
    const own = Object.keys(constraints).map((rule) =>
      rule === 'whitelistValidation' ? `${parent} unknownField` : `${path} ${rule}`,
    );
    return [...own, ...flatten(children, path)];
  });
}

function withoutGuarded(issues: readonly string[]): string[] {
  return issues.filter((issue) => {
    const [field = '', rule = ''] = issue.split(' ');
    return !COSTLY_RULES.includes(rule) || !LENGTH_RULES.some((length) => issues.includes(`${field} ${length}`));
  });
}

/** A deep copy that keeps odd keys and numbers, as neither JSON nor `structuredClone` (of another realm here) would. */
export function cloneData<T>(value: T, without: readonly string[]): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => cloneData(item, without)) as T;
  const copy = {};
  for (const [key, field] of Object.entries(value)) {
    if (without.includes(key)) continue;
    Object.defineProperty(copy, key, {
      value: cloneData(field as unknown, without),
      enumerable: true,
      writable: true,
      configurable: true,
    });
  }
  return copy as T;
}
