import 'reflect-metadata';
import { digestContract } from '../../src/protocol/contract/compare-contract.js';
import { contractHash } from '../../src/protocol/contract/contract-hash.js';
import type { Contract, ContractMessage } from '../../src/protocol/contract/contract.js';
import { Vector2, Vector3 } from '../../src/protocol/contract/wire.decorator.js';
import { ProtocolType } from '../../src/protocol/protocol.messages.js';
import { encodeVariant } from '../../src/protocol/variant/variant.js';
import type { VariantValue } from '../../src/protocol/variant/variant-value.js';
import { Vector2 as GodotVector2 } from '../../src/protocol/variant/math-values.js';
import { broadcast } from '../../src/core/sessions/broadcast.js';
import { BinaryClient, type BinaryClientOptions } from '../support/binary-client.js';
import type { Packet } from '../../src/testing/test-client.js';
import { TestApp } from '../../src/testing/test-app.js';
import { BrokenDto, EchoModule, EchoService, EchoType, MirrorDto } from './binary.messages.js';
import { HallModule, HallType } from './hall.fixture.js';
import { LogRecorder } from './log-recorder.js';

/** Types below are the protocol's, sessions' and rooms'. */
const FIRST_OF_MODULES = 100;

const { Welcome, Error: Refused, Ping, Pong, ContractCompare, ContractCompared } = ProtocolType;

const VALUE: VariantValue = new Map<string, VariantValue>([
  ['hp', 12],
  ['at', new GodotVector2(1.5, -2)],
  ['tags', ['a', 'b']],
]);

const mirror = {
  position: { x: 1.5, y: -2 },
  velocity: { x: 0, y: -9.8125, z: 1 },
  data: Uint8Array.of(0, 128, 255),
  value: VALUE,
  angle: 360,
  name: 'żółw',
  items: [0, 300, Number.MAX_SAFE_INTEGER],
};

