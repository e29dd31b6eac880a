import fc from 'fast-check';
import { readExactly, writeExactly } from './exact-json.js';

describe(writeExactly, () => {
  it.each([[-0], [NaN], [Infinity], [-Infinity], ['\u0000-0'], ['\u0000'], ['\u0000=x'], ['\\u0000']])(
    'keeps %p, wherever it stands',
    (value) => {
      expect(readExactly(writeExactly(value))).toBe(value);
      expect(readExactly(writeExactly({ a: [value, 1] }))).toEqual({ a: [value, 1] });
    },
  );

  it('keeps all that JSON can hold, and every number', () => {
    const anything = fc.dictionary(
      fc.string(),
      fc.oneof(fc.double(), fc.string(), fc.array(fc.double()), fc.boolean()),
    );
    fc.assert(fc.property(anything, (value) => expect(readExactly(writeExactly(value))).toEqual({ ...value })));
  });
});
