import 'reflect-metadata';
import fc from 'fast-check';
import { BinaryPackets } from '../../src/protocol/binary/binary-packets.js';
import { Envelope } from '../../src/protocol/envelope.js';
import { isDefinedError } from '../../src/protocol/error-codes.js';
import { binarySubjects } from './binary-arbitrary.js';
import { binaryContract, binaryEnds } from './binary-contract.js';
import { BinaryType } from './binary-dtos.js';
import { readBinaryVectors, type BinaryVector } from './binary-vectors.js';

const RUNS = 3000;
const MEBIBYTE = 1_048_576;
/** A longer packet is changed at about so many places only. */
const MANY_BYTES = 600;

const REFUSALS =
  /^(?:packet\.(?:empty|truncated|trailing_bytes|bad_varint|bad_value|not_utf8|too_deep)|variant\.\w+|message\.unknown_type)$/;

const ends = { 3: binaryEnds(3), 4: binaryEnds(4) };
const clientTypes = new Set(
  binaryContract.messages.filter(({ direction }) => direction === 'client').map(({ type }) => type),
);
const golden = readBinaryVectors().vectors.map((vector) => ({ ...vector, packet: Buffer.from(vector.hex, 'hex') }));

function sidesOf({ type, godot }: BinaryVector) {
  const { server, client } = ends[godot];
  return clientTypes.has(type) ? { receiver: server, sender: client } : { receiver: client, sender: server };
}

/** The code of a refusal, which is one of ours; undefined for a packet that is read. */
function refusalOf(receiver: BinaryPackets, packet: Buffer): string | undefined {
  const code = receiver.decode(packet, new Envelope());
  // Asked too often for an expect().
  if (code !== undefined && !(REFUSALS.test(code) && isDefinedError(code))) throw new Error(`Refused with ${code}.`);
  return code;
}

/** A packet is refused with a code, or is a message, which can be sent. */
function expectRefusedOrMessage(receiver: BinaryPackets, sender: BinaryPackets, packet: Buffer): void {
  const envelope = new Envelope();
  if (refusalOf(receiver, packet) !== undefined) return;
  receiver.decode(packet, envelope);
  const written = sender.encode(envelope.type, envelope.ref, envelope.message as object);
  // The payload of a NaN, and what Variants have several forms of, may come out differently.
  if (!written.equals(packet)) expect(refusalOf(receiver, written)).toBeUndefined();
}

describe.each(golden)('The packet of "$name" ($type)', (vector) => {
  const { packet } = vector;
  const { receiver, sender } = sidesOf(vector);

  it('is refused when it is cut short anywhere', () => {
    const codes = new Set<string | undefined>();
    for (let length = 1; length < packet.length; length++) codes.add(refusalOf(receiver, packet.subarray(0, length)));

    expect([...codes]).toEqual(['packet.truncated']);
    expect(refusalOf(receiver, packet.subarray(0, 0))).toBe('packet.empty');
  });

  it('is refused when something follows it', () => {
    for (const tail of [[0], [1], [255, 255], packet]) {
      expect(refusalOf(receiver, Buffer.concat([packet, Buffer.from(tail)]))).toBe('packet.trailing_bytes');
    }
  });

  it('is refused, or a message, when one byte is another', () => {
    const step = Math.ceil(packet.length / MANY_BYTES);
    for (let at = 0; at < packet.length; at += step) {
      for (const change of [0x01, 0x02, 0x40, 0x80, 0xff]) {
        const mutant = Buffer.from(packet);
        mutant[at]! ^= change;
        expectRefusedOrMessage(receiver, sender, mutant);
      }
    }
  });
});

