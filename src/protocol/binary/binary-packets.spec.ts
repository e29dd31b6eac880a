import type { ContractField, ContractMessage, ContractStruct, WireForm } from '../contract/contract.js';
import { Envelope } from '../envelope.js';
import { BinaryPackets } from './binary-packets.js';

/** Fields by name: just a form, or more. */
type FieldTable = Record<string, WireForm['form'] | (Partial<ContractField> & { readonly wire: WireForm })>;

function struct(name: string, fields: FieldTable): ContractStruct {
  const rest = { doc: '', container: 'none', isOptional: false, isInteger: false } as const;
  return {
    ...{ name, module: 'test', doc: '' },
    fields: Object.entries(fields).map(([field, given]) => ({
      ...{ name: field, ...rest },
      ...(typeof given === 'string' ? { wire: { form: given } as WireForm } : given),
    })),
  };
}

/** Both ends of a contract with one message, type 1000, in both directions. */
function ends(fields: FieldTable, structs: readonly ContractStruct[] = []) {
  const message = { ...struct('Sample', fields), type: 1000, access: 'anyone', hash: '' } as const;
  const messages: ContractMessage[] = [
    { ...message, direction: 'client' },
    { ...message, direction: 'server', type: 1001 },
  ];
  const server = new BinaryPackets({ messages, structs }, { godot: 4, role: 'server' });
  const client = new BinaryPackets({ messages, structs }, { godot: 4, role: 'client' });
  return { server, client };
}

/** The bytes of a message's fields, after type and ref. */
function fieldsOf(fields: FieldTable, message: object, structs: readonly ContractStruct[] = []): string {
  const { server, client } = ends(fields, structs);
  const packet = server.encode(1001, 0, message);
  expect(packet.subarray(0, 3).toString('hex')).toBe('e90300');
  const envelope = new Envelope();
  expect(client.decode(packet, envelope)).toBeUndefined();
  expect(envelope.message).toEqual(message);
  return packet.subarray(3).toString('hex');
}

/** The result of reading the bytes of a message's fields. */
function readFields(fields: FieldTable, hex: string, structs: readonly ContractStruct[] = []): unknown {
  const envelope = new Envelope();
  const fault = ends(fields, structs).server.decode(Buffer.from(`e80300${hex}`, 'hex'), envelope);
  return fault ?? envelope.message;
}

