import fc from 'fast-check';
import { Envelope, MAX_TYPE } from '../../src/protocol/envelope.js';
import { JsonCodec } from '../../src/protocol/json.codec.js';
import { IllFormedMessage } from '../../src/protocol/well-formed.js';

const MAX_DEPTH = 32;
const FAULTS = ['empty', 'not_utf8', 'malformed', 'too_deep', 'not_object', 'bad_type', 'bad_ref'];
const KNOWN = new Set(FAULTS.map((reason) => `packet.${reason}`));

const codec = new JsonCodec(MAX_DEPTH);

/** What the decoder makes of a frame. */
function decode(frame: Buffer, isBinary = true): { fault: string | undefined; envelope: Envelope } {
  const envelope = new Envelope();
  // What an earlier packet left behind must not shine through.
  Object.assign(envelope, { type: -1, ref: -1, message: 'left over' });
  return { fault: codec.decode(frame, isBinary, envelope), envelope };
}

/** Checks what must hold for any bytes whatsoever. */
function expectSound(frame: Buffer): void {
  const before = Buffer.from(frame);
  for (const isBinary of [true, false]) {
    const { fault, envelope } = decode(frame, isBinary);
    expect(Number.isSafeInteger(envelope.ref) && envelope.ref >= 0).toBe(true);
    if (fault !== undefined) {
      expect(KNOWN).toContain(fault);
      continue;
    }
    expect(Number.isInteger(envelope.type) && envelope.type >= 0 && envelope.type <= MAX_TYPE).toBe(true);
    const { message } = envelope;
    if (!(message instanceof IllFormedMessage)) expect(Object.getPrototypeOf(message)).toBe(Object.prototype);
    // Whatever passes can be written again, at any depth it may have.
    expect(() => codec.encode(envelope.type, envelope.ref, message as object)).not.toThrow();
  }
  expect(frame.equals(before)).toBe(true);
}

const keys = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc.constantFrom('type', 'ref', 'message', '__proto__', 'constructor', 'toString', 'then', 'toJSON', ''),
);
const { value: anyJson } = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'medium', withCrossShrink: true },
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.double(),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.constantFrom(0, -0, 1, 2 ** 53, MAX_TYPE, MAX_TYPE + 1, '1', '0'),
    ),
    fc.array(tie('value'), { maxLength: 5 }),
    fc.array(fc.tuple(keys, tie('value')), { maxLength: 6 }).map((entries) => Object.fromEntries(entries)),
  ),
}));
const packets = fc.record(
  {
    type: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: MAX_TYPE }) }, anyJson),
    ref: fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1 }) }, anyJson),
    message: fc.oneof({ weight: 2, arbitrary: fc.dictionary(keys, anyJson, { maxKeys: 6 }) }, anyJson),
    text: anyJson,
    __proto__: anyJson,
  },
  { requiredKeys: [] },
);

/** A valid packet and a way to spoil it. */
const mutations = fc.record({
  packet: packets,
  at: fc.nat(),
  removed: fc.nat({ max: 8 }),
  inserted: fc.oneof(
    fc.uint8Array({ maxLength: 6 }),
    fc
      .constantFrom('[', '{', '"', '\\', '}', ']', ',', ':', '\u0000', '\uFEFF', '1e999', '"__proto__":')
      .map((text) => Buffer.from(text)),
  ),
  repeats: fc.constantFrom(1, 1, 1, 2, 40, 5000),
});

describe(`${JsonCodec.name}, fuzzed`, () => {
  it('takes any bytes without throwing and with a known code', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => expectSound(Buffer.from(bytes))),
      { numRuns: 2000 },
    );
  });

  it('takes any text without throwing and with a known code', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => expectSound(Buffer.from(text))),
      { numRuns: 1000 },
    );
  });

  it('takes any JSON without throwing and with a known code', () => {
    fc.assert(
      fc.property(anyJson, (value) => expectSound(Buffer.from(JSON.stringify(value)))),
      { numRuns: 500 },
    );
  });

  it('takes packets that are spoilt anywhere, and cut anywhere', () => {
    fc.assert(
      fc.property(mutations, ({ packet, at, removed, inserted, repeats }) => {
        const good = Buffer.from(JSON.stringify(packet));
        const start = at % (good.length + 1);
        const spoilt = Array.from({ length: repeats }, () => inserted);
        expectSound(Buffer.concat([good.subarray(0, start), ...spoilt, good.subarray(start + removed)]));
        expectSound(good.subarray(0, start));
      }),
      { numRuns: 500 },
    );
  });

  it('reads a packet exactly as it was written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: MAX_TYPE }),
        fc.maxSafeNat(),
        fc.dictionary(keys, anyJson),
        (type, ref, message) => {
          // Writing and reading once settles what JSON cannot say, -0 for one.
          const settled = JSON.parse(JSON.stringify(message)) as Record<string, unknown>;
          const { fault, envelope } = decode(Buffer.from(codec.encode(type, ref, settled)));

          expect(fault).toBe(depthOf(settled) + 1 > MAX_DEPTH ? 'packet.too_deep' : undefined);
          if (fault === undefined) expect(envelope).toEqual({ type, ref, message: settled });
        },
      ),
      { numRuns: 250 },
    );
  });

  it('refuses exactly what is deeper than the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 80 }), fc.string(), (kinds, core) => {
        const open = kinds.map((isArray) => (isArray ? '[' : '{"a":')).join('');
        const close = kinds
          .map((isArray) => (isArray ? ']' : '}'))
          .reverse()
          .join('');
        const text = `{"type":4,"x":${open}${JSON.stringify(core)}${close}}`;
        expect(decode(Buffer.from(text)).fault).toBe(kinds.length + 1 > MAX_DEPTH ? 'packet.too_deep' : undefined);
      }),
    );
  });
});

function depthOf(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  return 1 + Math.max(0, ...Object.values(value).map(depthOf));
}
