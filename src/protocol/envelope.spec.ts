import { Envelope, readEnvelope } from './envelope.js';

function read(packet: unknown) {
  const envelope = new Envelope();
  const fault = readEnvelope(packet, envelope);
  return fault ?? { type: envelope.type, ref: envelope.ref, message: envelope.message };
}

describe(readEnvelope.name, () => {
  it('reads a flat packet: every other key is the message', () => {
    expect(read({ type: 0, text: 'hello, server!' })).toEqual({ type: 0, ref: 0, message: { text: 'hello, server!' } });
  });

  it('reads a canonical packet: the object "message" is the message', () => {
    expect(read({ type: 210, ref: 7, message: { text: 'hi' } })).toEqual({
      type: 210,
      ref: 7,
      message: { text: 'hi' },
    });
  });

  it.each([['text'], [['a']], [null], [5]])('reads a packet whose "message" is %p as flat', (message) => {
    expect(read({ type: 9, ref: 1, message })).toEqual({ type: 9, ref: 1, message: { message } });
  });

  it.each([[null], [[]], ['text'], [1], [true], [undefined]])('refuses %p, which is no object', (packet) => {
    expect(read(packet)).toBe('packet.not_object');
  });

  it.each([['0'], [-1], [0.5], [65_536], [Infinity], [NaN], [null], [true], [[0]], [{}]])(
    'refuses the type %p',
    (type) => {
      expect(read({ type })).toBe('packet.bad_type');
    },
  );

  it('refuses a packet without type', () => {
    expect(read({})).toBe('packet.bad_type');
  });

  it('refuses a type that is only inherited', () => {
    expect(read(Object.create({ type: 1 }))).toBe('packet.bad_type');
  });

  it.each([[0], [-1], [1.5], ['1'], [2 ** 53], [null], [true], [Infinity]])('refuses the ref %p', (ref) => {
    expect(read({ type: 0, ref })).toBe('packet.bad_ref');
  });

  it('keeps the ref of a packet whose type is refused, so that the refusal can be matched', () => {
    const envelope = new Envelope();
    readEnvelope({ type: 'x', ref: 3 }, envelope);
    expect(envelope.ref).toBe(3);
  });

  it('forgets the ref of the packet before', () => {
    const envelope = new Envelope();
    readEnvelope({ type: 1, ref: 3 }, envelope);
    readEnvelope({ type: 1 }, envelope);
    expect(envelope.ref).toBe(0);
  });

  it('keeps "__proto__" an ordinary key of a flat message', () => {
    const packet: unknown = JSON.parse('{"type":1,"__proto__":{"isAdmin":true}}');
    const envelope = new Envelope();
    readEnvelope(packet, envelope);

    expect(Object.getPrototypeOf(envelope.message)).toBe(Object.prototype);
    expect(Object.hasOwn(envelope.message as object, '__proto__')).toBe(true);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });
});
