import { setTimeout as delay } from 'node:timers/promises';
import { startServer, type TestServer } from '../support/server.js';
import { TestClient } from '../../src/testing/test-client.js';

const HELLO = 0;
/** More than one address may hold at the defaults. */
const VISITS = 400;
const BROKEN_PER_CONNECTION = 200;
const AT_ONCE = 20;
/** The defaults. */
const MAX_HELD_PER_ADDRESS = 256;
const MAX_REPLAY_BYTES = 33_554_432;

/** Says Hello, has much refused, reads nothing of it and is gone. */
async function visit(url: string): Promise<void> {
  const client = await TestClient.connect(url);
  await client.request(HELLO, { resumable: true });
  for (let count = 0; count < BROKEN_PER_CONNECTION; count++) client.send(200, { channel: 5, nonsense: 'x' });
  await client.settle();
  client.terminate();
}

async function attack(url: string): Promise<void> {
  let left = VISITS;
  const one = async (): Promise<void> => {
    while (left-- > 0) await visit(url);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

/** A real server at the default limits, with little memory: what strangers leave behind must not fill it. */
describe('clients that come from one address, are refused much and vanish', () => {
  let server: TestServer | undefined;

  afterEach(() => server?.stop());

  it.each([
    ['hold nothing where sign-in is required', 'true', 0],
    ['hold as many seats as they may have connections elsewhere', 'false', MAX_HELD_PER_ADDRESS],
  ])(
    '%s',
    async (_name, required, most) => {
      const env = { AUTH_REQUIRED: required, NODE_OPTIONS: '--max-old-space-size=400', SEAT_HOLD_MS: '600000' };
      server = await startServer({ env });
      await attack(server.url);
      // The last of them are noticed in a moment.
      await delay(500);

      expect(await server.metric('godwit_sessions_held')).toBeLessThanOrEqual(most);
      expect(await server.metric('godwit_replay_bytes')).toBeLessThanOrEqual(most === 0 ? 0 : MAX_REPLAY_BYTES);
      const bystander = await TestClient.connect(server.url);
      expect(await bystander.request(4)).toMatchObject({ type: 5 });
      bystander.terminate();
    },
    120_000,
  );
});
