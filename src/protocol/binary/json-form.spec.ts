import type { ContractMessage } from '../contract/contract.js';
import { Envelope } from '../envelope.js';
import { BinaryPackets } from './binary-packets.js';

const field = { name: 'facts', doc: '', container: 'none', isOptional: false, isInteger: false } as const;
const fields = [{ ...field, wire: { form: 'json' } }] as const;
const message = { name: 'Sample', module: 'test', doc: '', fields, access: 'anyone', hash: '' } as const;
const messages: ContractMessage[] = [
  { ...message, type: 1000, direction: 'client' },
  { ...message, type: 1001, direction: 'server' },
];
const packets = new BinaryPackets({ messages, structs: [] }, { godot: 4, role: 'server' });

function read(text: string): unknown {
  const json = Buffer.from(text);
  const envelope = new Envelope();
  const head = Buffer.from([0xe8, 0x03, 0x00, json.length]);
  return packets.decode(Buffer.concat([head, json]), envelope) ?? envelope.message;
}

describe('the form json', () => {
  it('is the text of an object behind its length', () => {
    const packet = packets.encode(1001, 0, { facts: { map: 'é', bots: 2 } });

    expect(packet.subarray(3).toString('utf8')).toBe('\u0016{"map":"é","bots":2}'.replace('\u0016', '\u0015'));
    expect(read('{"map":"x","deep":{"a":[1,null]}}')).toEqual({ facts: { map: 'x', deep: { a: [1, null] } } });
  });

  it.each([
    ['no JSON', '{"a":'],
    ['a list', '[1]'],
    ['null', 'null'],
    ['a number', '7'],
    ['nothing', ''],
    ['33 levels', `{"a":${'['.repeat(32)}${']'.repeat(32)}}`],
  ])('refuses %s', (_what, text) => {
    expect(read(text)).toMatch(/^packet\.(bad_value|truncated)$/);
  });

  it('refuses what is not UTF-8', () => {
    const bytes = Buffer.from([0xe8, 0x03, 0x00, 5, 0x7b, 0x22, 0xff, 0x22, 0x7d]);
    expect(packets.decode(bytes, new Envelope())).toBe('packet.not_utf8');
  });

  it.each([[[1]], ['text'], [7], [null]])('does not write %j', (facts) => {
    expect(() => packets.encode(1001, 0, { facts })).toThrow('The field facts of Sample must be an object');
  });

  it('leaves every prototype as it was', () => {
    read('{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
