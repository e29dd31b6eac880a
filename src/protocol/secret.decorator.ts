import 'reflect-metadata';

const SECRET = Symbol('godwit:secret');
/** What is shown in place of a secret text. */
const HIDDEN = '***';

/**
 * Marks what nobody is ever shown: a configuration variable, or a field of a message such as a password or a token. It
 * stays out of refusals at the start, of the console, and of what is shown of a recording.
 */
export const Secret =
  (): PropertyDecorator =>
  (target, name): void =>
    Reflect.defineMetadata(SECRET, true, target, name);

/** Whether a class's field is marked with {@link Secret}. */
export function isSecret(owner: { readonly prototype: object }, name: string): boolean {
  return Reflect.hasMetadata(SECRET, owner.prototype, name);
}

/** The message to show: with asterisks for secret texts, without other secrets; itself where it holds none. */
export function withoutSecrets<T extends object>(message: T): T {
  if (ArrayBuffer.isView(message)) return message;
  const prototype = Object.getPrototypeOf(message) as object;
  let copy: Record<string, unknown> | undefined;
  for (const [name, value] of Object.entries(message) as [string, unknown][]) {
    const shown = shownValue(value, Reflect.hasMetadata(SECRET, prototype, name));
    if (shown === value) continue;
    copy ??= Object.assign(Array.isArray(message) ? [] : Object.create(prototype), message) as Record<string, unknown>;
    copy[name] = shown;
  }
  return (copy as T | undefined) ?? message;
}

function shownValue(value: unknown, isHidden: boolean): unknown {
  if (isHidden) return typeof value === 'string' ? HIDDEN : undefined;
  return typeof value === 'object' && value !== null ? withoutSecrets(value) : value;
}
