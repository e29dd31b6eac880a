import { GodotFloat } from '../../protocol/variant/scalar-values.js';
import { MEMBER_LIMITS, PARTY_LIMITS, PartyValues } from './party-values.js';

function refused(code: string): Error {
  return expect.objectContaining({ code }) as Error;
}

describe(PartyValues.name, () => {
  it('sets, and removes what is null', () => {
    const values = new PartyValues(PARTY_LIMITS);
    values.change({ a: 1, b: 'two', c: true, d: new GodotFloat(4) });
    values.change({ a: 5, b: null, unknown: null });
    expect(values.toRecord()).toEqual({ a: 5, c: true, d: new GodotFloat(4) });
  });

  it('changes all or nothing', () => {
    const values = new PartyValues(PARTY_LIMITS);
    values.change({ a: 1 });
    expect(() => values.change({ a: null, b: 2, c: [] })).toThrow(refused('party.bad_data'));
    expect(values.toRecord()).toEqual({ a: 1 });
  });

  it.each([
    ['keys', Object.fromEntries(Array.from({ length: MEMBER_LIMITS.maxKeys + 1 }, (_, i) => [`k${i}`, i]))],
    ['bytes', { a: '€'.repeat(200), b: '€'.repeat(200) }],
  ])('has limits of %s', (_name, tooMuch) => {
    const values = new PartyValues(MEMBER_LIMITS);
    expect(() => values.change(tooMuch)).toThrow(refused('party.too_much_data'));
    expect(values.size).toBe(0);
  });

  it.each([[Infinity], [NaN], [undefined], [[1]], [{}], [1n], ['x'.repeat(257)]])('keeps no %p', (value) => {
    expect(() => new PartyValues(PARTY_LIMITS).change({ a: value })).toThrow(refused('party.bad_data'));
  });
});
