import type { ContractField, ContractMessage, ContractStruct, WireForm } from './contract/contract.js';
import { Envelope } from './envelope.js';
import { JsonBridge } from './json-bridge.js';
import { JsonCodec } from './json.codec.js';
import { encodeVariant } from './variant/variant.js';

function field(name: string, wire: WireForm, container: ContractField['container'] = 'none'): ContractField {
  return { name, doc: '', wire, container, isOptional: true, isInteger: false };
}

function struct(name: string, fields: readonly ContractField[]): ContractStruct {
  return { name, module: 'test', doc: '', fields };
}

function message(type: number, fields: readonly ContractField[]): ContractMessage {
  return { ...struct(`Message${type}`, fields), type, direction: 'client', access: 'anyone', hash: '' };
}

const part: WireForm = { form: 'struct', struct: 'Part' };
const structs = [
  struct('Part', [field('data', { form: 'bytes' }), field('next', part), field('plain', { form: 'string' })]),
  struct('Holder', [field('parts', part, 'list')]),
  struct('Plain', [field('text', { form: 'string' })]),
];
const messages = [
  message(1, [field('text', { form: 'string' }), field('plain', { form: 'struct', struct: 'Plain' })]),
  message(2, [
    field('data', { form: 'bytes' }),
    field('value', { form: 'variant' }),
    field('text', { form: 'string' }),
  ]),
  message(3, [field('list', { form: 'bytes' }, 'list'), field('map', { form: 'bytes' }, 'map')]),
  message(4, [field('holder', { form: 'struct', struct: 'Holder' })]),
];

const bridge = JsonBridge.of({ messages, structs }, { godot: 4 });
const codec = new JsonCodec(32, 'godwit.json.v1', bridge);

function read(type: number, fields: object): unknown {
  const envelope = new Envelope();
  const fault = codec.decode(Buffer.from(JSON.stringify({ type, ref: 7, message: fields })), false, envelope);
  expect(envelope.ref).toBe(7);
  return fault ?? envelope.message;
}

function written(type: number, fields: object): unknown {
  return (JSON.parse(codec.encode(type, 0, fields)) as { message: unknown }).message;
}

const bytes = Uint8Array.of(0, 255, 62, 63);
const base64 = 'AP8+Pw==';
const variant = Buffer.from(encodeVariant('hi', { godot: 4 })).toString('base64');

describe(JsonBridge.name, () => {
  it('does not exist where no message needs it', () => {
    expect(JsonBridge.of({ messages: messages.slice(0, 1), structs }, { godot: 4 })).toBeUndefined();
  });

  it('passes other messages on as they are', () => {
    const fields = { text: 'a' };
    expect(bridge?.write(1, fields)).toBe(fields);
    expect(bridge?.write(999, fields)).toBe(fields);
    expect(read(1, fields)).toEqual(fields);
  });

  it('writes bytes and Variants as base64, and leaves the message as it was', () => {
    const fields = { data: bytes, value: 'hi', text: 'plain' };

    expect(written(2, fields)).toEqual({ data: base64, value: variant, text: 'plain' });
    expect(fields).toEqual({ data: bytes, value: 'hi', text: 'plain' });
    expect(written(2, { data: Buffer.from(bytes) })).toEqual({ data: base64 });
  });

  it('reads them back', () => {
    expect(read(2, { data: base64, value: variant, text: 'plain' })).toEqual({
      data: bytes,
      value: 'hi',
      text: 'plain',
    });
    expect(read(2, { data: '', value: null })).toEqual({ data: new Uint8Array(0), value: null });
    expect((read(2, { data: base64 }) as { data: unknown }).data).not.toBeInstanceOf(Buffer);
  });

  it('finds them in lists, maps and parts, also in parts of parts', () => {
    const lists = { list: [bytes, bytes], map: { a: bytes } };
    const inJson = { list: [base64, base64], map: { a: base64 } };
    expect(written(3, lists)).toEqual(inJson);
    expect(read(3, inJson)).toEqual(lists);

    const nested = { holder: { parts: [{ data: bytes, next: { data: bytes, plain: 'p' } }, {}] } };
    const nestedInJson = { holder: { parts: [{ data: base64, next: { data: base64, plain: 'p' } }, {}] } };
    expect(written(4, nested)).toEqual(nestedInJson);
    expect(read(4, nestedInJson)).toEqual(nested);
  });

  it.each(['AP8+Pw=', 'AP8-Pw==', 'A', ' AP8+Pw==', 'AP8+Pw==\n', 5, {}, [0, 255], true])(
    'leaves %p for the check to refuse as bytes',
    (data) => {
      expect(read(2, { data })).toEqual({ data });
    },
  );

  it.each([
    [5, 'packet.bad_value'],
    [{ a: 1 }, 'packet.bad_value'],
    ['no base64', 'packet.bad_value'],
    ['', 'variant.truncated'],
    [variant.slice(0, 8), 'variant.truncated'],
    [Buffer.from([255, 0, 0, 0]).toString('base64'), 'variant.unknown_type'],
  ])('refuses %p as a Variant', (value, code) => {
    expect(read(2, { value })).toBe(code);
  });

  it('leaves shapes that no contract has for the check to refuse', () => {
    for (const odd of [{ list: 5 }, { list: { 0: base64 } }, { map: [base64] }, { map: 'x' }]) {
      expect(read(3, odd)).toEqual(odd);
    }
    expect(read(4, { holder: [{ parts: [] }] })).toEqual({ holder: [{ parts: [] }] });
    expect(read(4, { holder: { parts: [5, null] } })).toEqual({ holder: { parts: [5, null] } });
  });

  it('refuses to write what is neither bytes nor a Variant, by the name of the field', () => {
    expect(() => written(2, { data: 'text' })).toThrow(
      new TypeError('The field data must be a Uint8Array, but is string.'),
    );
    expect(() => written(2, { value: () => 1 })).toThrow('The field value must be a value of the Variant model.');
  });

  it('keeps "__proto__" a harmless key', () => {
    const envelope = new Envelope();
    codec.decode(
      Buffer.from(`{"type":3,"message":{"map":{"__proto__":"${base64}"},"__proto__":{"x":1}}}`),
      false,
      envelope,
    );

    expect(Object.getPrototypeOf(envelope.message)).toBe(Object.prototype);
    expect(Object.keys((envelope.message as { map: object }).map)).toEqual(['__proto__']);
  });

  it('speaks the Variants of its engine', () => {
    const old = new JsonCodec(32, 'godwit.json.v1.godot3', JsonBridge.of({ messages, structs }, { godot: 3 }));
    const value = new Map([['a', 1]]);
    const { message: plain } = JSON.parse(old.encode(2, 0, { value })) as { message: { value: string } };

    expect(old.subprotocol).toBe('godwit.json.v1.godot3');
    expect(Buffer.from(plain.value, 'base64')[0]).toBe(18);
    expect(Buffer.from((written(2, { value }) as { value: string }).value, 'base64')[0]).toBe(27);
  });
});
