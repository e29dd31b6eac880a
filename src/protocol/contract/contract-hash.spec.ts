import { contractHash, fieldSignature, messageHash } from './contract-hash.js';
import type { ContractField, ContractMessage, ContractStruct } from './contract.js';

const field: ContractField = {
  ...{ name: 'count', doc: 'How many.', wire: { form: 'u8' }, container: 'none' },
  ...{ isOptional: false, isInteger: true, min: 0, max: 9 },
};

function struct(name: string, fields: readonly ContractField[]): ContractStruct {
  return { name, module: 'shop', doc: '', fields };
}

const holder: ContractField = { ...field, name: 'part', wire: { form: 'struct', struct: 'Part' } };

const message: Omit<ContractMessage, 'hash'> = {
  ...struct('ShopBuy', [field, holder]),
  ...{ type: 1000, direction: 'client', access: 'player', reply: 'ShopBought' },
};

const structs = [struct('Part', [field])];

describe(messageHash.name, () => {
  const hash = messageHash(message, { structs });

  it('is 8 hexadecimal digits, the same each time', () => {
    expect(hash).toMatch(/^[0-9a-f]{8}$/);
    expect(messageHash({ ...message }, { structs: [...structs] })).toBe(hash);
  });

  it('does not count documentation, modules and the names of enums', () => {
    const told = { ...message, doc: 'Buys.', module: 'bank', fields: [{ ...field, doc: '', enum: 'Colour' }, holder] };
    expect(messageHash(told, { structs })).toBe(hash);
  });

  it.each<[string, Partial<ContractField>]>([
    ['name', { name: 'amount' }],
    ['form', { wire: { form: 'u16' } }],
    ['container', { container: 'list' }],
    ['optionality', { isOptional: true }],
    ['wholeness', { isInteger: false }],
    ['lower bound', { min: 1 }],
    ['upper bound', { max: 8 }],
    ['length', { maxLength: 3 }],
    ['count', { minItems: 3 }],
  ])('counts the %s of a field, also of one inside a part', (_what, change) => {
    const changed = { ...field, ...change };

    expect(messageHash({ ...message, fields: [changed, holder] }, { structs })).not.toBe(hash);
    expect(messageHash(message, { structs: [struct('Part', [changed])] })).not.toBe(hash);
  });

  it.each<[string, Partial<ContractMessage>]>([
    ['type', { type: 1002 }],
    ['name', { name: 'ShopTake' }],
    ['direction', { direction: 'server' }],
    ['access', { access: 'anyone' }],
    ['reply', { reply: 'ShopTaken' }],
    ['order of the fields', { fields: [holder, field] }],
  ])('counts the %s', (_what, change) => {
    expect(messageHash({ ...message, ...change }, { structs })).not.toBe(hash);
  });

  it('tells a lower bound from an upper one, and values from their order', () => {
    const bound = (change: Partial<ContractField>) =>
      messageHash({ ...message, fields: [{ ...field, ...change }] }, { structs });
    const choice = (values: readonly string[]) => bound({ wire: { form: 'choice', values } });

    expect(bound({ min: 5, max: undefined })).not.toBe(bound({ min: undefined, max: 5 }));
    expect(choice(['a', 'b'])).not.toBe(choice(['b', 'a']));
    expect(choice(['a,b'])).not.toBe(choice(['a', 'b']));
  });
});

describe(fieldSignature.name, () => {
  it('ends for a struct that holds itself', () => {
    const inner: ContractField = { ...holder, name: 'next', isOptional: true };
    const itself = struct('Part', [inner]);

    expect(fieldSignature(holder, { structs: [itself] })).toContain('@Part');
  });
});

describe(contractHash.name, () => {
  it('is 16 hexadecimal digits over the types and hashes of all messages', () => {
    const hash = contractHash([
      { type: 1, hash: 'aaaaaaaa' },
      { type: 2, hash: 'bbbbbbbb' },
    ]);

    expect(hash).toMatch(/^[0-9a-f]{16}$/);
    expect(contractHash([{ type: 1, hash: 'aaaaaaaa' }])).not.toBe(hash);
    expect(
      contractHash([
        { type: 1, hash: 'bbbbbbbb' },
        { type: 2, hash: 'aaaaaaaa' },
      ]),
    ).not.toBe(hash);
  });
});
