import { decodeVariant, encodeVariant } from '../../src/protocol/variant/variant.js';
import { textOf } from '../../src/protocol/error-codes.js';
import { VariantError } from '../../src/protocol/variant/variant-error.js';
import { typeNames } from '../../src/protocol/variant/variant-type.js';
import { fromNotation } from './variant-notation.js';
import { readVectors, VECTOR_SOURCES } from './variant-vectors.js';

describe.each(VECTOR_SOURCES)('The golden vectors of $engine', (source) => {
  const { godot } = source;
  const vectors = readVectors(source);
  const sendable = vectors.filter(({ value }) => value[0] !== 'refused');
  const refused = vectors.filter(({ value }) => value[0] === 'refused');

  it('begin with a header of every type', () => {
    const types = new Set(vectors.map(({ hex }) => parseInt(hex.slice(0, 2), 16)));

    expect([...types].sort((a, b) => a - b)).toEqual([...typeNames(godot).keys()]);
  });

  it.each(sendable)('$name is read as what it is', ({ value, hex }) => {
    expect(decodeVariant(Buffer.from(hex, 'hex'), { godot })).toStrictEqual(fromNotation(value));
  });

  it.each(sendable)('$name is written to the same bytes, from what it is and from what was read', ({ value, hex }) => {
    const described = fromNotation(value);
    const read = decodeVariant(Buffer.from(hex, 'hex'), { godot });

    expect(hexOf(encodeVariant(described!, { godot }))).toBe(hex);
    expect(hexOf(encodeVariant(read, { godot }))).toBe(hex);
  });

  it.each(refused)('$name is refused', ({ hex }) => {
    const read = (): unknown => decodeVariant(Buffer.from(hex, 'hex'), { godot });

    expect(read).toThrow(VariantError);
    expect(read).toThrow(textOf('variant.refused'));
  });
});

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
