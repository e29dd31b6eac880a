import { compareMessage, digestContract, fieldDigest, type MessageDigest } from './compare-contract.js';
import type { Contract, ContractField, ContractMessage } from './contract.js';

function field(name: string, more: Partial<ContractField> = {}): ContractField {
  return { name, doc: '', wire: { form: 'u8' }, container: 'none', isOptional: false, isInteger: true, ...more };
}

function message(name: string, type: number, direction: 'client' | 'server', fields: ContractField[]): ContractMessage {
  return { name, type, direction, fields, module: 'shop', doc: '', access: 'player', hash: '' };
}

function contract(...messages: ContractMessage[]): Contract {
  return { format: 1, hash: '', messages, structs: [], enums: [], errors: [] };
}

/** What a client of `theirs` is told by a server of `ours`. */
function told(theirs: Contract, ours: Contract) {
  return digestContract(theirs).flatMap((digest) => compareMessage(digest, ours));
}

const item = field('item', { wire: { form: 'string' } });
const count = field('count');
const buy = (...fields: ContractField[]) => contract(message('ShopBuy', 1000, 'client', fields));
const bought = (...fields: ContractField[]) => contract(message('ShopBought', 1001, 'server', fields));

describe(digestContract.name, () => {
  it('names each field with a digest of what it is on the wire', () => {
    const [digest] = digestContract(buy(item, count));

    expect(digest).toEqual({
      type: 1000,
      name: 'ShopBuy',
      fields: [`item:${fieldDigest(item, { structs: [] })}`, `count:${fieldDigest(count, { structs: [] })}`],
    });
    expect(digest?.fields[0]).toMatch(/^item:[0-9a-f]{8}$/);
  });
});

describe(compareMessage.name, () => {
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
    ['a message that is gone', buy(item), bought(item), '', 'is not known to the server', true],
  ])('tells of %s', (_what, theirs, ours, name, text, isBreaking) => {
    expect(told(theirs, ours)).toEqual([{ message: theirs.messages[0]?.name, field: name, text, isBreaking }]);
  });

  it('tells of a type that belongs to another message now', () => {
    expect(told(buy(item), contract(message('ShopSell', 1000, 'client', [item])))).toEqual([
      { message: 'ShopSell', field: '', text: 'has taken the type of another message', isBreaking: true },
    ]);
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
    const odd: MessageDigest = { type: 1000, name: 'ShopBuy', fields: ['', 'item', 'count:zz'] };
    expect(compareMessage(odd, buy(item)).every(({ isBreaking }) => isBreaking)).toBe(true);
  });
});
