import { ChatModule } from '../../../src/modules/chat/chat.module.js';
import { TestApp } from '../../../src/testing/test-app.js';
import { CANARY } from '../bad-input.table.js';
import { LogRecorder } from '../log-recorder.js';
import { Refusals } from '../refusals.js';
import { BAD_CHAT_FIELDS } from './bad-chat-fields.table.js';

describe('bad input to the chat', () => {
  const logs = new LogRecorder();
  let server: TestApp;
  let refusals: Refusals;

  beforeAll(async () => {
    server = await TestApp.start({ imports: [ChatModule], env: { RATE_LIMIT_BURST: '100000' }, logger: logs });
    refusals = await Refusals.on(server, logs);
    await refusals.bystander.request(200, { channel: 'lobby', name: 'Bystander' });
  });

  afterAll(() => server.stop());

  it.each(BAD_CHAT_FIELDS)('$code for $name', (row) => refusals.expect(row));

  it('has names of their own for its rows', () => {
    expect(new Set(BAD_CHAT_FIELDS.map(({ name }) => name)).size).toBe(BAD_CHAT_FIELDS.length);
  });

  it('shows nobody else anything of it', () => {
    expect(refusals.bystander.texts.join()).not.toContain(CANARY);
    expect(refusals.bystander.packets.filter(({ type }) => type === 2)).toEqual([]);
  });

  it('serves what looks odd, but breaks no rule', async () => {
    const client = await server.connect();
    for (const [packet, type] of [
      [`{"type":200,"ref":15,"channel":"__proto__","name":"constructor"}`, 201],
      [`{"type":203,"ref":16,"channel":"__proto__","text":"\\u0000\\ud800"}`, 204],
    ] as const) {
      client.sendRaw(packet);
      const { ref } = JSON.parse(packet) as { ref: number };
      expect(await client.waitFor((answer) => answer.ref === ref)).toMatchObject({ type });
    }
    client.close();
  });
});