describe('Bytes that nobody meant', () => {
  const { server, client } = ends[4];
  const types = fc.constantFrom(...binaryContract.messages.map(({ type }) => type));

  it('are refused, or a message', () => {
    const tails = fc.oneof(fc.uint8Array({ maxLength: 64 }), fc.array(fc.nat(3), { maxLength: 64 }));
    fc.assert(
      fc.property(types, tails, (type, tail) => {
        const packet = Buffer.from([type & 0xff, type >> 8, 0, ...tail]);
        expectRefusedOrMessage(server, client, packet);
        expectRefusedOrMessage(client, server, packet);
      }),
      { numRuns: RUNS },
    );
  });

  it('are refused, or a message, when they were a message before some bytes changed', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
    for (const { type, messages } of binarySubjects(4)) {
      fc.assert(
        fc.property(messages, changes, (message, list) => {
          const packet = Buffer.from(client.encode(type, 1, message));
          for (const [at, byte] of list) packet[at % packet.length] = byte;
          expectRefusedOrMessage(server, client, packet);
        }),
        { numRuns: RUNS / 10 },
      );
    }
  });
});

describe('A count without the bytes for it', () => {
  const { server } = ends[4];
  const HUGE = [0x7fff_ffff, 0xffff_ffff, Number.MAX_SAFE_INTEGER, 17_000];

  it('is refused before any room is made', () => {
    const empty = readBinaryVectors().vectors.find(
      ({ name, type }) => name === 'lists, all empty' && clientTypes.has(type),
    )!;
    const packet = Buffer.from(empty.hex, 'hex');
    const before = process.memoryUsage();
    // The first count stands behind the head, each of the eight others one byte further.
    for (let list = 0; list < 9; list++) {
      for (const count of HUGE) {
        const at = packet.length - 9 + list;
        const mutant = Buffer.concat([
          packet.subarray(0, at),
          varuint(count),
          packet.subarray(at + 1),
          Buffer.alloc(64),
        ]);
        expect(refusalOf(server, mutant)).toBe('packet.truncated');
      }
    }
    const after = process.memoryUsage();
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(MEBIBYTE);
    expect(after.heapUsed - before.heapUsed).toBeLessThan(8 * MEBIBYTE);
  });

  it('costs no more than a fixed multiple of the packet, even for what is smallest on the wire', () => {
    const slots = 16_000;
    const { client } = ends[4];
    const message = {
      ...{ bytes: [], ints: [], counts: [], numbers: [], texts: [], flags: [], weathers: [], path: [] },
      bags: [{ label: '', slots: Array.from({ length: slots }, () => ({})) }],
    };
    const packet = client.encode(BinaryType.Lists, 0, message);
    expect(packet.length).toBeLessThan(slots + 32);

    const before = process.memoryUsage().heapUsed;
    const envelope = new Envelope();
    expect(server.decode(packet, envelope)).toBeUndefined();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(packet.length * 250);
    expect(envelope.message).toEqual(message);
  });
});

describe('A message inside itself', () => {
  const { server, client } = ends[4];

  /** Trees of so many levels, each the `next` of the one before. */
  function nested(levels: number): Buffer {
    const head = Buffer.from([BinaryType.Tree & 0xff, BinaryType.Tree >> 8, 0]);
    const level = (isLast: boolean) => [isLast ? 0 : 1, 2];
    // The innermost comes last, because a value stands before its next.
    return Buffer.concat([head, Buffer.from(Array.from({ length: levels }, (_, i) => level(i === levels - 1)).flat())]);
  }

  it('is read to 32 levels and refused beyond, however deep', () => {
    expect(refusalOf(server, nested(32))).toBeUndefined();
    for (const levels of [33, 100, 8000]) expect(refusalOf(server, nested(levels))).toBe('packet.too_deep');
  });

  it('is written to 32 levels and refused beyond, also when it has no end', () => {
    const tree = (levels: number): object => (levels === 1 ? { value: 1 } : { value: 1, next: tree(levels - 1) });
    const endless: { value: number; next?: object } = { value: 1 };
    endless.next = endless;

    expect(client.encode(BinaryType.Tree, 0, tree(32))).toEqual(nested(32));
    expect(() => client.encode(BinaryType.Tree, 0, tree(33))).toThrow('TreeSend is nested too deeply');
    expect(() => client.encode(BinaryType.Tree, 0, endless)).toThrow(TypeError);
  });
});

function varuint(value: number): Buffer {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7f; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return Buffer.from([...bytes, rest]);
}
