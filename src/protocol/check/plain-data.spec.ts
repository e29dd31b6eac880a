import { copyPlain, MAX_DEPTH, ownFields, RESERVED_KEY, TOO_DEEP } from './plain-data.js';

function nested(levels: number): unknown {
  let data: unknown = 'core';
  for (let level = 0; level < levels; level++) data = level % 2 === 0 ? { in: data } : [data];
  return data;
}

describe(copyPlain.name, () => {
  it('copies objects and lists, and keeps what is in them', () => {
    const data = { a: [1, { b: null }], c: 'x', d: -0 };
    const copy = copyPlain(data, 1);
    expect(copy).toStrictEqual(data);
    expect(copy).not.toBe(data);
  });

  it('keeps the names that all objects have, as own keys, at any level', () => {
    const text = '{"a":{"constructor":1,"toString":2,"b":[{"hasOwnProperty":3}]},"valueOf":{"__defineGetter__":4}}';
    const copy = copyPlain(JSON.parse(text), 1) as { a: object };
    expect(JSON.stringify(copy)).toBe(text);
    expect(Object.getPrototypeOf(copy.a)).toBe(Object.prototype);
  });

  it.each(['{"__proto__":1}', '{"a":[{"__proto__":{"admin":true}}]}'])('refuses %s', (text) => {
    expect(copyPlain(JSON.parse(text), 1)).toBe(RESERVED_KEY);
    expect(Reflect.has({}, 'admin')).toBe(false);
  });

  it('passes on what JSON cannot make', () => {
    const bytes = Buffer.from('abc');
    const copy = copyPlain({ bytes, at: new Date(0) }, 1) as { bytes: unknown; at: unknown };
    expect(copy.bytes).toBe(bytes);
    expect(copy.at).toBeInstanceOf(Date);
  });

  it(`goes ${MAX_DEPTH} levels deep and no deeper`, () => {
    expect(copyPlain(nested(MAX_DEPTH), 1)).toStrictEqual(nested(MAX_DEPTH));
    expect(copyPlain(nested(MAX_DEPTH + 1), 1)).toBe(TOO_DEEP);
    expect(copyPlain(nested(MAX_DEPTH), 2)).toBe(TOO_DEEP);
    expect(copyPlain(nested(5_000), 1)).toBe(TOO_DEEP);
  });

  it('ends on data that contain themselves', () => {
    const data: unknown[] = [];
    data.push({ self: data });
    expect(copyPlain(data, 1)).toBe(TOO_DEEP);
  });
});

describe(ownFields.name, () => {
  it('takes own fields only', () => {
    expect(ownFields(Object.assign(Object.create({ inherited: 1 }) as object, { own: 2 }))).toStrictEqual({ own: 2 });
  });
});
