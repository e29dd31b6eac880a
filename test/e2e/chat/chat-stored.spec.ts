import { setTimeout as delay } from 'node:timers/promises';
import { jest } from '@jest/globals';
import { EventBus } from '../../../src/core/events/event-bus.js';
import { PlayerErased, PlayerExported } from '../../../src/core/events/player.events.js';
import { SessionGroups } from '../../../src/core/sessions/session-groups.js';
import { Database } from '../../../src/core/storage/database.js';
import { StorageError } from '../../../src/core/storage/storage.errors.js';
import { GameError } from '../../../src/protocol/game-error.js';
import { ChatModerators } from '../../../src/modules/chat/safety/chat-moderators.js';
import { ChatReports } from '../../../src/modules/chat/safety/chat-reports.js';
import { ChatType } from '../../../src/modules/chat/chat.messages.js';
import { ChatModule } from '../../../src/modules/chat/chat.module.js';
import { dataFolder } from '../../../src/testing/data-folder.js';
import { EverybodyModule } from '../../../src/testing/everybody.module.js';
import { Postgres } from '../../support/postgres.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { TestClient } from '../../../src/testing/test-client.js';
import { ACK, enter, hears, join, read, refused, say, sessionOf, textsOf, type Line } from './chat-players.js';

/** The embedded database may have to be made first. */
jest.setTimeout(60_000);

const { Block, Delete, Edit, Mute, Report } = ChatType;

/** Staff moderates everywhere. */
class Staff extends ChatModerators {
  mayModerate({ playerId }: { playerId?: string | undefined }): boolean {
    return playerId === 'Staff';
  }
}

const postgres = await Postgres.start();
const databases: [string, Record<string, string>][] = [['PGlite', {}]];
if (postgres) databases.push(['PostgreSQL', { DATABASE_URL: postgres.url }]);

