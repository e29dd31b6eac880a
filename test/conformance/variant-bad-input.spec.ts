import fc from 'fast-check';
import { decodeVariant, encodeVariant } from '../../src/protocol/variant/variant.js';
import { VariantError, variantErrors } from '../../src/protocol/variant/variant-error.js';
import { typeNames, type GodotMajor } from '../../src/protocol/variant/variant-type.js';
import type { VariantValue } from '../../src/protocol/variant/variant-value.js';
import { variants } from './variant-arbitrary.js';
import { readVectors, VECTOR_SOURCES } from './variant-vectors.js';

const RUNS = 3000;
const MEBIBYTE = 1_048_576;
const CODES: ReadonlySet<string> = new Set(Object.keys(variantErrors));

describe.each(VECTOR_SOURCES)('Bad bytes for $engine', (source) => {
  const { godot } = source;
  const vectors = readVectors(source).map(({ hex, value }) => ({
    bytes: Buffer.from(hex, 'hex'),
    isRefused: value[0] === 'refused',
  }));

  it('are refused when they are a vector cut short anywhere', () => {
    for (const { bytes, isRefused } of vectors) {
      const codes = new Set<string | undefined>();
      for (let length = 0; length < bytes.length; length++) codes.add(refusalOf(bytes.subarray(0, length), godot));
      if (isRefused) codes.delete('variant.refused');
      expect([...codes]).toEqual(['variant.truncated']);
    }
  });

  it('are refused when something follows a vector', () => {
    for (const { bytes, isRefused } of vectors) {
      const code = isRefused ? 'variant.refused' : 'variant.trailing';
      expect(refusalOf(Buffer.concat([bytes, Buffer.alloc(4)]), godot)).toBe(code);
    }
  });

  it('are refused, or a value that can be written, when they are a vector with one byte changed', () => {
    for (const { bytes } of vectors.filter((vector) => vector.bytes.length <= 200)) {
      for (let at = 0; at < bytes.length; at++) {
        for (const change of [0x01, 0x02, 0x80, 0xff]) {
          const mutant = Buffer.from(bytes);
          mutant[at]! ^= change;
          expectRefusedOrValue(mutant, godot);
        }
      }
    }
  });

  it('are refused, or a value that can be written, when they are random', () => {
    const words = fc.array(fc.oneof(fc.nat({ max: 45 }), fc.nat(), fc.nat({ max: 45 }).map(withFlags)), {
      maxLength: 24,
    });
    const random = fc.oneof(fc.uint8Array({ maxLength: 96 }), words.map(bytesOf));

    fc.assert(
      fc.property(random, (bytes) => expectRefusedOrValue(bytes, godot)),
      { numRuns: RUNS },
    );
  });

  it('are refused, or a value that can be written, when they are a value with some bytes changed', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { minLength: 1, maxLength: 4 });

    fc.assert(
      fc.property(variants(godot), changes, (value, list) => {
        const bytes = encodeVariant(value, { godot });
        for (const [at, byte] of list) bytes[at % bytes.length] = byte;
        expectRefusedOrValue(bytes, godot);
      }),
      { numRuns: RUNS },
    );
  });
});

describe('A length without the bytes for it', () => {
  const huge = [0x7fff_ffff, 0xffff_ffff, 0x4000_0000, 0x1000_0001];

  it.each([3, 4] as const)('is refused before any room is made, in Godot %i', (godot) => {
    const before = process.memoryUsage().arrayBuffers;
    for (const [type] of typeNames(godot).entries()) {
      for (const count of huge) {
        const code = refusalOf(bytesOf([type, count, count, count, 0, 0, 0, 0]), godot);
        expect(code).toMatch(/^variant\./);
      }
    }
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(MEBIBYTE);
  });

  it('does not cost more than a fixed multiple of the frame, even for what is smallest on the wire', () => {
    const emptyDictionaries = new Array<VariantValue>(2000).fill(new Map());
    const bytes = encodeVariant(emptyDictionaries, { godot: 4 });
    const before = process.memoryUsage().heapUsed;

    const value = decodeVariant(bytes, { godot: 4 });

    expect(process.memoryUsage().heapUsed - before).toBeLessThan(bytes.length * 100);
    expect(value).toHaveLength(2000);
  });
});

/** `variant.truncated` and so on; undefined when `bytes` are a value. Whatever is not a coded error is thrown on. */
function refusalOf(bytes: Uint8Array, godot: GodotMajor): string | undefined {
  try {
    decodeVariant(bytes, { godot });
    return undefined;
  } catch (error) {
    if (!(error instanceof VariantError) || !CODES.has(error.code)) throw error;
    if (error.offset < 0 || error.offset > bytes.length) throw new Error(`met at ${error.offset}`, { cause: error });
    return error.code;
  }
}

function expectRefusedOrValue(bytes: Uint8Array, godot: GodotMajor): void {
  if (refusalOf(bytes, godot) !== undefined) return;
  const written = encodeVariant(decodeVariant(bytes, { godot }), { godot });
  const again = encodeVariant(decodeVariant(written, { godot }), { godot });
  if (Buffer.compare(again, written) !== 0) expect(again).toEqual(written);
}

/** A type with flags that some type allows. */
function withFlags(type: number): number {
  return type | (((type * 7) % 16) << 16);
}

function bytesOf(words: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(words).buffer);
}
