import fc from 'fast-check';
import { decodeVariant, encodeVariant } from '../../src/protocol/variant/variant.js';
import { describeWithEngine } from '../godot/engines.js';
import { variants } from './variant-arbitrary.js';
import { freshVectors, roundTrip } from './variant-engine.js';
import { readVectors, VECTOR_SOURCES, writeVectors } from './variant-vectors.js';

const VALUES = 3000;

const isUpdating = process.env.WRITE_VECTORS === '1';

for (const source of VECTOR_SOURCES) {
  const { godot } = source;

  /** Godot 3 leaves old memory in the padding of a NodePath's strings; writing what was read puts zeros there. */
  const canonical = (bytes: Uint8Array): Uint8Array => {
    return godot === 3 ? encodeVariant(decodeVariant(bytes, { godot }), { godot }) : bytes;
  };

  describeWithEngine(source.engine, 'Variant', (engine) => {
    it('is written by the engine as the golden vectors say', async () => {
      const fresh = await freshVectors(engine, source);

      if (isUpdating) writeVectors(source, fresh);
      expect(fresh).toEqual(readVectors(source));
    });

    it('is read by the engine and written again to the same bytes, whatever the value', async () => {
      const seed = Date.now();
      const sent = fc
        .sample(variants(godot), { numRuns: VALUES, seed })
        .map((value) => encodeVariant(value, { godot }));

      const returned = await roundTrip(engine, source, sent);

      expect({ seed, ...firstDifference(sent, returned.map(canonical)) }).toEqual({ seed });
    });

    if (godot === 3) return;

    it('is read by the engine when written for a double-precision one', async () => {
      const seed = Date.now();
      const values = fc.sample(variants(godot), { numRuns: VALUES, seed });

      const doubles = values.map((value) => encodeVariant(value, { godot, realT: 'double' }));
      const singles = values.map((value) => encodeVariant(value, { godot }));

      expect(doubles).not.toEqual(singles);
      expect({ seed, ...firstDifference(singles, await roundTrip(engine, source, doubles)) }).toEqual({ seed });
    });
  });
}

function firstDifference(
  expected: readonly Uint8Array[],
  actual: readonly Uint8Array[],
): { index: number; expected: string; actual: string } | undefined {
  const index = expected.findIndex((bytes, i) => Buffer.compare(bytes, actual[i]!) !== 0);
  return index < 0 ? undefined : { index, expected: hexOf(expected[index]!), actual: hexOf(actual[index]!) };
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
