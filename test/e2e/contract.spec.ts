import { once } from 'node:events';
import { WebSocket } from 'ws';
import { BinaryPackets } from '../../src/protocol/binary/binary-packets.js';
import { ListedClasses } from '../../src/core/contract/declarations.js';
import { digestContract, digestSteps } from '../../src/protocol/contract/compare-contract.js';
import type { ContractDifference } from '../../src/protocol/contract/compare-contract.js';
import { contractHash, messageHash } from '../../src/protocol/contract/contract-hash.js';
import type { Contract, ContractField, ContractStruct } from '../../src/protocol/contract/contract.js';
import { Envelope } from '../../src/protocol/envelope.js';
import { ProtocolType } from '../../src/protocol/protocol.messages.js';
import { TestApp } from '../../src/testing/test-app.js';
import type { TestClient } from '../../src/testing/test-client.js';
import { FormsModule, FormsType } from './contract-forms.fixture.js';

/** How the contract was yesterday, made from how it is today. */
type Yesterday = (today: Contract) => Contract;

/** A message or part as it was yesterday. */
function yesterday(name: string, change: (struct: ContractStruct) => Partial<ContractStruct>): Yesterday {
  const changed = <T extends ContractStruct>(struct: T): T =>
    struct.name === name ? { ...struct, ...change(struct) } : struct;
  return ({ messages, structs, ...rest }) =>
    rehashed({ ...rest, messages: messages.map(changed), structs: structs.map(changed) });
}

/** A field as it was yesterday. */
function field(struct: string, name: string, change: Partial<ContractField>): Yesterday {
  return yesterday(struct, ({ fields }) => ({
    fields: fields.map((entry) => (entry.name === name ? { ...entry, ...change } : entry)),
  }));
}

/** Without a field that came today. */
function without(struct: string, name: string): Yesterday {
  return yesterday(struct, ({ fields }) => ({ fields: fields.filter((entry) => entry.name !== name) }));
}

/** With a field that is gone today. */
function withGhost(struct: string): Yesterday {
  return yesterday(struct, ({ fields }) => ({
    fields: [
      ...fields,
      { name: 'ghost', doc: '', wire: { form: 'u8' }, container: 'none', isOptional: true, isInteger: true },
    ],
  }));
}

function rehashed(contract: Contract): Contract {
  const messages = contract.messages.map((message) => ({ ...message, hash: messageHash(message, contract) }));
  return { ...contract, messages, hash: contractHash(messages) };
}

function told(message: string, fieldName: string, text: string, isBreaking: boolean): ContractDifference {
  return { message, field: fieldName, text, isBreaking };
}

