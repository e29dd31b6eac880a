import type { ContractField, ContractStruct, WireForm } from './contract.js';
import { headBits, headBytes, leastBytes, structOf, wireSize } from './wire-size.js';

function field(name: string, wire: WireForm, more: Partial<ContractField> = {}): ContractField {
  return { name, doc: '', wire, container: 'none', isOptional: false, isInteger: false, ...more };
}

function struct(name: string, fields: readonly ContractField[]): ContractStruct {
  return { name, module: 'test', doc: '', fields };
}

const bool: WireForm = { form: 'bool' };
const part = struct('Part', [field('a', { form: 'u16' }), field('b', bool), field('c', { form: 'string' })]);
const layout = { structs: [part] };

describe(wireSize.name, () => {
  it.each<[WireForm, number, number]>([
    [{ form: 'u8' }, 1, 1],
    [{ form: 'f64' }, 8, 8],
    [{ form: 'color' }, 16, 16],
    [{ form: 'varuint' }, 1, 8],
    [{ form: 'string' }, 1, Infinity],
    [{ form: 'variant' }, 5, Infinity],
    [{ form: 'quantized', min: 0, max: 1, bits: 8 }, 1, 1],
    [{ form: 'quantized', min: 0, max: 1, bits: 9 }, 2, 2],
    [{ form: 'quantized', min: 0, max: 1, bits: 17 }, 4, 4],
    [{ form: 'choice', values: Array.from({ length: 256 }, (_, i) => i) }, 1, 1],
    [{ form: 'choice', values: Array.from({ length: 257 }, (_, i) => i) }, 2, 2],
    [{ form: 'struct', struct: 'Part' }, 4, Infinity],
  ])('knows the bytes of %j', (wire, least, most) => {
    expect(wireSize(wire, layout)).toEqual({ least, most });
  });
});

describe(headBits.name, () => {
  it('has a bit for each optional field and each bool outside of lists, the presence first', () => {
    const fields = [
      field('a', bool),
      field('b', bool, { container: 'list' }),
      field('c', bool, { isOptional: true }),
      field('d', { form: 'u8' }, { isOptional: true }),
      field('e', { form: 'u8' }),
    ];
    const bits = headBits({ fields }).map((bit) => `${bit.field.name} ${bit.meaning}`);

    expect(bits).toEqual(['a value', 'c presence', 'c value', 'd presence']);
    expect(headBytes({ fields })).toBe(1);
    expect(headBytes({ fields: [...fields, ...fields, field('f', bool)] })).toBe(2);
    expect(headBytes({ fields: [field('e', { form: 'u8' })] })).toBe(0);
  });
});

describe(leastBytes.name, () => {
  it('is endless for a struct that must hold itself, and no other', () => {
    const self: WireForm = { form: 'struct', struct: 'Self' };
    const holding = (more: Partial<ContractField>) => struct('Self', [field('next', self, more)]);
    const least = (of: ContractStruct) => leastBytes(of, { structs: [of] });

    expect(least(holding({}))).toBe(Infinity);
    expect(least(holding({ isOptional: true }))).toBe(1);
    expect(least(holding({ container: 'list' }))).toBe(1);
    expect(least(struct('None', []))).toBe(0);
  });
});

describe(structOf.name, () => {
  it('refuses a name that the contract does not have', () => {
    expect(() => structOf('Nobody', layout)).toThrow('The contract has no struct Nobody.');
  });
});
