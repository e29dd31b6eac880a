import { TestApp } from '../../src/testing/test-app.js';
import { BAD_FIELDS } from './bad-fields.table.js';
import { BAD_PACKETS, CANARY, INHERITED, REF } from './bad-input.table.js';
import { HallModule } from './hall.fixture.js';
import { LogRecorder } from './log-recorder.js';
import { Refusals } from './refusals.js';

const ERROR = 2;
const PONG = 5;
const JOINED = 201;

describe('bad input', () => {
  const logs = new LogRecorder();
  let server: TestApp;
  let refusals: Refusals;

  beforeAll(async () => {
    const env = { RATE_LIMIT_BURST: '100000' };
    server = await TestApp.start({ imports: [HallModule], env, logger: logs });
    refusals = await Refusals.on(server, logs);
    await refusals.bystander.request(200, { channel: 'lobby', name: 'Bystander' });
  });

  afterAll(() => server.stop());

  it.each([...BAD_PACKETS, ...BAD_FIELDS])('$code for $name', (row) => refusals.expect(row));

  it('has at least 120 rows with names of their own', () => {
    const names = [...BAD_PACKETS, ...BAD_FIELDS].map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.length).toBeGreaterThanOrEqual(120);
  });

  it('shows nobody else anything of it', () => {
    expect(refusals.bystander.texts.join()).not.toContain(CANARY);
    expect(refusals.bystander.packets.filter(({ type }) => type === ERROR)).toEqual([]);
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
    const { packet } = await refusals.answerTo(data, false);
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
      await refusals.expectUnmoved();
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

/** A packet of exactly so many bytes whose only mistake is a field that Ping does not have. */
function paddedTo(bytes: number): string {
  const head = `{"type":4,"ref":${REF},"x":"`;
  return `${head}${'y'.repeat(bytes - head.length - 2)}"}`;
}
