import fc from 'fast-check';
import {
  compareContract,
  compareMessage,
  compareSteps,
  digestContract,
  digestSteps,
  fieldDigest,
  type MessageDigest,
} from './compare-contract.js';
import type { Contract, ContractField, ContractMessage, ContractStruct } from './contract.js';
import { contractHash, messageHash } from './contract-hash.js';

const EVERYTHING = { firstType: 0, lastType: 65_535 };

function field(name: string, more: Partial<ContractField> = {}): ContractField {
  return { name, doc: '', wire: { form: 'u8' }, container: 'none', isOptional: false, isInteger: true, ...more };
}

function message(name: string, type: number, direction: 'client' | 'server', fields: ContractField[]): ContractMessage {
  return { name, type, direction, fields, module: 'shop', doc: '', access: 'player', hash: '' };
}

function contract(...messages: ContractMessage[]): Contract {
  return hashed({ messages, structs: [] });
}

/** A contract of these messages and structs, with its hashes. */
function hashed({ messages, structs }: Pick<Contract, 'messages' | 'structs'>): Contract {
  const own = messages.map((each) => ({ ...each, hash: messageHash(each, { structs }) }));
  return { format: 1, hash: contractHash(own), messages: own, structs, enums: [], errors: [] };
}

/** What a server with `ours` tells a client with `theirs`. */
function told(theirs: Contract, ours: Contract) {
  return compareContract({ ...EVERYTHING, messages: digestContract(theirs) }, ours);
}

const item = field('item', { wire: { form: 'string' } });
const count = field('count');
const used = (more: Partial<ContractMessage>) => contract({ ...message('ShopBuy', 1000, 'client', [item]), ...more });
const buy = (...fields: ContractField[]) => contract(message('ShopBuy', 1000, 'client', fields));
const bought = (...fields: ContractField[]) => contract(message('ShopBought', 1001, 'server', fields));

describe(digestContract.name, () => {
  it('names each field with a digest of what it is on the wire', () => {
    const [digest] = digestContract(buy(item, count));

    expect(digest).toEqual({
      ...{ type: 1000, name: 'ShopBuy', hash: buy(item, count).messages[0]?.hash },
      ...{ direction: 'client', access: 'player' },
      fields: [`item:${fieldDigest(item, { structs: [] })}`, `count:${fieldDigest(count, { structs: [] })}`],
    });
    expect(digest?.fields[0]).toMatch(/^item:[0-9a-f]{8}$/);
  });

  it('names the reply where there is one', () => {
    expect(digestContract(used({ reply: 'ShopBought' }))[0]).toMatchObject({ reply: 'ShopBought' });
    expect(digestContract(used({}))[0]).not.toHaveProperty('reply');
  });
});

