import { jest } from '@jest/globals';
import { AccountsRepository } from '../../../src/modules/auth/accounts/accounts.repository.js';
import { AuthModule } from '../../../src/modules/auth/auth.module.js';
import { ChatModule } from '../../../src/modules/chat/chat.module.js';
import { ChatType } from '../../../src/modules/chat/chat.messages.js';
import { Database } from '../../../src/core/storage/database.js';
import { Leaderboards } from '../../../src/modules/leaderboards/leaderboards.js';
import { LeaderboardType } from '../../../src/modules/leaderboards/leaderboards.messages.js';
import { LeaderboardsModule } from '../../../src/modules/leaderboards/leaderboards.module.js';
import { PresenceModule } from '../../../src/modules/presence/presence.module.js';
import { PresenceType } from '../../../src/modules/presence/presence.messages.js';
import { Auth, newPlayer } from '../auth/auth-client.js';
import { dataFolder } from '../../../src/testing/data-folder.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';

/** The embedded database may have to be made first. */
jest.setTimeout(60_000);

const BOARD = 'points';
const CHANGED: number = PresenceType.Changed;

/** The names in a list of entries, in its order. */
const namesIn = ({ message }: Packet, list: string) =>
  (message![list] as { displayName?: string }[]).map(({ displayName }) => displayName);

describe('the names of players', () => {
  let server: TestApp;

  beforeAll(async () => {
    const env = { DATA_DIR: await dataFolder(), RATE_LIMIT_BURST: '10000' };
    const board = { id: BOARD, order: 'descending', policy: 'best', submitters: 'players' } as const;
    const imports = [AuthModule, PresenceModule, ChatModule, LeaderboardsModule.forBoards([board])];
    server = await TestApp.start({ imports, env });
  });

  afterAll(() => server.stop());
  afterEach(async () => {
    jest.restoreAllMocks();
    await server.disconnectAll();
  });

  async function named(displayName: string): Promise<{ client: TestClient; id: string }> {
    const { client, me } = await newPlayer(server);
    await client.request(Auth.rename, { displayName });
    return { client, id: me.playerId };
  }

  it('stand on leaderboards, read by one query for a whole page', async () => {
    const [ada, bram] = [await named('Ada'), await named('Bram')];
    await ada.client.request(LeaderboardType.Submit, { board: BOARD, score: 3 });
    await bram.client.request(LeaderboardType.Submit, { board: BOARD, score: 2 });
    await server.app.get(Leaderboards).submit(BOARD, "no account'; --", 1);
    const read = jest.spyOn(server.app.get(AccountsRepository), 'namesOf');

    const top = await ada.client.request(LeaderboardType.Top, { board: BOARD });
    expect(namesIn(top, 'entries')).toEqual(['Ada', 'Bram', undefined]);
    expect(read.mock.calls).toEqual([[[ada.id, bram.id, "no account'; --"]]]);
    const around = await bram.client.request(LeaderboardType.Around, { board: BOARD });
    expect(namesIn(around, 'entries')).toEqual(['Ada', 'Bram', undefined]);
    const players = await ada.client.request(LeaderboardType.Players, { board: BOARD, playerIds: [bram.id] });
    expect(namesIn(players, 'entries')).toEqual(['Bram']);

    const statements = jest.spyOn(server.app.get(Database), 'run');
    await server.app.get(AccountsRepository).namesOf([ada.id, bram.id]);
    expect(statements).toHaveBeenCalledTimes(1);
  });

  it('come with presences, and their changes are told', async () => {
    const [ada, bram] = [await named('Ada'), await named('Bram')];
    const followed = await ada.client.request(PresenceType.Follow, { playerIds: [bram.id, 'nobody', ada.id] });
    expect(namesIn(followed, 'presences')).toEqual(['Bram', undefined, 'Ada']);

    await bram.client.request(Auth.rename, { displayName: 'Bramble' });
    const { message } = await ada.client.waitFor(({ type }) => type === CHANGED, 'a change');
    expect(message).toEqual({ playerId: bram.id, displayName: 'Bramble' });
  });

  it('stand in lists of conversations and of blocked players', async () => {
    const [ada, bram] = [await named('Ada'), await named('Bram')];
    await bram.client.request(ChatType.Say, { channel: `direct:${ada.id}`, text: 'hello' });
    const listed = await ada.client.request(ChatType.Conversations, {});
    expect(namesIn(listed, 'conversations')).toEqual(['Bram']);

    await ada.client.request(ChatType.Block, { playerId: 'nobody', isBlocked: true });
    await ada.client.request(ChatType.Block, { playerId: bram.id, isBlocked: true });
    const { message } = await ada.client.request(ChatType.ListBlocked, {});
    const { playerIds, displayNames } = message as { playerIds: string[]; displayNames: string[] };
    expect(playerIds.map((id, index) => [id, displayNames[index]]).sort()).toEqual(
      [
        ['nobody', ''],
        [bram.id, 'Bram'],
      ].sort(),
    );
  });

  it('vanish everywhere with an erased player', async () => {
    const [ada, cleo] = [await named('Ada'), await named('Cleo')];
    await cleo.client.request(LeaderboardType.Submit, { board: BOARD, score: 99 });
    await ada.client.request(ChatType.Block, { playerId: cleo.id, isBlocked: true });
    await ada.client.request(PresenceType.Follow, { playerIds: [cleo.id] });
    await cleo.client.request(Auth.delete, { playerId: cleo.id });

    const { message } = await ada.client.waitFor(
      (packet) => packet.type === CHANGED && packet.message?.displayName !== undefined,
      'the change',
    );
    expect(message).toMatchObject({ playerId: cleo.id, displayName: '' });
    const again = await ada.client.request(PresenceType.Follow, { playerIds: [cleo.id] });
    expect(namesIn(again, 'presences')).toEqual(['']);
    const top = await ada.client.request(LeaderboardType.Top, { board: BOARD });
    expect(JSON.stringify(top)).not.toContain('Cleo');
    const blocked = await ada.client.request(ChatType.ListBlocked, {});
    expect(JSON.stringify(blocked)).not.toContain('Cleo');
  });
});
