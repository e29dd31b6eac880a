import { jest } from '@jest/globals';
import { PlayerSessions } from '../../../src/core/sessions/player-sessions.js';
import { AccountsService } from '../../../src/modules/auth/accounts/accounts.service.js';
import { AuthModule } from '../../../src/modules/auth/auth.module.js';
import { ChatBlocks } from '../../../src/modules/chat/safety/chat-blocks.js';
import { ChatModule } from '../../../src/modules/chat/chat.module.js';
import { ChatType } from '../../../src/modules/chat/chat.messages.js';
import { LineStore } from '../../../src/modules/chat/lines/line-store.js';
import { SafetyStore } from '../../../src/modules/chat/safety/safety-store.js';
import { Leaderboards } from '../../../src/modules/leaderboards/leaderboards.js';
import { LeaderboardType } from '../../../src/modules/leaderboards/leaderboards.messages.js';
import { LeaderboardsModule } from '../../../src/modules/leaderboards/leaderboards.module.js';
import { PlayerStorage } from '../../../src/modules/player-storage/player-storage.js';
import { PlayerStorageType } from '../../../src/modules/player-storage/player-storage.messages.js';
import { PlayerStorageModule } from '../../../src/modules/player-storage/player-storage.module.js';
import { PresenceModule } from '../../../src/modules/presence/presence.module.js';
import { Auth, newPlayer, refusal, signedIn } from '../auth/auth-client.js';
import { dataFolder } from '../../../src/testing/data-folder.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { TestClient } from '../../../src/testing/test-client.js';

/** The embedded database may have to be made first. */
jest.setTimeout(60_000);

const ACK = 3;
const BOARD = 'points';
const DOCUMENT = { collection: 'saves', key: 'one', value: '{"secret":1}', isPublic: true };

describe('an erased player', () => {
  let server: TestApp;

  beforeAll(async () => {
    const env = { DATA_DIR: await dataFolder(), AUTH_REQUIRED: 'true', SESSIONS_PER_PLAYER: 'many' };
    const board = { id: BOARD, order: 'descending', policy: 'best', submitters: 'players' } as const;
    const imports = [
      ...[AuthModule, PresenceModule, PlayerStorageModule, ChatModule.forRoot({ isStored: true })],
      LeaderboardsModule.forBoards([board]),
    ];
    server = await TestApp.start({ imports, env });
  });

  afterAll(() => server.stop());
  afterEach(() => server.disconnectAll());

  /** Everything that a player can have written, by one session, without waiting for any answer. */
  function writeEverything(client: TestClient, other: string): void {
    client.send(PlayerStorageType.Write, { documents: [DOCUMENT] });
    client.send(ChatType.Say, { channel: 'lobby', text: 'my secret' });
    client.send(ChatType.Say, { channel: `direct:${other}`, text: 'my other secret' });
    client.send(ChatType.Block, { playerId: other, isBlocked: true });
    client.send(LeaderboardType.Submit, { board: BOARD, score: 7 });
    client.send(Auth.rename, { displayName: 'Secret' });
  }

  /** What of a player is anywhere. */
  async function tracesOf(playerId: string): Promise<object> {
    const { app } = server;
    return {
      documents: await app.get(PlayerStorage, { strict: false }).all(playerId),
      scores: await app.get(Leaderboards, { strict: false }).all(playerId),
      lines: await app.get(LineStore, { strict: false }).linesOf(playerId),
      safety: await app.get(SafetyStore, { strict: false }).exportOf(playerId),
      sessions: [...server.app.get(PlayerSessions).of(playerId)].length,
    };
  }

  const NOTHING = { documents: [], scores: [], lines: [], safety: { blocked: [], reports: [] }, sessions: 0 };

  it('leaves nothing of what the same packet, or another session of the player, writes', async () => {
    const { client, deviceId, me } = await newPlayer(server);
    const { me: bob, client: witness } = await newPlayer(server);
    const second = await server.connect();
    signedIn(await second.request(Auth.device, { deviceId }));
    for (const one of [client, witness, second]) await one.request(ChatType.Join, { channel: 'lobby', name: 'Ann' });
    writeEverything(client, bob.playerId);
    writeEverything(second, bob.playerId);
    const deleted = client.request(Auth.delete, { playerId: me.playerId });
    writeEverything(client, bob.playerId);
    writeEverything(second, bob.playerId);

    expect(await deleted).toMatchObject({ type: ACK });
    expect(await tracesOf(me.playerId)).toEqual(NOTHING);
    expect([await client.closed, await second.closed]).toEqual(Array(2).fill({ code: 4501, reason: 'auth.erased' }));
    expect(await tracesOf(me.playerId)).toEqual(NOTHING);
    const { message } = await witness.request(ChatType.History, { channel: 'lobby' });
    expect(message?.lines).toEqual([]);
  });

  it('is not heard any more once the answer is out', async () => {
    const { client, me } = await newPlayer(server);
    const deleted = client.request(Auth.delete, { playerId: me.playerId });
    const late = client.request(PlayerStorageType.Write, { documents: [DOCUMENT] });
    await deleted;

    expect(server.app.get(PlayerSessions).of(me.playerId).size).toBe(0);
    await expect(Promise.race([late, client.closed])).resolves.toMatchObject({ code: 4501 });
  });

  it.each<[string, (playerId: string) => Promise<unknown>]>([
    ['documents', (id) => server.app.get(PlayerStorage, { strict: false }).write(id, [DOCUMENT])],
    ['scores', (id) => server.app.get(Leaderboards, { strict: false }).submit(BOARD, id, 1)],
    ['blocks', (id) => server.app.get(ChatBlocks, { strict: false }).set(id, 'somebody', true)],
    ['blocks of others', (id) => server.app.get(ChatBlocks, { strict: false }).set('somebody', id, true)],
  ])('gets no new %s, whoever writes them: a room, a timer, another player', async (_what, write) => {
    const { client, me } = await newPlayer(server);
    await client.request(Auth.delete, { playerId: me.playerId });

    await expect(write(me.playerId)).rejects.toMatchObject({ code: 'player.erased' });
    expect(await tracesOf(me.playerId)).toEqual(NOTHING);
  });

  it('is gone with what is written all the while', async () => {
    const { me } = await newPlayer(server);
    const [storage, boards] = [
      server.app.get(PlayerStorage, { strict: false }),
      server.app.get(Leaderboards, { strict: false }),
    ];
    const writes: Promise<unknown>[] = [];
    for (let index = 0; index < 10; index++) {
      writes.push(
        storage.write(me.playerId, [{ ...DOCUMENT, key: `${index}` }]),
        boards.submit(BOARD, me.playerId, index),
      );
    }
    const erased = server.app.get(AccountsService).erase(me.playerId);
    await new Promise(setImmediate);
    writes.push(storage.write(me.playerId, [DOCUMENT]), boards.submit(BOARD, me.playerId, 99));
    const results = await Promise.allSettled(writes);
    await erased;

    // What had begun is waited for, and the rest is refused.
    expect(results.slice(0, 20).filter(({ status }) => status === 'fulfilled').length).toBeGreaterThanOrEqual(10);
    expect(results.slice(20).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await tracesOf(me.playerId)).toEqual(NOTHING);
  });

  it('cannot be written to', async () => {
    const { client, me } = await newPlayer(server);
    const { client: bob } = await newPlayer(server);
    await client.request(Auth.delete, { playerId: me.playerId });

    expect(await bob.request(ChatType.Say, { channel: `direct:${me.playerId}`, text: 'hello' })).toMatchObject(
      refusal('chat.undeliverable'),
    );
  });
});
