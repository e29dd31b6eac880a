import { jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { RoomMessageType } from '../../src/core/rooms/api/rooms.messages.js';
import { ResumingClient } from '../support/resuming-client.js';
import { freePort, type TestServer } from '../support/server.js';
import { temporaryFolder } from '../../src/testing/temporary-folder.js';
import type { Packet } from '../../src/testing/test-client.js';
import { startVaultServer } from '../support/vault-server.js';
import { VaultType } from './vault-server/vault.js';

jest.setTimeout(120_000);
const PATIENCE_MS = 60_000;
const CHECKPOINT_INTERVAL_MS = 200;
const PLAYERS = 8;

describe('a server process with live rooms', () => {
  let port: number;
  let env: Record<string, string>;
  let server: TestServer;
  let clients: ResumingClient[];

  beforeEach(async () => {
    port = await freePort();
    env = { DATA_DIR: temporaryFolder('data'), CHECKPOINT_INTERVAL_MS: String(CHECKPOINT_INTERVAL_MS) };
    server = await startVaultServer(port, env);
    clients = [];
    const url = server.url;
    let roomId: unknown;
    for (let index = 0; index < PLAYERS; index++) {
      const client = await ResumingClient.connect(() => url);
      clients.push(client);
      if (index === 0) roomId = (await client.request(VaultType.Open)).message?.roomId;
      else await client.request(RoomMessageType.Join, { roomId });
    }
  });

  afterEach(async () => {
    for (const client of clients) client.stop();
    await server.kill();
  });

  const sumOf = async (client: ResumingClient | undefined): Promise<number> =>
    Number((await client?.request(VaultType.Ask))?.message?.sum);
  const leaves = ({ type }: Packet): boolean =>
    type === (RoomMessageType.Left as number) || type === (RoomMessageType.MemberLeft as number);

  it('killed in the middle of play goes on from its last checkpoint, again and again, with everybody in place', async () => {
    const ids = clients.map(({ sessionId }) => sessionId);
    for (let kills = 1; kills <= 2; kills++) {
      const before = await sumOf(clients[0]);
      await Promise.all(clients.map((client) => client.request(VaultType.Put, { amount: 1 })));
      // What was done before a checkpoint is in it.
      await delay(1_500);
      for (const client of clients) client.send(VaultType.Put, { amount: 1 });
      await server.kill();
      server = await startVaultServer(port, env);
      await Promise.all(clients.map((client) => client.returned(kills, PATIENCE_MS)));
      const after = await sumOf(clients[0]);

      expect(after).toBeGreaterThanOrEqual(before + PLAYERS);
      expect(after).toBeLessThanOrEqual(before + 2 * PLAYERS);
      for (const client of clients) expect(client.packets.filter(leaves)).toEqual([]);
    }
    expect(clients.map(({ sessionId }) => sessionId)).toEqual(ids);
    expect(clients.map(({ returns }) => returns)).toEqual(clients.map(() => [false, false]));
    expect(server.logs.filter(({ level = 0 }) => level >= 50)).toEqual([]);
  });

  it('stopped by SIGTERM loses nothing', async () => {
    for (let stops = 1; stops <= 2; stops++) {
      const answers = clients.map((client) => client.request(VaultType.Put, { amount: 1 }));
      const end = await server.stop('SIGTERM');
      expect(end).toEqual({ code: 0, signal: null });
      expect(server.logs.filter(({ level = 0 }) => level >= 50)).toEqual([]);
      server = await startVaultServer(port, env);
      await Promise.all(answers);
      await Promise.all(clients.map((client) => client.returned(stops, PATIENCE_MS)));
      expect(await sumOf(clients[0])).toBe(stops * PLAYERS);
    }
    expect(clients.map(({ returns }) => returns)).toEqual(clients.map(() => [true, true]));
    for (const client of clients) expect(client.packets.filter(leaves)).toEqual([]);
  });
});
