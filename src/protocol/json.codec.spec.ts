import fc from 'fast-check';
import { Envelope } from './envelope.js';
import { JsonCodec } from './json.codec.js';
import { IllFormedMessage } from './well-formed.js';

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

    it('repairs a message whose text has half of a surrogate pair, and keeps it as it was', () => {
      for (const json of ['{"type":203,"ref":7,"message":{"a":["x\\ud800"]}}', '{"type":203,"a":["x\\uD800"]}']) {
        const message = new IllFormedMessage({ a: ['x\ud800'] }, { a: ['x\ufffd'] });
        expect(decode(json)).toMatchObject({ type: 203, message });
      }
      expect(decode('{"type":203,"\\udc00":"\\ud83d\\ude00"}')).toMatchObject({
        message: { repaired: { '\ufffd': '\u{1f600}' } },
      });
    });

    it('takes no well-formed text for another', () => {
      expect(decode('{"type":203,"text":"\\ud83d\\ude00"}')).toMatchObject({ message: { text: '\u{1f600}' } });
      expect(decode('{"type":203,"text":"\\\\ud800"}')).toMatchObject({ message: { text: '\\ud800' } });
    });

    it.each([
      ['{"type":203,"ref":7,"message":{"text":"\u001b"}}', 7],
      ['{"ref": 7 , "type":203,"x":nan}', 7],
      ['{"type":203,"ref":7', 0],
      ['{"type":203,"ref":77777777777777777,"x":nan}', 0],
      ['{"type":203,"ref":-7,"x":nan}', 0],
      ['{"type":203,"message":{"ref":7,"text":nan}}', 0],
      ['{"type":203,"text":"{\\"type\\":1,\\"ref\\":7,","x":nan}', 0],
      [`{"type":203,"ref":7,"message":${'['.repeat(40)}${']'.repeat(40)}}`, 7],
    ])('finds the ref of the unreadable %j', (json, ref) => {
      const envelope = new Envelope();
      expect(codec.decode(Buffer.from(json), true, envelope)).toMatch(/^packet\.(malformed|too_deep)$/);
      expect(envelope.ref).toBe(ref);
    });

    it('refuses a binary frame that is not UTF-8', () => {
      expect(decode(Buffer.from([0x7b, 0xff, 0x7d]), true)).toBe('packet.not_utf8');
    });
  });

  describe('encode', () => {
    it('writes the greeting exactly as the seed does', () => {
      expect(codec.encode(1, 0, { text: 'hello, client!' })).toBe('{"type":1,"message":{"text":"hello, client!"}}');
    });

    it('writes U+FFFD for half of a surrogate pair', () => {
      expect(codec.encode(1, 0, { '\udc00': 'a\ud800' })).toBe('{"type":1,"message":{"\ufffd":"a\ufffd"}}');
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
