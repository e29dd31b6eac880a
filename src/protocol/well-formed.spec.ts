import fc from 'fast-check';
import { isIllFormed, mayBeIllFormed, wellFormed, wellFormedJson } from './well-formed.js';

/** Arbitrary code units, so that unpaired surrogates are common. */
const units = fc
  .array(fc.oneof(fc.constantFrom(0xd800, 0xdbff, 0xdc00, 0xdfff, 0x5c, 0x75, 0x64, 0x38, 0), fc.nat(0xffff)))
  .map((codes) => String.fromCharCode(...codes));
const values = fc
  .record({ text: units, key: units, value: fc.jsonValue({ stringUnit: 'binary' }) })
  // What JSON can represent: it has no -0.
  .map(({ text, key, value }) => ({ [key]: [text, JSON.parse(JSON.stringify(value)) as unknown] }));

describe('well-formed text', () => {
  it('is told from text with half of a pair, at any depth, in keys too', () => {
    expect(isIllFormed({ a: [{ b: 'x\ud800' }] })).toBe(true);
    expect(isIllFormed({ a: { 'x\udc00': 1 } })).toBe(true);
    expect(isIllFormed({ a: ['\ud83d\ude00', null, 1, true, '\\ud800'] })).toBe(false);
    expect(wellFormed({ 'a\udc00': ['\udfff', '\ud83d\ude00'] })).toEqual({ 'a\ufffd': ['\ufffd', '\u{1f600}'] });
  });

  it('is never missed by the look at the packet', () => {
    fc.assert(
      fc.property(values, (value) => {
        const json = JSON.stringify(value);
        expect(mayBeIllFormed(json) || !isIllFormed(JSON.parse(json))).toBe(true);
        expect(mayBeIllFormed('{"a":"\\uD83D"}')).toBe(true);
      }),
    );
  });

  it('is what is written, and nothing else changes', () => {
    fc.assert(
      fc.property(values, (value) => {
        const written = wellFormedJson(JSON.stringify(value));
        const wanted = Object.entries(value).map(([key, item]) => [key.toWellFormed(), repaired(item)]);
        expect(JSON.parse(written)).toEqual(Object.fromEntries(wanted));
        expect(isIllFormed(JSON.parse(written))).toBe(false);
      }),
    );
  });

  it('leaves what only looks like an escape', () => {
    const json = JSON.stringify({ a: '\\ud800', b: '\\\\ud800', c: '\\\ud800' });
    expect(JSON.parse(wellFormedJson(json))).toEqual({ a: '\\ud800', b: '\\\\ud800', c: '\\\ufffd' });
  });
});

function repaired(value: unknown): unknown {
  if (typeof value === 'string') return value.toWellFormed();
  return Array.isArray(value) ? value.map(repaired) : value;
}