describe.each(databases)('chat that is kept in %s', (_name, database) => {
  let env: Record<string, string>;
  let server: TestApp;
  let ann: TestClient;
  let bob: TestClient;

  const start = () =>
    TestApp.start({
      imports: [EverybodyModule, ChatModule.forRoot({ isStored: true, moderators: Staff })],
      env,
    });

  async function restart(): Promise<void> {
    await server.stop();
    server = await start();
    [ann, bob] = [await enter(server, 'Ann'), await enter(server, 'Bob')];
  }

  beforeAll(async () => {
    env = {
      ...database,
      ...{ DATA_DIR: await dataFolder(), RATE_LIMIT_BURST: '10000', CHAT_LINES_BURST: '10000' },
      ...{ CHAT_GROUP_RETENTION_DAYS: '1', MAX_QUEUED_MESSAGES: '1000' },
    };
    server = await start();
  });

  afterAll(() => server.stop());

  beforeEach(async () => {
    [ann, bob] = [await enter(server, 'Ann'), await enter(server, 'Bob')];
  });

  afterEach(async () => {
    jest.restoreAllMocks();
    await server.disconnectAll();
  });

  it('is all there after an orderly stop, which comes right after the last word', async () => {
    const guest = await server.connect();
    for (const client of [ann, guest]) await join(client, 'lobby');
    for (let i = 1; i <= 250; i++) guest.send(ChatType.Say, { channel: 'lobby', text: `line ${i}` });
    await say(ann, 'direct:Bob', 'in private');
    await ann.request(Edit, { channel: 'direct:Bob', id: 1, text: 'in secret' });
    await say(guest, 'lobby', 'goodbye');
    await restart();

    const history = (await join(ann, 'lobby')).message?.history as Line[];
    expect(history).toHaveLength(100);
    expect(history.at(-1)).toMatchObject({ id: 251, text: 'goodbye', from: { name: 'Somebody' } });
    expect(await read(bob, 'direct:Ann')).toMatchObject([{ channel: 'direct:Ann', text: 'in secret' }]);
    expect(await say(ann, 'lobby', 'next')).toMatchObject({ message: { id: 252 } });
  });

  it('is read page by page, from memory and the database, to the first word', async () => {
    await join(ann, 'pages');
    for (let i = 1; i <= 250; i++) ann.send(ChatType.Say, { channel: 'pages', text: `line ${i}` });
    const ids: number[] = [];
    let before: unknown;
    do {
      const { message } = await ann.request(ChatType.History, {
        channel: 'pages',
        limit: 70,
        ...(before ? { before } : {}),
      });
      ids.unshift(...(message!.lines as Line[]).map(({ id }) => id));
      before = message?.before;
    } while (before !== undefined);
    expect(ids).toEqual(Array.from({ length: 250 }, (_, index) => index + 1));

    await ann.request(Edit, { channel: 'pages', id: 2, text: 'edited' });
    await ann.request(Delete, { channel: 'pages', id: 1 });
    expect(textsOf(await read(ann, 'pages', { before: 4 }))).toEqual(['', 'edited', 'line 3']);
  });

  it('sends no page that a Godot client cannot take', async () => {
    await join(ann, 'long');
    for (let i = 0; i < 100; i++) ann.send(ChatType.Say, { channel: 'long', text: '東'.repeat(500) });
    const { message } = await ann.request(ChatType.History, { channel: 'long' });
    const lines = message?.lines as Line[];
    expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThan(65_535);
    expect(lines.at(-1)?.id).toBe(100);
    expect(message?.before).toBe(lines[0]?.id);
  });

  it('keeps the lines of rooms where it is told to', async () => {
    const groups = server.app.get(SessionGroups);
    const room = groups.open('room', 'kept');
    groups.join(room, sessionOf(server, 'Ann'));
    await ann.next(ChatType.GroupJoined);
    await say(ann, 'room:kept', 'good game');
    groups.close(room);
    groups.join(groups.open('room', 'kept'), sessionOf(server, 'Bob'));
    const told = await bob.next(ChatType.GroupJoined);
    expect(told.message).toMatchObject({ channel: 'room:kept', history: [{ text: 'good game' }] });
  });

  it('keeps mutes, blocks and reports', async () => {
    let staff = await enter(server, 'Staff');
    for (const client of [ann, bob, staff]) await join(client, 'rules');
    await say(bob, 'rules', 'rude');
    expect(await staff.request(Mute, { channel: 'rules', target: 'Bob', seconds: 60 })).toMatchObject({ type: ACK });
    await ann.request(Block, { playerId: 'Bob', isBlocked: true });
    await ann.request(Report, { channel: 'rules', id: 1, reason: 'rude' });
    await restart();
    staff = await enter(server, 'Staff');

    for (const client of [ann, bob, staff]) await join(client, 'rules');
    expect(await say(bob, 'rules', 'x')).toMatchObject(refused('chat.muted'));
    expect(await say(bob, 'direct:Ann', 'x')).toMatchObject(refused('chat.undeliverable'));
    expect(await read(ann, 'rules')).toEqual([]);
    expect(await server.app.get(ChatReports).list()).toMatchObject([{ reporterId: 'Ann', line: { text: 'rude' } }]);
    await staff.request(Mute, { channel: 'rules', target: 'Bob', seconds: 0 });
    await ann.request(Block, { playerId: 'Bob', isBlocked: false });
    expect(await say(bob, 'rules', 'sorry')).toMatchObject({ type: ChatType.Said });
  });

  it('shows what others said before a hundred lines of a blocked player, on entering and in pages', async () => {
    const cid = await enter(server, 'Cid');
    for (const client of [bob, cid]) await join(client, 'flooded');
    for (let i = 1; i <= 3; i++) await say(cid, 'flooded', `Cid ${i}`);
    for (let i = 1; i <= 130; i++) await say(bob, 'flooded', `Bob ${i}`);
    await say(cid, 'flooded', 'Cid 4');
    await ann.request(Block, { playerId: 'Bob', isBlocked: true });

    const joined = await join(ann, 'flooded');
    const latest = await ann.request(ChatType.History, { channel: 'flooded', limit: 2 });
    const older = await ann.request(ChatType.History, {
      channel: 'flooded',
      ...{ limit: 50, before: latest.message?.before },
    });
    await ann.request(Block, { playerId: 'Bob', isBlocked: false });

    expect(textsOf(joined.message?.history as Line[])).toEqual(['Cid 1', 'Cid 2', 'Cid 3', 'Cid 4']);
    expect(textsOf(latest.message?.lines as Line[]).at(-1)).toBe('Cid 4');
    expect([...(older.message!.lines as Line[]), ...(latest.message!.lines as Line[])]).toHaveLength(4);
  });

  it('lets nobody wait for the database, and loses nothing while that is away', async () => {
    for (const client of [ann, bob]) await join(client, 'outage');
    const storage = server.app.get(Database);
    const failure = new GameError(StorageError['storage.unavailable']);
    const down = jest.spyOn(storage, 'transaction').mockRejectedValue(failure);
    for (let i = 1; i <= 5; i++) await say(ann, 'outage', `line ${i}`);
    await hears(bob, 'line 5');
    await delay(300);
    expect(textsOf(await read(ann, 'outage'))).toHaveLength(5);
    expect(await join(await enter(server, 'Cat'), 'elsewhere').catch(String)).toContain('storage.unavailable');
    expect(down).toHaveBeenCalled();
    down.mockRestore();

    await restart();
    await join(ann, 'outage');
    expect(textsOf(await read(ann, 'outage'))).toEqual(['line 1', 'line 2', 'line 3', 'line 4', 'line 5']);
  });

  it('never lets two who come at once have channels of their own', async () => {
    const crowd = await Promise.all(Array.from({ length: 20 }, () => server.connect()));
    const joined = crowd.slice(1).map((client) => join(client, 'crowd'));
    crowd[0]?.send(ChatType.Join, { channel: 'crowd', name: 'Gone' });
    crowd[0]?.terminate();
    await Promise.all(joined);
    await say(crowd[1] ?? ann, 'crowd', 'all here?');
    await Promise.all(crowd.slice(1).map((client) => hears(client, 'all here?')));
  });

  it('takes what no database can hold', async () => {
    await join(ann, 'strange');
    for (const text of ['a\u0000b', 'half \udc00', `Robert'); DROP TABLE chat_lines;--`, 'last'])
      await say(ann, 'strange', text);
    await restart();
    await join(ann, 'strange');
    expect(textsOf(await read(ann, 'strange'))).toEqual([
      ...['a\ufffdb', 'half \ufffd', `Robert'); DROP TABLE chat_lines;--`, 'last'],
    ]);
  });

  it('hands out all of a player, and forgets all of him', async () => {
    const events = server.app.get(EventBus);
    const zoe = await enter(server, 'Zoe');
    for (const client of [ann, zoe]) await join(client, 'gone');
    await say(zoe, 'gone', 'by Zoe');
    await say(ann, 'gone', 'by Ann');
    await say(zoe, 'direct:Ann', 'to Ann');
    await say(ann, 'direct:Zoe', 'to Zoe');
    await zoe.request(Block, { playerId: 'Nobody', isBlocked: true });
    await ann.request(Report, { channel: 'gone', id: 2, reason: 'context' });
    const exported = new PlayerExported('Zoe');
    events.emit(exported);
    await exported.settled();
    const erased = new PlayerErased('Zoe');
    events.emit(erased);
    await erased.settled();
    const after = new PlayerExported('Zoe');
    events.emit(after);
    await after.settled();

    expect(exported.sections).toMatchObject({ chat: { blocked: ['Nobody'], reports: [] } });
    const { lines } = exported.sections.chat as { lines: Line[] };
    expect(textsOf(lines).sort()).toEqual(['by Zoe', 'to Ann']);
    expect(after.sections).toEqual({ chat: { lines: [], blocked: [], reports: [] } });
    expect(textsOf(await read(ann, 'gone'))).toEqual(['by Ann']);
    expect(textsOf(await read(ann, 'direct:Zoe'))).toEqual(['to Zoe']);
    const filed = (await server.app.get(ChatReports).list()).find(({ reason }) => reason === 'context');
    expect(filed?.context).toEqual([]);
  });
});
