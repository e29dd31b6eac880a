import type { Dialect } from '../dialect.js';

/** A function of step-math that GDScript has in another form, instead of a translation of its TypeScript. */
interface Primitive {
  /** The body of the function in GDScript, where `engine` is the major version; parameters as in TypeScript. */
  readonly body: (dialect: Dialect) => readonly string[];
  /** Code that replaces a call, with arguments that are in parentheses if they need to be. */
  readonly inline?: (...args: string[]) => string;
}

/** All bits of an unsigned 32-bit integer. */
const MASK = '4294967295';

function inlined(template: (...args: string[]) => string, ...names: string[]): Primitive {
  return { body: () => [`return ${template(...names)}`], inline: template };
}

/** By name. Their results are the same bits as those of their TypeScript. */
export const PRIMITIVES: Readonly<Record<string, Primitive>> = {
  and: inlined((a, b) => `${a} & ${b} & ${MASK}`, 'a', 'b'),
  or: inlined((a, b) => `(${a} | ${b}) & ${MASK}`, 'a', 'b'),
  xor: inlined((a, b) => `(${a} ^ ${b}) & ${MASK}`, 'a', 'b'),
  u32: inlined((a) => `${a} & ${MASK}`, 'a'),
  // A vector's parts are 32-bit floats.
  fround: inlined((x) => `Vector2(${x}, 0.0).x`, 'x'),
  // In halves: a product of 64 bits would not fit.
  imul: {
    body: () => [
      `var low: int = a & ${MASK}`,
      `var high: int = ((b >> 16) & 65535) * low & 65535`,
      `return ((b & 65535) * low + (high << 16)) & ${MASK}`,
    ],
  },
  rotl: {
    body: () => [
      `var word: int = a & ${MASK}`,
      'var left: int = bits & 31',
      `return ((word << left) | (word >> (32 - left))) & ${MASK}`,
    ],
  },
  shift: {
    body: () => [
      'if bits <= -32 or bits >= 32:',
      '\treturn 0',
      'if bits < 0:',
      `\treturn (a & ${MASK}) >> -bits`,
      `return ((a & ${MASK}) << bits) & ${MASK}`,
    ],
  },
  toInt: {
    body: () => [
      'if x >= 9007199254740991.0:',
      '\treturn 9007199254740991',
      'if x <= -9007199254740991.0:',
      '\treturn -9007199254740991',
      'if x != x:',
      '\treturn 0',
      'return int(x)',
    ],
  },
  div: {
    // In Godot 3, a division by zero ends the function; atan2 tells the two zeros apart.
    body: ({ engine }) =>
      engine === 4
        ? ['return a / b']
        : [
            'if b != 0.0:',
            '\treturn a / b',
            'if a == 0.0 or a != a:',
            '\treturn NAN',
            'return INF if (a > 0.0) == (atan2(b, -1.0) > 0.0) else -INF',
          ],
  },
};