describe('A client with another contract than the server', () => {
  let app: TestApp;
  let today: Contract;
  let client: TestClient;

  beforeAll(async () => {
    app = await TestApp.start({ imports: [FormsModule] });
    client = await app.connect();
    today = (await (await fetch(`${app.httpUrl}/contract`)).json()) as Contract;
  });

  afterAll(() => app.stop());

  it.each<[since: string, before: Yesterday, differences: ContractDifference[]]>([
    ['nothing changed', (contract) => contract, []],
    [
      'a message of the client was added',
      ({ messages, ...rest }) => ({ ...rest, messages: messages.filter(({ name }) => name !== 'FormsEmpty') }),
      [told('FormsEmpty', '', 'is new', false)],
    ],
    [
      'a message of the server was added',
      ({ messages, ...rest }) => ({ ...rest, messages: messages.filter(({ name }) => name !== 'FormsSeen') }),
      [told('FormsSeen', '', 'is new', false)],
    ],
    ['a doc comment changed', field('FormsTake', 'text', { doc: 'Something else.' }), []],
    [
      'a message of the server got a field',
      without('FormsTaken', 'fields'),
      [told('FormsTaken', 'fields', 'is new', false)],
    ],
    [
      'a message of the client got an optional field',
      without('FormsTake', 'note'),
      [told('FormsTake', 'note', 'is new', false)],
    ],
    [
      'a message of the client got a field that it needs',
      without('FormsTake', 'byte'),
      [told('FormsTake', 'byte', 'is new', true)],
    ],
    ['a message of the client lost a field', withGhost('FormsTake'), [told('FormsTake', 'ghost', 'is gone', true)]],
    ['a message of the server lost a field', withGhost('FormsSeen'), [told('FormsSeen', 'ghost', 'is gone', true)]],
    [
      'a range became another',
      field('FormsTake', 'byte', { max: 127 }),
      [told('FormsTake', 'byte', 'has changed', true)],
    ],
    [
      'a length became another',
      field('FormsTake', 'text', { maxLength: 9 }),
      [told('FormsTake', 'text', 'has changed', true)],
    ],
    [
      'a form on the wire became another',
      field('FormsTake', 'axis', { wire: { form: 'f64' } }),
      [told('FormsTake', 'axis', 'has changed', true)],
    ],
    [
      'an optional field became one that is needed',
      field('FormsTake', 'flag', { isOptional: true }),
      [told('FormsTake', 'flag', 'has changed', true)],
    ],
    [
      'a part of several messages changed',
      field('FormsPart', 'size', { max: 5 }),
      [
        told('FormsTake', 'nested', 'has changed', true),
        told('FormsTake', 'parts', 'has changed', true),
        told('FormsSeen', 'part', 'has changed', true),
      ],
    ],
    [
      'fields changed places',
      yesterday('FormsTake', ({ fields }) => ({ fields: [...fields].reverse() })),
      [told('FormsTake', '', 'has its fields in another order, which counts in binary', false)],
    ],
    [
      'a message is gone',
      ({ messages, ...rest }) => ({
        ...rest,
        messages: [...messages, { ...messages.at(-1)!, type: 2199, name: 'FormsGone' }],
      }),
      [told('FormsGone', '', 'is not known to the server', true)],
    ],
    [
      'a type was given to another message',
      yesterday('FormsEmpty', () => ({ name: 'FormsFull' })),
      [told('FormsEmpty', '', 'has taken the type of another message', true)],
    ],
  ])('is told what differs when since yesterday %s', async (_since, before, differences) => {
    const messages = digestContract(before(today));
    const answer = await client.request(ProtocolType.ContractCompare, { messages });

    expect(answer).toMatchObject({ type: ProtocolType.ContractCompared, message: { differences } });
  });

  it('learns from the Welcome that it differs, and goes on in JSON', async () => {
    const { hash } = without('FormsTake', 'note')(today);
    const welcome = await client.request(ProtocolType.Hello, { contract: hash });

    expect(hash).not.toBe(today.hash);
    expect(welcome).toMatchObject({ type: ProtocolType.Welcome, message: { contract: today.hash } });
    expect(await client.request(FormsType.Empty)).toMatchObject({ type: ProtocolType.Ack });
  });

  it('is refused in binary, and told there what differs all the same', async () => {
    const old = field('FormsTake', 'byte', { max: 127 })(today);
    const socket = new WebSocket(app.url, ['godwit.binary.v1']);
    await once(socket, 'open');
    const talk = binaryTalk(socket, old);

    const { code } = await talk(ProtocolType.Hello, { contract: old.hash });
    const compared = await talk(ProtocolType.ContractCompare, { messages: digestContract(old) });
    const refused = await talk(FormsType.Empty, {});
    socket.terminate();

    expect(code).toBe('contract.mismatch');
    expect(compared).toEqual({ differences: [told('FormsTake', 'byte', 'has changed', true)] });
    expect(refused).toMatchObject({ code: 'contract.not_agreed' });
  });
});

describe('A client with other steps than the server', () => {
  const key = 'tag/tag.shared.ts#run';
  let app: TestApp;
  let today: Contract;
  let old: Contract;

  beforeAll(async () => {
    const steps = new ListedClasses([], [], {}, { [key]: '00000001', 'tag/tag.shared.ts#SPEED': '00000002' });
    app = await TestApp.start({ imports: [FormsModule], providers: [{ provide: ListedClasses, useValue: steps }] });
    today = (await (await fetch(`${app.httpUrl}/contract`)).json()) as Contract;
    const oldSteps = today.steps?.map((each) => (each.key === key ? { ...each, hash: '00000003' } : each)) ?? [];
    old = { ...today, steps: oldSteps, hash: contractHash(today.messages, today.states, today.rooms, oldSteps) };
  });

  afterAll(() => app.stop());

  it('is told which they are, and goes on in binary, whose bytes are the same', async () => {
    const socket = new WebSocket(app.url, ['godwit.binary.v1']);
    await once(socket, 'open');
    const talk = binaryTalk(socket, old);

    expect(old.hash).not.toBe(today.hash);
    expect(await talk(ProtocolType.Hello, { contract: old.hash })).toMatchObject({ contract: today.hash });
    expect(await talk(ProtocolType.ContractStepsCompare, { after: '', until: '', steps: digestSteps(old) })).toEqual({
      differences: [told(key, '', 'is not the same on the server', false)],
    });
    expect(await talk(FormsType.Empty, {})).not.toHaveProperty('code');
    socket.terminate();
  });

  it.each([
    ['no key', ['00000001']],
    ['no hash', [key]],
    ['too many', Array<string>(65).fill(`${key}:00000001`)],
  ])('is refused with %s', async (_what, steps) => {
    const client = await app.connect();

    expect(await client.request(ProtocolType.ContractStepsCompare, { steps })).toMatchObject({
      message: { code: 'message.invalid', details: [{ field: 'steps' }] },
    });
  });
});

/** Speaks binary by a contract: sends one request after the other and reads the answers. */
function binaryTalk(socket: WebSocket, contract: Contract) {
  const packets = new BinaryPackets(contract, { godot: 4, role: 'client' });
  return async (type: number, message: object): Promise<Record<string, unknown>> => {
    socket.send(packets.encode(type, 1, message));
    const [data] = (await once(socket, 'message')) as [Buffer];
    const answer = new Envelope();
    if (packets.decode(data, answer) !== undefined) throw new Error('The answer cannot be read.');
    return answer.message as Record<string, unknown>;
  };
}
