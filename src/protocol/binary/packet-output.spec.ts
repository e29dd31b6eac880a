import { PacketInput } from './packet-input.js';
import { PacketOutput } from './packet-output.js';

const PLACE = { struct: 'Sample', field: 'value', holds: 'something' };

/** The packet that `write` produces. */
function written(write: (out: PacketOutput) => void, out = new PacketOutput({ godot: 4 })): Buffer {
  out.begin('Sample');
  write(out);
  return out.finish();
}

function inputOf(packet: Buffer): PacketInput {
  const input = new PacketInput({ godot: 4 });
  input.open(packet, 0);
  return input;
}

/** Numbers on both sides of every size limit of LEB128. */
const EDGES = Array.from({ length: 54 }, (_, bit) => [2 ** bit - 2, 2 ** bit - 1, 2 ** bit])
  .flat()
  .filter((value) => value >= 0 && Number.isSafeInteger(value));

describe(PacketOutput.name, () => {
  it('writes varuints that are read as what they were, as short as can be', () => {
    for (const value of EDGES) {
      const packet = written((out) => (out.position = out.varuint(out.room(8), value, PLACE)));

      expect([...packet]).toEqual(leb128(BigInt(value)));
      expect(inputOf(packet).varuint()).toBe(value);
    }
  });

  it('writes varints that are read as what they were, in the bytes of 64-bit zigzag', () => {
    for (const value of EDGES.flatMap((edge) => [edge, -edge])) {
      const packet = written((out) => (out.position = out.varint(out.room(8), value, PLACE)));
      const zigzag = (BigInt(value) << 1n) ^ (BigInt(value) >> 63n);

      expect([...packet]).toEqual(leb128(zigzag));
      expect(inputOf(packet).varint()).toBe(value + 0);
    }
  });

  it.each([0, 1, 24, 25, 127, 128, 1024, 1025, 16_383, 16_384, 70_000])('writes texts of %i letters', (length) => {
    for (const letter of ['a', 'é', '語', '\u{1f40c}']) {
      const text = letter.repeat(length);
      const packet = written((out) => out.string(text, PLACE));

      expect(packet.subarray(packet.length - Buffer.byteLength(text)).toString()).toBe(text);
      expect(inputOf(packet).string()).toBe(text);
    }
  });

  it('writes half a surrogate pair as U+FFFD', () => {
    expect(written((out) => out.string('a\ud800b', PLACE)).toString('hex')).toBe('0561efbfbd62');
    expect(inputOf(written((out) => out.string(`${'x'.repeat(200)}\udc00`, PLACE))).string()).toBe(
      `${'x'.repeat(200)}\ufffd`,
    );
  });

  it('writes Variants of any size, in the middle of a packet', () => {
    for (const length of [0, 100, 116, 117, 10_000, 200_000]) {
      const value = 'v'.repeat(length);
      const packet = written((out) => {
        out.string('before', PLACE);
        out.variant(value, PLACE);
        out.string('after', PLACE);
      });
      const input = inputOf(packet);

      expect([input.string(), input.variant(), input.string()]).toEqual(['before', value, 'after']);
      expect(input.position).toBe(packet.length);
    }
  });

  it('keeps the packets before it when it grows, and gives each memory of its own', () => {
    const out = new PacketOutput({ godot: 4 });
    const sizes = [10, 60_000, 5000, 100, 200_000, 10, 65_536, 1];
    const packets = sizes.map((size, i) => written((to) => to.blob(new Uint8Array(size).fill(i), PLACE), out));

    packets.forEach((packet, i) => {
      expect(inputOf(packet).blob()).toEqual(new Uint8Array(sizes[i]!).fill(i));
    });
  });

  it('forgets a packet that was not finished', () => {
    const out = new PacketOutput({ godot: 4 });
    out.begin('Sample');
    out.string('lost', PLACE);

    expect(written((to) => to.string('kept', PLACE), out).toString('latin1')).toBe('\x04kept');
  });
});

function leb128(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  for (; rest > 0x7fn; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80);
  return [...bytes, Number(rest)];
}