describe(compareContract.name, () => {
  it('finds nothing between equal contracts', () => {
    expect(told(buy(item, count), buy(item, count))).toEqual([]);
  });

  it.each<[string, Contract, Contract, string, string, boolean]>([
    ['a field that a client must send now', buy(item), buy(item, count), 'count', 'is new', true],
    [
      'a field that a client may send now',
      buy(item),
      buy(item, field('count', { isOptional: true })),
      'count',
      'is new',
      false,
    ],
    ['a field that the server sends now', bought(item), bought(item, count), 'count', 'is new', false],
    ['a field that a client still sends', buy(item, count), buy(item), 'count', 'is gone', true],
    ['a field that the server stopped sending', bought(item, count), bought(item), 'count', 'is gone', true],
    ['a field that is another now', buy(item), buy(field('item')), 'item', 'has changed', true],
    ['a field with a tighter rule', bought(count), bought(field('count', { max: 3 })), 'count', 'has changed', true],
    [
      'fields in another order',
      buy(item, count),
      buy(count, item),
      '',
      'has its fields in another order, which counts in binary',
      false,
    ],
    ['a message that is gone', buy(item), contract(), '', 'is not known to the server', true],
    [
      'a message that goes the other way',
      used({}),
      used({ direction: 'server' }),
      '',
      'is sent by the server now',
      true,
    ],
    ['a reply instead of an Ack', used({}), used({ reply: 'ShopBought' }), '', 'is answered by ShopBought now', true],
    ['an Ack instead of a reply', used({ reply: 'ShopBought' }), used({}), '', 'is answered by an Ack now', true],
    [
      'a message that is for players now',
      used({ access: 'anyone' }),
      used({}),
      '',
      'needs a signed-in player now',
      true,
    ],
    ['a message that is for all now', used({}), used({ access: 'anyone' }), '', 'may be sent by anyone now', false],
  ])('tells of %s', (_what, theirs, ours, name, text, isBreaking) => {
    expect(told(theirs, ours)).toEqual([{ message: theirs.messages[0]?.name, field: name, text, isBreaking }]);
  });

  it('tells of a type that belongs to another message now', () => {
    expect(told(buy(item), contract(message('ShopSell', 1000, 'client', [item])))).toEqual([
      { message: 'ShopSell', field: '', text: 'has taken the type of another message', isBreaking: true },
    ]);
  });

  it('tells of a message that only the server knows, within the range of types that was asked about', () => {
    const both = contract(...buy(item).messages, ...bought(item).messages);
    const ask = (firstType: number, lastType: number) => compareContract({ firstType, lastType, messages: [] }, both);

    expect(told(buy(item), both)).toEqual([{ message: 'ShopBought', field: '', text: 'is new', isBreaking: false }]);
    expect(ask(0, 65_535).map((each) => each.message)).toEqual(['ShopBuy', 'ShopBought']);
    expect(ask(1001, 1001).map((each) => each.message)).toEqual(['ShopBought']);
    expect(ask(0, 999)).toEqual([]);
  });

  it("tells of every field at once, in the order of the server's", () => {
    const differences = told(buy(item, field('old'), field('odd')), buy(field('new'), field('odd', { max: 1 }), item));
    expect(differences.map(({ field: name, text }) => `${name} ${text}`)).toEqual([
      'new is new',
      'odd has changed',
      'old is gone',
    ]);
  });

  it('is not misled by entries that are no digests', () => {
    const odd: MessageDigest = { ...digestContract(buy(item))[0]!, fields: ['', 'item', 'count:zz'] };
    expect(compareMessage(odd, buy(item)).every(({ isBreaking }) => isBreaking)).toBe(true);
  });
});

describe(compareSteps.name, () => {
  const ours = { steps: ['a#one', 'b#two', 'c#three'].map((key) => ({ key, hash: '00000001' })) };
  const ask = (steps: string[], after = '', until = '') =>
    compareSteps({ after, until, steps }, ours).map(({ message: key, text }) => `${key} ${text}`);

  it('finds nothing between equal steps', () => {
    expect(ask(digestSteps(ours))).toEqual([]);
    expect(compareSteps({ after: '', until: '', steps: [] }, {})).toEqual([]);
  });

  it('names the steps that differ, and breaks no message', () => {
    expect(ask(['a#one:00000002', 'b#gone:00000001', 'c#three:00000001'])).toEqual([
      'a#one is not the same on the server',
      'b#two is new',
      'b#gone is not known to the server',
    ]);
    expect(compareSteps({ after: '', until: '', steps: ['d#x:0'] }, ours).some(({ isBreaking }) => isBreaking)).toBe(
      false,
    );
  });

  it('is asked in parts', () => {
    expect(ask([], '', 'b#two')).toEqual(['a#one is new', 'b#two is new']);
    expect(ask([], 'b#two', '')).toEqual(['c#three is new']);
  });
});