describe('godwit.binary.v1 on a real server', () => {
  const logs = new LogRecorder();
  const clients: BinaryClient[] = [];
  let server: TestApp;
  let contract: Contract;

  beforeAll(async () => {
    server = await TestApp.start({
      imports: [HallModule, EchoModule],
      logger: logs,
      env: { RATE_LIMIT_PER_SECOND: '5000', RATE_LIMIT_BURST: '5000' },
    });
    contract = await BinaryClient.contractOf(server.httpUrl);
  });

  afterAll(async () => {
    for (const client of clients) client.terminate();
    await server.stop();
  });

  async function connect(options?: BinaryClientOptions, of = contract): Promise<BinaryClient> {
    const client = await BinaryClient.connect(server.url, of, options);
    clients.push(client);
    return client;
  }

  async function welcomed(options?: BinaryClientOptions): Promise<BinaryClient> {
    const client = await connect(options);
    expect(await client.hello()).toMatchObject({ type: Welcome });
    return client;
  }

  describe('the handshake', () => {
    it.each([
      [['godwit.binary.v1', 'godwit.json.v1'], 'godwit.binary.v1'],
      [['godwit.json.v1', 'godwit.binary.v1'], 'godwit.json.v1'],
      [['godwit.binary.v9', 'godwit.binary.v1.godot3', 'godwit.binary.v1'], 'godwit.binary.v1.godot3'],
      [['godwit.json.v1.godot3'], 'godwit.json.v1.godot3'],
    ])("chooses from %j, in the client's order, %s", async (subprotocols, chosen) => {
      const client = await server.connect({ subprotocols });
      expect(client.socket.protocol).toBe(chosen);
    });

    it("greets nobody, and welcomes who says Hello with the server's contract", async () => {
      const client = await connect();
      const welcome = await client.hello();

      expect(client.packets).toEqual([welcome]);
      expect(welcome).toMatchObject({ type: Welcome, ref: 1, message: { contract: contract.hash } });
      expect(welcome.message?.sessionId).toMatch(/^[0-9a-f-]{36}$/);
    });

    it('answers nothing but the protocol before that', async () => {
      const client = await connect();

      expect(await client.request(Ping)).toMatchObject({ type: Pong });
      expect(await client.request(HallType.Join, { channel: 'lobby', name: 'Ann' })).toMatchObject({
        type: Refused,
        message: { code: 'contract.not_agreed' },
      });
      expect(await client.request(ProtocolType.Hello)).toMatchObject({ message: { code: 'contract.mismatch' } });
      expect(await client.hello('0123456789abcdef')).toMatchObject({ message: { code: 'contract.mismatch' } });
      expect(await client.request(EchoType.Break, { byte: 1 })).toMatchObject({
        message: { code: 'contract.not_agreed' },
      });
      expect(await client.hello()).toMatchObject({ type: Welcome });
      expect(await client.request(EchoType.Break, { byte: 1 })).toMatchObject({ type: EchoType.Broken });
    });

    it("tells a client with yesterday's contract exactly what changed", async () => {
      const yesterday = withoutField(contract, 'HallSay', 'text');
      const client = await connect({}, yesterday);

      expect(await client.hello()).toMatchObject({ message: { code: 'contract.mismatch' } });
      // In one part, of those from the modules on: a part has at most 64 messages.
      const messages = digestContract(yesterday).filter(({ type }) => type >= FIRST_OF_MODULES);
      const compared = await client.request(ContractCompare, { firstType: FIRST_OF_MODULES, messages });
      expect(compared).toMatchObject({
        type: ContractCompared,
        message: { differences: [{ message: 'HallSay', field: 'text', text: 'is new', isBreaking: true }] },
      });
    });
  });

  describe('messages', () => {
    it('come to handlers as what JSON would have brought, and back', async () => {
      const client = await welcomed();
      const old = await welcomed({ godot: 3 });
      const json = await server.connect();
      const { seen } = server.app.get(EchoService);

      expect(await client.request(EchoType.Mirror, mirror)).toEqual({
        type: EchoType.Mirrored,
        ref: 2,
        message: mirror,
      });
      expect(await old.request(EchoType.Mirror, mirror)).toEqual({ type: EchoType.Mirrored, ref: 2, message: mirror });
      const inJson = {
        ...mirror,
        data: Buffer.from(mirror.data).toString('base64'),
        value: Buffer.from(encodeVariant(VALUE, { godot: 4 })).toString('base64'),
      };
      expect(await json.request(EchoType.Mirror, inJson)).toMatchObject({ type: EchoType.Mirrored, message: inJson });

      expect(seen).toHaveLength(3);
      for (const message of seen) {
        expect(message).toStrictEqual(seen[0]);
        expect(message).toBeInstanceOf(MirrorDto);
        expect(message.position).toBeInstanceOf(Vector2);
        expect(message.velocity).toBeInstanceOf(Vector3);
        expect(message.value).toEqual(VALUE);
      }
    });

    it('reach clients of every codec from one broadcast', async () => {
      const one = await welcomed();
      const old = await welcomed({ godot: 3 });
      const json = await server.connect();
      for (const [name, client] of Object.entries({ one, old, json })) {
        expect(await client.request(HallType.Join, { channel: 'mixed', name })).toMatchObject({
          type: HallType.Joined,
        });
      }
      await one.request(HallType.Say, { channel: 'mixed', text: 'hi \ud800' });

      const line = { channel: 'mixed', from: { name: 'one' } };
      expect(await json.next(HallType.Received)).toMatchObject({ message: { ...line, text: 'hi \ufffd' } });
      for (const client of [one, old]) {
        expect(await client.next(HallType.Received)).toMatchObject({ message: { ...line, text: 'hi \ufffd' } });
      }
      await json.request(HallType.Say, { channel: 'mixed', text: 'half \udc00' });
      const isSecond = ({ message }: Packet) => String(message?.text).startsWith('half');
      expect(await one.waitFor(isSecond)).toMatchObject({ message: { text: 'half \ufffd' } });
    });

    it('reach the others when one codec cannot hold them', async () => {
      const binary = await welcomed();
      const json = await server.connect();
      const { breakers } = server.app.get(EchoService);
      breakers.clear();
      for (const client of [binary, json]) await client.request(EchoType.Break, { byte: 1 });

      expect(() => broadcast(breakers, Object.assign(new BrokenDto(), { byte: 300 }))).not.toThrow();
      const isBroadcast = ({ message }: Packet) => message?.byte === 300;
      expect(await json.waitFor(isBroadcast)).toMatchObject({ type: EchoType.Broken });
      expect(await binary.request(EchoType.Break, { byte: 2 })).toMatchObject({ message: { byte: 2 } });
      expect(JSON.stringify(logs.failures)).toContain('must be a whole number from 0 to 255, but is 300');
      logs.clear();
    });

    it('are answered by ref, a thousand at once', async () => {
      const client = await welcomed();
      const bytes = Array.from({ length: 1000 }, (_, i) => i % 256);
      const answers = await Promise.all(bytes.map((byte) => client.request(EchoType.Break, { byte })));

      expect(answers.map(({ message }) => message?.byte)).toEqual(bytes);
    });

    it('are refused by the rules of their fields', async () => {
      const client = await welcomed();
      const answer = await client.request(EchoType.Mirror, {
        ...mirror,
        position: { x: NaN, y: 0 },
        name: '',
        items: [1, 2, 3, 4],
      });

      expect(answer).toMatchObject({ type: Refused, message: { code: 'message.invalid' } });
      const { details } = answer.message as { details: { field: string }[] };
      expect(details.map(({ field }) => field)).toEqual(expect.arrayContaining(['position.x', 'name', 'items']));
    });

    it('that the server cannot write fail where they are asked for, and nowhere else', async () => {
      const client = await welcomed();

      expect(await client.request(EchoType.Break, { byte: 256 })).toMatchObject({
        type: Refused,
        message: { code: 'server.internal' },
      });
      expect(JSON.stringify(logs.failures)).toContain(
        'byte of Broken must be a whole number from 0 to 255, but is 256',
      );
      expect(await client.request(EchoType.Break, { byte: 255 })).toMatchObject({ message: { byte: 255 } });
      logs.clear();
    });
  });

  describe('bad packets', () => {
    it.each([
      ['0400', undefined, 'packet.truncated'],
      ['040080', undefined, 'packet.truncated'],
      ['04008000', undefined, 'packet.bad_varint'],
      ['0400050000', 5, 'packet.trailing_bytes'],
      ['ffff05', 5, 'message.unknown_type'],
      ['010005', 5, 'message.unknown_type'],
      ['cb000501ff0161', 5, 'packet.not_utf8'],
      ['cb0005ffffffff0f', 5, 'packet.truncated'],
      ['000005ffff', 5, 'packet.bad_value'],
      ['', undefined, 'packet.empty'],
    ])('%s are refused, with the ref %p where it was read, as %s', async (hex, ref, code) => {
      const client = await welcomed();
      client.sendRaw(Buffer.from(hex, 'hex'));
      const refusal = await client.next(Refused);

      expect(refusal.message).toMatchObject({ code });
      expect(refusal.ref).toBe(ref);
      expect(await client.request(Ping)).toMatchObject({ type: Pong });
    });

    it('in text frames are refused, and the connection goes on', async () => {
      const client = await welcomed();
      client.sendRaw('{"type":4,"ref":7}');

      expect(await client.next(Refused)).toMatchObject({ message: { code: 'packet.not_binary' } });
      expect(await client.request(Ping)).toMatchObject({ type: Pong });
    });
  });

  it('logs no failure', () => {
    expect(logs.failures).toEqual([]);
  });
});

/** The contract before a field was added to a message. */
function withoutField(contract: Contract, message: string, field: string): Contract {
  const messages = contract.messages.map((known): ContractMessage => {
    if (known.name !== message) return known;
    return { ...known, hash: '00000000', fields: known.fields.filter(({ name }) => name !== field) };
  });
  return { ...contract, messages, hash: contractHash(messages) };
}
