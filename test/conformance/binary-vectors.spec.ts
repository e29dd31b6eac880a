import 'reflect-metadata';
import { Envelope } from '../../src/protocol/envelope.js';
import { JsonBridge } from '../../src/protocol/json-bridge.js';
import { JsonCodec } from '../../src/protocol/json.codec.js';
import { binaryContract, binaryEnds, decodeAt } from './binary-contract.js';
import { freshVectors, readBinaryVectors, type BinaryVector } from './binary-vectors.js';

const MAX_JSON_DEPTH = 64;

const { contract, vectors, refused } = readBinaryVectors();
const clientTypes = new Set(
  contract.messages.filter(({ direction }) => direction === 'client').map(({ type }) => type),
);

/** The end that sends a vector, and the one that gets it. */
function endsOf({ type, godot }: BinaryVector) {
  const { server, client } = binaryEnds(godot, contract);
  return clientTypes.has(type) ? { sender: client, receiver: server } : { sender: server, receiver: client };
}

/** The message of a vector as the JSON codec delivers it. */
function messageOf({ type, godot, message }: BinaryVector): object {
  const codec = new JsonCodec(MAX_JSON_DEPTH, 'json', JsonBridge.of(contract, { godot }));
  const envelope = new Envelope();
  const fault = codec.decode(Buffer.from(JSON.stringify({ type, message })), false, envelope);
  expect(fault).toBeUndefined();
  return envelope.message as object;
}

describe('The golden vectors of godwit.binary.v1', () => {
  it('are those that this code writes', () => {
    expect(JSON.parse(JSON.stringify(freshVectors()))).toEqual({ contract, vectors, refused });
  });

  it('have every form and container, in both directions', () => {
    for (const direction of ['client', 'server']) {
      const ofDirection = contract.messages.filter((message) => message.direction === direction);
      const fields = [...ofDirection, ...contract.structs].flatMap((message) => message.fields);
      const forms = new Set(fields.map(({ wire }) => wire.form));
      expect([...forms].sort()).toEqual(
        [
          ...['bool', 'bytes', 'choice', 'color', 'f32', 'f64', 'i16', 'i32', 'i8', 'quantized', 'string', 'struct'],
          ...['u16', 'u32', 'u8', 'variant', 'varint', 'varuint', 'vec2', 'vec3'],
        ].sort(),
      );
      const containers = ofDirection.flatMap(({ fields: own }) =>
        own.map(({ container, key }) => key?.form ?? container),
      );
      expect(new Set(containers)).toEqual(new Set(['none', 'list', 'string', 'varint']));
    }
    expect(new Set(vectors.map(({ type }) => type)).size).toBeGreaterThan(20);
  });

  it.each(vectors)('$type: $name is written from what the JSON codec delivers', (vector) => {
    const { sender } = endsOf(vector);

    expect(sender.encode(vector.type, vector.ref, messageOf(vector)).toString('hex')).toBe(vector.hex);
  });

  it.each(vectors)('$type: $name is read as what the JSON codec delivers', (vector) => {
    const { type, ref, hex } = vector;
    const { receiver } = endsOf(vector);
    const read = decodeAt(receiver, Buffer.from(hex, 'hex'));

    expect(read).toMatchObject({ type, ref });
    expect((read as { message: object }).message).toEqual(closeTo(messageOf(vector), vector));
  });

  it.each(refused)('$name is refused', ({ hex, code }) => {
    expect(decodeAt(binaryEnds(4).client, Buffer.from(hex, 'hex'))).toBe(code);
  });
});

describe("The protocol's own block", () => {
  it('is understood under any contract', () => {
    const own = contract.messages.filter(({ type }) => type < 20);
    const bare = binaryEnds(4, { messages: own, structs: binaryContract.structs });
    const full = binaryEnds(4);
    for (const vector of vectors.filter(({ type }) => type < 20)) {
      const packet = Buffer.from(vector.hex, 'hex');
      const isOfClient = clientTypes.has(vector.type);
      const [here, there] = isOfClient ? [bare.server, full.server] : [bare.client, full.client];
      expect(decodeAt(here, packet)).toStrictEqual(decodeAt(there, packet));
    }
  });
});

/** The same message with its f32 and quantized numbers as close as their forms come. */
function closeTo(message: object, { type }: BinaryVector): object {
  const near: Record<string, unknown> = { ...message };
  for (const { name, wire } of contract.messages.find((candidate) => candidate.type === type)?.fields ?? []) {
    const value = near[name];
    if (typeof value !== 'number') continue;
    if (wire.form === 'f32') near[name] = Math.fround(value);
    if (wire.form === 'quantized') near[name] = halfAStepFrom(value, (wire.max - wire.min) / (2 ** wire.bits - 1));
  }
  return near;
}

function halfAStepFrom(value: number, step: number): unknown {
  return expect.closeTo(value, -Math.log10(step));
}