describe('Whatever changes the hash of a contract', () => {
  /** Two contracts with few possible values, so that they often differ in just one thing. */
  const pairs = fc.tuple(contracts(), contracts());

  it('is a difference with a name', () => {
    let unequal = 0;
    fc.assert(
      fc.property(pairs, ([theirs, ours]) => {
        if (theirs.hash === ours.hash) return;
        unequal++;
        const differences = told(theirs, ours);
        expect(differences).not.toEqual([]);
        expect(differences.filter((each) => each.message === '' || each.text === '')).toEqual([]);
      }),
      { numRuns: 2000 },
    );
    expect(unequal).toBeGreaterThan(500);
  });

  it('is a difference with a name, when one thing changes', () => {
    fc.assert(
      fc.property(contracts(), fc.nat(), changes(), (ours, at, change) => {
        const messages = ours.messages.map((each, i) => (i === at % ours.messages.length ? change(each) : each));
        const theirs = hashed({ messages, structs: ours.structs });

        expect(told(theirs, ours).length > 0).toBe(theirs.hash !== ours.hash);
        expect(told(ours, theirs).length > 0).toBe(theirs.hash !== ours.hash);
      }),
      { numRuns: 2000 },
    );
  });
});

function contracts(): fc.Arbitrary<Contract> {
  const messages = fc.uniqueArray(messageArbitrary(), { maxLength: 4, selector: ({ type }) => type });
  const structs = fields().map((own): ContractStruct[] => [{ name: 'Part', module: 'shop', doc: '', fields: own }]);
  return fc.record({ messages, structs }).map((parts) => {
    return hashed({ ...parts, messages: [...parts.messages].sort((a, b) => a.type - b.type) });
  });
}

function messageArbitrary(): fc.Arbitrary<ContractMessage> {
  return fc.record(
    {
      type: fc.integer({ min: 1000, max: 1003 }),
      name: fc.constantFrom('ShopBuy', 'ShopSell'),
      direction: fc.constantFrom('client', 'server'),
      access: fc.constantFrom('player', 'anyone'),
      reply: fc.constantFrom('ShopBought', 'ShopSold'),
      fields: fields(true),
      ...{ module: fc.constant('shop'), doc: fc.constant(''), hash: fc.constant('') },
    },
    { requiredKeys: ['type', 'name', 'direction', 'access', 'fields', 'module', 'doc', 'hash'] },
  );
}

function fields(hasParts = false): fc.Arbitrary<ContractField[]> {
  const forms: ContractField['wire'][] = [
    ...([{ form: 'u8' }, { form: 'varint' }, { form: 'choice', values: ['a', 'b'] }] as const),
    ...([
      { form: 'choice', values: ['b', 'a'] },
      { form: 'quantized', min: 0, max: 1, bits: 9 },
    ] as const),
    ...(hasParts ? [{ form: 'struct', struct: 'Part' } as const] : []),
  ];
  const bound = fc.constantFrom(undefined, 1, 2);
  const bounds = { min: bound, max: bound, minLength: bound, maxLength: bound, minItems: bound, maxItems: bound };
  const one = fc.record({
    ...{ name: fc.constantFrom('a', 'b', 'c'), doc: fc.constant(''), wire: fc.constantFrom(...forms) },
    container: fc.constantFrom<ContractField['container']>('none', 'list', 'map'),
    ...{ isOptional: fc.boolean(), isInteger: fc.boolean(), ...bounds },
  });
  return fc.uniqueArray(one, { maxLength: 3, selector: ({ name }) => name });
}

/** A possible change of a message. */
function changes(): fc.Arbitrary<(message: ContractMessage) => ContractMessage> {
  return fc.oneof(
    messageArbitrary().map((other) => (own: ContractMessage) => ({ ...own, reply: other.reply ?? own.name })),
    messageArbitrary().map(({ access }) => (own: ContractMessage) => ({ ...own, access })),
    messageArbitrary().map(({ direction }) => (own: ContractMessage) => ({ ...own, direction })),
    messageArbitrary().map(({ name }) => (own: ContractMessage) => ({ ...own, name })),
    fc.constant((own: ContractMessage) => ({ ...own, fields: [...own.fields].reverse() })),
    fields(true).map((other) => (own: ContractMessage) => ({ ...own, fields: other })),
    fc.constant((own: ContractMessage) => ({ ...own, fields: own.fields.map((each) => ({ ...each, max: 3 })) })),
  );
}
