import { resolve } from 'node:path';
import { ChatModule } from '../../src/modules/chat/chat.module.js';
import { TestApp } from '../../src/testing/test-app.js';
import type { TestClient } from '../../src/testing/test-client.js';
import { BAD_FIELDS } from './bad-fields.table.js';
import { BAD_PACKETS, CANARY, INHERITED, REF, type BadInput } from './bad-input.table.js';
import { LogRecorder } from './log-recorder.js';

const ERROR = 2;
const PONG = 5;
const JOINED = 201;

/** What gives away how or where the server was built. */
const INSIDE = new RegExp(`\\.[cm]?[jt]s\\b|node_modules|node:|\\n *at |${resolve('.').replace(/\W/g, '\\$&')}`);

describe('bad input', () => {
  const logs = new LogRecorder();
  let server: TestApp;
  let attacker: TestClient;
  let bystander: TestClient;

  beforeAll(async () => {
    const env = { RATE_LIMIT_BURST: '100000' };
    server = await TestApp.start({ imports: [ChatModule], env, logger: logs });
    attacker = await server.connect();
    bystander = await server.connect();
    await bystander.request(200, { channel: 'lobby', name: 'Bystander' });
  });

  afterAll(() => server.stop());

  /** Sends a row's data and returns the one packet that answers it; the connection lives on. */
  async function answerTo(data: string | Buffer, binary: boolean): Promise<{ text: string; packet: object }> {
    const before = attacker.texts.length;
    attacker.sendRaw(data, { binary });
    await attacker.settle();
    const [text = '', pong = '', ...more] = attacker.texts.slice(before);
    expect(JSON.parse(pong)).toMatchObject({ type: PONG });
    expect(more).toEqual([]);
    return { text, packet: JSON.parse(text) as object };
  }

  async function expectRefusal({ data, code, ref, field }: BadInput, binary: boolean): Promise<void> {
    const { text, packet } = await answerTo(data, binary);
    expect(packet).toMatchObject({ type: ERROR, message: { code } });
    if (field !== undefined) expect(fieldsOf(packet)).toContain(field);
    expect(Reflect.get(packet, 'ref')).toBe(ref);
    expect(text).not.toContain(CANARY);
    expect(text).not.toMatch(INSIDE);
    expect(text.length).toBeLessThan(4096);
  }

  async function expectUnmoved(): Promise<void> {
    expect(await bystander.request(4)).toMatchObject({ type: PONG });
    expect(logs.failures).toEqual([]);
  }

  it.each([...BAD_PACKETS, ...BAD_FIELDS])('$code for $name', async (row) => {
    await expectRefusal(row, true);
    if (typeof row.data === 'string') await expectRefusal(row, false);
    await expectUnmoved();
  });

  it('has at least 120 rows with names of their own', () => {
    const names = [...BAD_PACKETS, ...BAD_FIELDS].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(120);
  });

  it('shows nobody else anything of it', () => {
    expect(bystander.texts.join()).not.toContain(CANARY);
    expect(bystander.packets.filter(({ type }) => type === ERROR)).toEqual([]);
  });

  it('leaves every prototype as it was', () => {
    expect(Object.keys(Object.prototype)).toEqual([]);
    expect(({} as Record<string, unknown>).isAdmin).toBeUndefined();
    expect(Object.keys(Array.prototype)).toEqual([]);
  });

  it('keeps the client connected, however much is refused', async () => {
    const client = await server.connect();
    for (let i = 0; i < 200; i++) client.sendRaw(`${CANARY}${i}`);
    await client.settle();

    expect(client.packets.filter(({ type }) => type === ERROR)).toHaveLength(200);
    expect(client.packets.at(-1)).toMatchObject({ type: PONG });
    client.close();
  });

  it.each([
    ['the largest type that exists', `{"type":65535,"ref":${REF}}`, 'message.unknown_type'],
    ['the largest ref', `{"type":60000,"ref":9007199254740991}`, 'message.unknown_type'],
    ['a frame of exactly 16,384 bytes', paddedTo(16_384), 'message.invalid'],
  ])('reads %s', async (_name, data, code) => {
    const { packet } = await answerTo(data, false);
    expect(packet).toMatchObject({ ref: (JSON.parse(data) as { ref: number }).ref, message: { code } });
  });

  it.each([
    ['of 16,385 bytes', Buffer.from(paddedTo(16_385)), 1009],
    ['with a string of 1 MiB', Buffer.from(`{"type":4,"x":"${CANARY.repeat(175_000)}"}`), 1009],
    ['with 1 MiB of brackets', Buffer.alloc(1 << 20, '['), 1009],
    ['with 1 MiB of zeros', Buffer.alloc(1 << 20), 1009],
  ])('closes with its code for a frame %s', async (_name, data, code) => {
    for (const binary of [true, false]) {
      const client = await server.connect();
      client.sendRaw(data, { binary });
      expect(await client.closed).toMatchObject({ code, reason: '' });
      expect(client.texts).toEqual([]);
      await expectUnmoved();
    }
  });

  it.each(INHERITED)('leaves %s out, wherever it stands', async (key) => {
    const client = await server.connect();
    const poison = `"${key}":{"isAdmin":true,"x":"${CANARY}"}`;
    client.sendRaw(`{"type":4,"ref":11,${poison}}`);
    client.sendRaw(`{"type":4,"ref":12,"message":{${poison}}}`);
    client.sendRaw(`{"type":200,"ref":13,"message":{"channel":"odd","name":"Ann",${poison}}}`);
    const joined = await client.waitFor(({ ref }) => ref === 13);

    expect(client.packets.map(({ type }) => type)).toEqual([PONG, PONG, JOINED]);
    expect(joined.message).toMatchObject({ channel: 'odd', member: { name: 'Ann' } });
    expect(client.texts.join()).not.toContain(CANARY);
    client.close();
  });

  it('serves what looks odd, but breaks no rule', async () => {
    const client = await server.connect();
    for (const [packet, type] of [
      [`{"type":4e0,"ref":1e1}`, PONG],
      [`  {"type":4,\n"ref":11}  `, PONG],
      [`{"\\u0074ype":4,"ref":12}`, PONG],
      [`{"type":"${CANARY}","type":4,"ref":"x","ref":13}`, PONG],
      [`{"type":4,"ref":14,"message":{}}`, PONG],
      [`{"type":200,"ref":15,"channel":"__proto__","name":"constructor"}`, JOINED],
      [`{"type":203,"ref":16,"channel":"__proto__","text":"\\u0000\\ud800"}`, 204],
    ] as const) {
      client.sendRaw(packet);
      const { ref } = JSON.parse(packet) as { ref: number };
      expect(await client.waitFor((answer) => answer.ref === ref)).toMatchObject({ type });
    }
    client.close();
  });
});

/** The fields that a refusal names. */
function fieldsOf(packet: object): string[] {
  const { message } = packet as { message: { details?: { field: string }[] } };
  return (message.details ?? []).map(({ field }) => field);
}

/** A packet of exactly so many bytes whose only mistake is a field that Ping does not have. */
function paddedTo(bytes: number): string {
  const head = `{"type":4,"ref":${REF},"x":"`;
  return `${head}${'y'.repeat(bytes - head.length - 2)}"}`;
}
