import fc from 'fast-check';
import { Envelope } from './envelope.js';
import { JsonCodec } from './json.codec.js';

const codec = new JsonCodec(32);

function decode(frame: string | Buffer, isBinary = false) {
  const envelope = new Envelope();
  const fault = codec.decode(Buffer.from(frame as string), isBinary, envelope);
  return fault ?? { type: envelope.type, ref: envelope.ref, message: envelope.message };
}

describe(JsonCodec.name, () => {
  describe('decode', () => {
    it.each([false, true])('reads JSON, binary frame: %p', (isBinary) => {
      expect(decode('{"type":0,"text":"hello, server!"}', isBinary)).toEqual({
        type: 0,
        ref: 0,
        message: { text: 'hello, server!' },
      });
    });

    it('lets the last of duplicate keys count', () => {
      expect(decode('{"type":1,"type":2,"a":1,"a":2}')).toEqual({ type: 2, ref: 0, message: { a: 2 } });
    });

    it.each([
      ['', 'packet.empty'],
      ['nope', 'packet.malformed'],
      ['{"type":0', 'packet.malformed'],
      ['\ufeff{"type":0}', 'packet.malformed'],
      ['{"type":NaN}', 'packet.malformed'],
      ['null', 'packet.not_object'],
      ['{"type":1e999}', 'packet.bad_type'],
      ['['.repeat(5000), 'packet.too_deep'],
    ])('refuses %p', (frame, code) => {
      expect(decode(frame)).toBe(code);
    });

    it('refuses a binary frame that is not UTF-8', () => {
      expect(decode(Buffer.from([0x7b, 0xff, 0x7d]), true)).toBe('packet.not_utf8');
    });
  });

  describe('encode', () => {
    it('writes the greeting exactly as the seed does', () => {
      expect(codec.encode(1, 0, { text: 'hello, client!' })).toBe('{"type":1,"message":{"text":"hello, client!"}}');
    });

    it('writes an answer with its ref, and an empty one without message', () => {
      expect(codec.encode(211, 7, { id: 9 })).toBe('{"type":211,"ref":7,"message":{"id":9}}');
      expect(codec.encode(3, 7, undefined)).toBe('{"type":3,"ref":7}');
    });

    it('is read back as it was written', () => {
      const packets = fc.record({
        type: fc.nat(65_535),
        ref: fc.integer({ min: 1 }),
        message: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 4 })),
      });
      fc.assert(
        fc.property(packets, ({ type, ref, message }) => {
          const read = decode(codec.encode(type, ref, message));
          expect(JSON.stringify(read)).toBe(JSON.stringify({ type, ref, message }));
        }),
      );
    });
  });
});
