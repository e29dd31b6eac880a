import fc from 'fast-check';
import { isTooDeep } from './json-depth.js';

const deep = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(deep)) : 0;

describe(isTooDeep.name, () => {
  it('takes what is exactly as deep as allowed', () => {
    expect(isTooDeep(Buffer.from('['.repeat(32) + ']'.repeat(32)), 32)).toBe(false);
  });

  it('refuses one level more', () => {
    expect(isTooDeep(Buffer.from('['.repeat(33) + ']'.repeat(33)), 32)).toBe(true);
  });

  it('counts no brackets inside strings, escaped quotes included', () => {
    expect(isTooDeep(Buffer.from(JSON.stringify({ text: `${'['.repeat(100)}"\\${'{'.repeat(100)}` })), 2)).toBe(false);
  });

  it('counts depth, not brackets', () => {
    expect(isTooDeep(Buffer.from(JSON.stringify(Array.from({ length: 100 }, () => [])), 'utf8'), 2)).toBe(false);
  });

  it('agrees with the depth of any JSON value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.integer({ min: 1, max: 8 }), (value, maxDepth) => {
        expect(isTooDeep(Buffer.from(JSON.stringify(value)), maxDepth)).toBe(deep(value) > maxDepth);
      }),
    );
  });

  it('answers for any bytes', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => typeof isTooDeep(bytes, 3) === 'boolean'));
  });
});