describe(BinaryPackets.name, () => {
  describe('encode', () => {
    it.each<[WireForm, unknown, string]>([
      [{ form: 'u8' }, 255, 'ff'],
      [{ form: 'i8' }, -128, '80'],
      [{ form: 'u16' }, 0x1234, '3412'],
      [{ form: 'i16' }, -2, 'feff'],
      [{ form: 'u32' }, 0xfedc_ba98, '98badcfe'],
      [{ form: 'i32' }, -2, 'feffffff'],
      [{ form: 'varuint' }, 300, 'ac02'],
      [{ form: 'varint' }, -3, '05'],
      [{ form: 'varint' }, 300, 'd804'],
      [{ form: 'varint' }, Number.MIN_SAFE_INTEGER, 'fdffffffffffff1f'],
      [{ form: 'f32' }, 1.5, '0000c03f'],
      [{ form: 'f32' }, Infinity, '0000807f'],
      [{ form: 'f64' }, 1.5, '000000000000f83f'],
      [{ form: 'f64' }, NaN, '000000000000f87f'],
      [{ form: 'bool' }, true, '01'],
      [{ form: 'string' }, 'é', '02c3a9'],
      [{ form: 'bytes' }, Uint8Array.of(1, 2), '020102'],
      [{ form: 'variant' }, 7, '080200000007000000'],
      [{ form: 'vec2' }, { x: 1, y: 2 }, '0000803f00000040'],
      [{ form: 'vec3' }, { x: 1, y: 2, z: 0 }, '0000803f0000004000000000'],
      [{ form: 'color' }, { r: 0, g: 0, b: 0, a: 1 }, '0000000000000000000000000000803f'],
      [{ form: 'quantized', min: -1, max: 1, bits: 8 }, -1, '00'],
      [{ form: 'quantized', min: -1, max: 1, bits: 9 }, 1, 'ff01'],
      [{ form: 'quantized', min: -1, max: 1, bits: 17 }, 1, 'ffff0100'],
      [{ form: 'quantized', min: 0, max: 1, bits: 32 }, 1, 'ffffffff'],
      [{ form: 'choice', values: ['a', 5, true] }, 5, '01'],
      [{ form: 'choice', values: Array.from({ length: 257 }, (_, i) => i) }, 256, '0001'],
    ])('writes %j %p as %s', (wire, value, hex) => {
      expect(fieldsOf({ value: { wire } }, { value })).toBe(hex);
    });

    it('writes presence and bools into the bits of the head, in declared order', () => {
      const fields: FieldTable = {
        a: 'bool',
        b: { wire: { form: 'u8' }, isOptional: true },
        c: { wire: { form: 'bool' }, isOptional: true },
        d: 'u8',
        e: { wire: { form: 'bool' }, isOptional: true },
        f: 'bool',
        g: { wire: { form: 'string' }, isOptional: true },
        h: 'bool',
      };
      expect(fieldsOf(fields, { a: true, d: 9, f: false, h: true })).toBe('010109');
      expect(fieldsOf(fields, { a: false, b: 7, c: true, d: 9, e: false, f: true, g: 'x', h: false })).toBe(
        'de00070901' + '78',
      );
    });

    it('takes null for absent', () => {
      const { server } = ends({ a: { wire: { form: 'u8' }, isOptional: true } });

      expect(server.encode(1001, 0, { a: null })).toEqual(server.encode(1001, 0, {}));
    });

    it('writes lists and maps behind their count, and structs with a head of their own', () => {
      const part = struct('Part', { on: 'bool', n: { wire: { form: 'u8' }, isOptional: true } });
      const fields: FieldTable = {
        list: { wire: { form: 'struct', struct: 'Part' }, container: 'list' },
        map: { wire: { form: 'u16' }, container: 'map' },
        flags: { wire: { form: 'bool' }, container: 'list' },
      };
      const message = { list: [{ on: true }, { on: false, n: 5 }], map: { a: 1, __proto: 2 }, flags: [true, false] };

      expect(fieldsOf(fields, message, [part])).toBe('020102050201610100075f5f70726f746f0200020100');
    });

    it('writes maps of what has no fixed size', () => {
      const part = struct('Part', { n: 'varint' });
      const map = (wire: WireForm): FieldTable => ({ map: { wire, container: 'map' } });

      expect(fieldsOf(map({ form: 'string' }), { map: { a: 'b' } })).toBe('0101610162');
      expect(fieldsOf(map({ form: 'varuint' }), { map: { a: 300, b: 1 } })).toBe('020161ac02016201');
      expect(fieldsOf(map({ form: 'choice', values: ['x', 'y'] }), { map: { a: 'y' } })).toBe('01016101');
      expect(fieldsOf(map({ form: 'struct', struct: 'Part' }), { map: { a: { n: -1 } } }, [part])).toBe('01016101');
    });

    it('writes what is nested in order, whatever grows meanwhile', () => {
      const part = struct('Part', { text: 'string', after: 'u32' });
      const fields: FieldTable = {
        before: 'u32',
        parts: { wire: { form: 'struct', struct: 'Part' }, container: 'list' },
        numbers: { wire: { form: 'f64' }, container: 'list' },
        after: 'u32',
      };
      const long = 'long '.repeat(30_000);
      const message = {
        before: 1,
        parts: [
          { text: long, after: 2 },
          { text: 'é'.repeat(50_000), after: 3 },
        ],
        numbers: Array.from({ length: 20_000 }, (_, i) => i / 3),
        after: 4,
      };

      expect(fieldsOf(fields, message, [part]).length / 2).toBe(
        4 + 1 + 3 + 150_000 + 4 + 3 + 100_000 + 4 + 3 + 160_000 + 4,
      );
    });

    it.each<[WireForm, readonly unknown[], string]>([
      [
        { form: 'u8' },
        [-1, 256, 1.5, NaN, '7', true, undefined, null, 2 ** 32, [7], 1n, Symbol('x')],
        'a whole number from 0 to 255',
      ],
      [{ form: 'i8' }, [-129, 128, 0.5, 2 ** 32], 'a whole number from -128 to 127'],
      [{ form: 'u16' }, [-1, 65_536, 2 ** 32], 'a whole number from 0 to 65535'],
      [{ form: 'i16' }, [-32_769, 32_768, 2 ** 32], 'a whole number from -32768 to 32767'],
      [{ form: 'u32' }, [-1, 2 ** 32, NaN, 0.1], 'a whole number from 0 to 4294967295'],
      [{ form: 'i32' }, [2 ** 31, -(2 ** 31) - 1, Infinity], 'a whole number from -2147483648 to 2147483647'],
      [{ form: 'varuint' }, [-1, 0.5, 2 ** 53, NaN, '1', 1n], 'a whole number from 0 to 2^53 - 1'],
      [{ form: 'varint' }, [0.5, 2 ** 53, -(2 ** 53), NaN, '1', undefined], 'a whole number of at most 53 bits'],
      [{ form: 'f32' }, [1e39, -1e39, '1', undefined], 'a number within the range of 32 bits'],
      [{ form: 'f64' }, ['1', null, undefined, 1n], 'a number'],
      [{ form: 'bool' }, [0, 1, 'true', undefined, null], 'true or false'],
      [{ form: 'string' }, [1, null, undefined, ['a']], 'text'],
      [{ form: 'bytes' }, ['a', [1, 2], undefined], 'a Uint8Array'],
      [{ form: 'variant' }, [undefined, () => 1, { a: 1 }], 'a value of the Variant model'],
      [{ form: 'vec2' }, [null, { x: 1 }, { x: 1e39, y: 0 }, 5], 'an object with the numbers x, y'],
      [{ form: 'quantized', min: 0, max: 10, bits: 8 }, [-0.01, 10.01, NaN, '5'], 'a number from 0 to 10'],
      [{ form: 'choice', values: ['a', 1] }, ['b', '1', undefined], 'one of the values that its contract lists'],
    ])('refuses with a TypeError what %j cannot hold', (wire, values, holds) => {
      const single = ends({ value: { wire } }).server;
      const listed = ends({ value: { wire, container: 'list' } }).server;
      const good = ends({ value: 'u8' }).server.encode(1001, 0, { value: 1 });
      for (const value of values) {
        expect(() => single.encode(1001, 0, { value })).toThrow(TypeError);
        expect(() => single.encode(1001, 0, { value })).toThrow(`The field value of Sample must be ${holds}`);
        expect(() => listed.encode(1001, 0, { value: [value] })).toThrow('must be a list of values, each ');
      }
      expect(good).toHaveLength(4);
    });

    it('names message and field of what is nested', () => {
      const part = struct('Part', { n: 'u8' });
      const { server } = ends({ part: { wire: { form: 'struct', struct: 'Part' } } }, [part]);

      expect(() => server.encode(1001, 0, { part: { n: 256 } })).toThrow(
        'The field n of Part (in Sample) must be a whole number from 0 to 255, but is 256.',
      );
      for (const value of [undefined, 7, [{ n: 1 }]]) {
        expect(() => server.encode(1001, 0, { part: value })).toThrow(
          'part of Sample must be an object of the shape Part',
        );
      }
    });

    it('refuses what is no list or map', () => {
      const { server } = ends({ list: { wire: { form: 'u8' }, container: 'list' } });
      const { server: mapServer } = ends({ map: { wire: { form: 'u8' }, container: 'map' } });

      for (const list of [undefined, 7, 'text', { length: 1, 0: 1 }])
        expect(() => server.encode(1001, 0, { list })).toThrow(TypeError);
      for (const map of [undefined, 7, 'text', [1]])
        expect(() => mapServer.encode(1001, 0, { map })).toThrow(TypeError);
    });

    it('refuses a type that is not for this end to send, and a ref that is none', () => {
      const { server } = ends({});

      expect(() => server.encode(1000, 0, {})).toThrow('no message of type 1000 to send');
      for (const ref of [-1, 1.5, 2 ** 53, NaN]) expect(() => server.encode(1001, ref, {})).toThrow('The field ref');
    });

    it('goes on after a refusal as if nothing had been', () => {
      const { server } = ends({ a: 'u8', b: 'u8' });
      const before = server.encode(1001, 1, { a: 1, b: 2 });
      const copy = Buffer.from(before);

      expect(() => server.encode(1001, 2, { a: 1, b: 300 })).toThrow(TypeError);

      expect(server.encode(1001, 3, { a: 5, b: 6 }).toString('hex')).toBe('e903030506');
      expect(before).toEqual(copy);
    });

    it('never touches a packet again', () => {
      const { server } = ends({ text: 'string' });
      const texts = Array.from({ length: 3000 }, (_, i) => `${i}-`.repeat(i % 40));
      const packets = texts.map((text) => server.encode(1001, 0, { text }));

      expect(
        packets.map((packet) =>
          packet.subarray(packet.length - Buffer.byteLength(texts[packets.indexOf(packet)]!)).toString(),
        ),
      ).toEqual(texts);
    });
  });

  describe('decode', () => {
    it('notes the ref as soon as it is read', () => {
      const { server } = ends({ a: 'u8' });
      const envelope = new Envelope();
      envelope.ref = 99;

      expect(server.decode(Buffer.from('e80380', 'hex'), envelope)).toBe('packet.truncated');
      expect(envelope.ref).toBe(0);
      expect(server.decode(Buffer.from('e803ac02', 'hex'), envelope)).toBe('packet.truncated');
      expect(envelope.ref).toBe(300);
      expect(server.decode(Buffer.from('e90307', 'hex'), envelope)).toBe('message.unknown_type');
      expect(envelope).toMatchObject({ type: 1001, ref: 7 });
    });

    it('makes no key for what is absent, and a fresh object each time', () => {
      const fields: FieldTable = {
        a: { wire: { form: 'u8' }, isOptional: true },
        b: { wire: { form: 'bool' }, isOptional: true },
      };

      expect(Object.keys(readFields(fields, '00') as object)).toEqual([]);
      expect(readFields(fields, '0709')).toStrictEqual({ a: 9, b: true });
      expect(readFields({}, '')).not.toBe(readFields({}, ''));
    });

    it.each<[string, FieldTable, string, string]>([
      ['a bit that nothing needs', { a: 'bool' }, '02', 'packet.bad_value'],
      [
        'the value of a bool that is absent',
        { a: { wire: { form: 'bool' }, isOptional: true } },
        '02',
        'packet.bad_value',
      ],
      ['a bool of 2', { a: { wire: { form: 'bool' }, container: 'list' } }, '0102', 'packet.bad_value'],
      ['an index beyond the values', { a: { wire: { form: 'choice', values: ['x'] } } }, '01', 'packet.bad_value'],
      [
        'a step beyond the last',
        { a: { wire: { form: 'quantized', min: 0, max: 1, bits: 7 } } },
        '80',
        'packet.bad_value',
      ],
      [
        'a step of 31 bits and one',
        { a: { wire: { form: 'quantized', min: 0, max: 1, bits: 31 } } },
        '00000080',
        'packet.bad_value',
      ],
      [
        'a key that comes twice',
        { a: { wire: { form: 'u8' }, container: 'map' } },
        '02016101016102',
        'packet.bad_value',
      ],
      ['half a surrogate pair', { a: 'string' }, '03eda080', 'packet.not_utf8'],
      ['an overlong character', { a: 'string' }, '02c080', 'packet.not_utf8'],
      ['a length without its text', { a: 'string' }, '0561', 'packet.truncated'],
      ['a length without its bytes', { a: 'bytes' }, '02ff', 'packet.truncated'],
      ['a number that is cut', { a: 'u8', b: 'u32' }, '00010203', 'packet.truncated'],
      [
        'an optional number that is cut',
        { a: { wire: { form: 'f64' }, isOptional: true } },
        '0100',
        'packet.truncated',
      ],
      ['a map that is cut', { a: { wire: { form: 'u16' }, container: 'map' } }, '02016101006262', 'packet.truncated'],
      ['a varuint of nine bytes', { a: 'varuint' }, '808080808080808001', 'packet.bad_varint'],
      ['a varuint with a zero too many', { a: 'varuint' }, '8100', 'packet.bad_varint'],
      ['a varuint of 54 bits', { a: 'varuint' }, 'ffffffffffffff1f', 'packet.bad_varint'],
      ['a varint with a zero too many', { a: 'varint' }, '8000', 'packet.bad_varint'],
      ['a varint below what is exact', { a: 'varint' }, 'ffffffffffffff1f', 'packet.bad_varint'],
      ['a varint of nine bytes', { a: 'varint' }, 'ffffffffffffffff01', 'packet.bad_varint'],
      ['a Variant that is shorter than its length', { a: 'variant' }, '0900000000' + '0000000000', 'variant.trailing'],
      ['a Variant that is longer than its length', { a: 'variant' }, '0502000000' + '0100000000', 'variant.truncated'],
      ['an object in a Variant', { a: 'variant' }, '0818000000' + '00000000', 'variant.refused'],
    ])('refuses %s', (_name, fields, hex, code) => {
      expect(readFields(fields, hex)).toBe(code);
    });

    it('keeps a replacement character that was sent, and a byte order mark', () => {
      expect(readFields({ a: 'string' }, '03efbfbd')).toEqual({ a: '\ufffd' });
      expect(readFields({ a: 'string' }, '03efbbbf')).toEqual({ a: '\ufeff' });
    });

    it('leaves every prototype as it was', () => {
      const map = readFields(
        { a: { wire: { form: 'u8' }, container: 'map' } },
        '02' + '095f5f70726f746f5f5f01' + '0b636f6e7374727563746f7202',
      );

      expect(JSON.stringify(map)).toBe('{"a":{"__proto__":1,"constructor":2}}');
      expect(Object.getPrototypeOf((map as { a: object }).a)).toBe(Object.prototype);
    });

    it('shares no memory with the packet', () => {
      const { server } = ends({ a: 'bytes', b: 'variant' });
      const packet = Buffer.from('e80300' + '020102' + '0c1d00000002000000' + '03040000', 'hex');
      const envelope = new Envelope();
      expect(server.decode(packet, envelope)).toBeUndefined();
      packet.fill(0xff);

      expect(envelope.message).toEqual({ a: Uint8Array.of(1, 2), b: Uint8Array.of(3, 4) });
    });
  });
});
