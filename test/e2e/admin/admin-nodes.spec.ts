import { jest } from '@jest/globals';
import { setTimeout as delay } from 'node:timers/promises';
import { WebSocket } from 'ws';
import { once } from 'node:events';
import { Cluster } from '../../../src/core/cluster/cluster.js';
import { ErrorBook } from '../../../src/core/observability/error-book.js';
import { LogTail } from '../../../src/core/observability/log-tail.js';
import { Room } from '../../../src/core/rooms/api/room.js';
import { RoomType } from '../../../src/core/rooms/api/room-type.decorator.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { Synced, SyncedState } from '../../../src/protocol/state/synced.decorator.js';
import { AdminModule } from '../../../src/modules/admin/admin.module.js';
import { OverviewRing } from '../../../src/modules/admin/sections/overview-ring.js';
import { ChatType } from '../../../src/modules/chat/chat.messages.js';
import { ChatModule } from '../../../src/modules/chat/chat.module.js';
import { quickMatch } from '../../../src/modules/matchmaking/game-queue.js';
import { MatchmakingModule } from '../../../src/modules/matchmaking/matchmaking.module.js';
import { MatchmakingType } from '../../../src/modules/matchmaking/matchmaking.messages.js';
import { QueueOwners } from '../../../src/modules/matchmaking/nodes/queue-owners.js';
import { PartiesModule } from '../../../src/modules/parties/parties.module.js';
import { PartyType } from '../../../src/modules/parties/parties.messages.js';
import { PresenceModule } from '../../../src/modules/presence/presence.module.js';
import { PlayerSessions } from '../../../src/core/sessions/player-sessions.js';
import { SessionRegistry } from '../../../src/core/sessions/session-registry.js';
import type { TestClient } from '../../../src/testing/test-client.js';
import type { TestApp } from '../../../src/testing/test-app.js';
import { TestCluster } from '../../support/test-cluster.js';
import { AdminClient } from './admin-client.js';

jest.setTimeout(120_000);

@SyncedState()
class SalonState {
  @Synced('u8') chairs = 3;
}

@RoomType('salon')
class SalonRoom extends Room<SalonState> {
  override readonly state = new SalonState();
}

interface Rows {
  rows: Record<string, unknown>[];
  total?: number;
}

describe('the console of two nodes', () => {
  let cluster: TestCluster;
  let here: TestApp;
  let there: TestApp;
  let owner: AdminClient;

  beforeAll(async () => {
    const options = {
      imports: [
        AdminModule,
        ChatModule,
        PartiesModule,
        PresenceModule,
        MatchmakingModule.forQueues([quickMatch({ name: 'salon', roomType: 'salon', maxPlayers: 2 })]),
      ],
      providers: [SalonRoom],
      env: { ADMIN: 'true' },
    };
    cluster = await TestCluster.start(2, options);
    [here, there] = cluster.nodes as [TestApp, TestApp];
    owner = new AdminClient(here);
    await owner.join('the-owner', 'owner');
  });

  afterAll(async () => {
    for (const node of [...cluster.nodes]) await node.stop();
  });

  /** Empty ones end after a while. */
  const openRooms = (): number => here.app.get(RoomRegistry).size + there.app.get(RoomRegistry).size;

  it('lists the nodes with what is at each', async () => {
    const [first, second] = cluster.ids;
    await there.app.get(RoomRegistry).create('salon');
    const { rows } = (await owner.get<Rows>('nodes/list')).body;
    expect(rows).toMatchObject([
      { id: first, state: 'ready', rooms: 0 },
      { id: second, state: 'ready', rooms: 1 },
    ]);
  });

  it('lists, shows and steers rooms of other nodes, each where it is at home', async () => {
    const player = await there.connect();
    const room = await there.app.get(RoomRegistry).create('salon');
    await player.request(RoomMessageType.Join, { roomId: room.id, name: 'Ann' });
    await here.app.get(RoomRegistry).create('salon');

    const { rows, total } = (await owner.get<Rows>('rooms/list', { sort: 'players' })).body;
    expect(total).toBe(openRooms());
    expect(rows[0]).toMatchObject({ id: room.id, players: 1, node: cluster.ids[1] });
    expect(new Set(rows.map(({ node }) => node))).toEqual(new Set(cluster.ids));

    expect((await owner.act('rooms/lock', { id: room.id })).status).toBe(200);
    expect(room.isLocked).toBe(true);
    const kicked = await owner.act('rooms/kick', { id: room.id, number: 9 });
    expect(kicked.body.code).toBe('admin.no_such_target');
    expect((await owner.act('rooms/lock', { id: 'nothing' })).body.code).toBe('admin.no_such_target');
    const [row] = (await owner.get<Rows>('audit/list', { act: 'rooms.lock', limit: 10 })).body.rows.filter(
      ({ target }) => target === room.id,
    );
    expect(row).toMatchObject({ administrator: 'the-owner', result: 'done' });
    const strange = await owner.act('rooms/close', { id: room.id, code: 'no.such_code' });
    expect(strange.body.code).toBe('message.invalid');
    expect(room.isOver).toBe(false);
    expect((await owner.act('rooms/close', { id: room.id, code: 'server.maintenance' })).status).toBe(200);
    await player.waitFor((packet) => JSON.stringify(packet).includes('server.maintenance'), 'why the room has ended');
    player.terminate();
  });

  it('watches a room of another node, and leaves nothing there', async () => {
    const player = await there.connect();
    const room = await there.app.get(RoomRegistry).create('salon');
    await player.request(RoomMessageType.Join, { roomId: room.id, name: 'Bea' });
    const socket = new WebSocket(`${here.url}/admin/live`, {
      headers: { Cookie: owner.cookie, Origin: owner.origin },
    });
    await once(socket, 'open');
    const read = async (id: number, feed: string, more = {}): Promise<Record<string, unknown>> => {
      socket.send(JSON.stringify({ id, feed, query: { id: room.id, ...more } }));
      for (;;) {
        const [data] = (await once(socket, 'message')) as [Buffer];
        const answer = JSON.parse(data.toString()) as { id: number; value: Record<string, unknown> | null };
        // A view is there with the first patch.
        if (answer.id === id && answer.value !== null) return answer.value;
      }
    };
    expect(await read(1, 'rooms.room')).toMatchObject({
      id: room.id,
      node: cluster.ids[1],
      members: [{ name: 'Bea' }],
    });
    const [member] = room.members.values();
    expect(await read(3, 'rooms.view', { number: member!.number })).toMatchObject({ state: { fields: { chairs: 3 } } });
    expect(room.observer).toBeUndefined();
    expect(await read(2, 'rooms.messages')).toEqual({ total: 0, lines: [] });
    expect(room.observer).toBeDefined();
    socket.close();
    while (room.observer !== undefined) await delay(5);
    player.terminate();
  });

  it('shows charts, the log and errors of the node that is chosen', async () => {
    const [, node = ''] = cluster.ids;
    const told = `told at ${Date.now()}`;
    // The nodes of a test write one log; whose line it is says where it was read.
    here.app.get(LogTail).add(`{"level":50,"time":"2026-01-01T00:00:00.000Z","msg":"${told}"}`);
    here.app.get(ErrorBook).note('Test', told, {});
    await there.app.get(OverviewRing).take();
    const get = async (part: string, query: object) => (await owner.get<Rows>(part, query)).body;

    const samples: unknown = JSON.parse(JSON.stringify(there.app.get(OverviewRing).history));
    expect(await get('overview/history', { node })).toMatchObject({ samples });
    expect(await get('overview/history', {})).not.toMatchObject({ samples });
    for (const [section, details] of [
      ['logs', 'line'],
      ['errors', 'example'],
    ] as const)
      for (const where of cluster.ids) {
        const [row] = (await get(`${section}/list`, { node: where, text: told })).rows;
        expect(row?.id).toMatch(new RegExp(`^\\d+@${where}$`));
        expect(JSON.stringify(await get(`${section}/${details}`, { id: row?.id }))).toContain(told);
      }
    for (const [part, query] of [
      ['overview/history', { node: 'nobody' }],
      ['logs/list', { node: 'nobody' }],
      ['logs/line', { id: '1@nobody' }],
      ['errors/list', { node: 'nobody' }],
    ] as const)
      expect(await get(part, query)).toMatchObject({ code: 'admin.no_such_target' });
  });

  /** A client of this player at a node. */
  async function online(node: TestApp, id: string): Promise<TestClient> {
    const client = await node.connect();
    const [session] = [...node.app.get(SessionRegistry).all()].slice(-1);
    if (session !== undefined) node.app.get(PlayerSessions).signIn(session, id);
    return client;
  }

  it('shows the party and the presence of a player at another node, and sends them a message', async () => {
    const [ann, bea] = [await online(there, 'ann'), await online(here, 'bea')];
    const panel = async (section: string, id: string): Promise<unknown> =>
      (await owner.get(`${section}/ofPlayer`, { id })).body;
    expect(await panel('parties', 'ann')).toBeNull();
    await ann.request(PartyType.Create, { name: 'Annabel' });
    expect(await panel('parties', 'ann')).toMatchObject({ members: [{ name: 'Annabel', playerId: 'ann' }] });
    expect(await panel('parties', 'bea')).toBeNull();
    expect(await panel('presence', 'ann')).toMatchObject({ status: 'online' });
    expect(await panel('presence', 'nobody')).toMatchObject({ status: 'offline' });
    expect((await owner.get('rooms/sessionsOf', { id: 'ann' })).body).toMatchObject({
      sessions: [{ node: cluster.ids[1], isConnected: true }],
    });

    const message = { type: ChatType.SlowModeSet, fields: { channel: 'nodes', seconds: 5 } };
    const notify = (id: string) => owner.act('operations/notify', { id, message });
    expect((await notify('ann')).body).toEqual({ result: { says: "Sent to 1 of the player's sessions." } });
    await ann.next(ChatType.SlowModeSet);
    expect(bea.packets.some(({ type }) => type === (ChatType.SlowModeSet as number))).toBe(false);
    expect((await notify('nobody')).body).toEqual({ result: { says: 'The player is not online.' } });
    for (const client of [ann, bea]) client.terminate();
  });

  it('takes a verdict back at whichever node one asks for it, and at no other word', async () => {
    const [ann, bea] = [await online(here, 'ann'), await online(here, 'bea')];
    for (const client of [ann, bea]) await client.request(ChatType.Join, { channel: 'verdicts', name: 'Ann' });
    const { message } = await ann.request(ChatType.Say, { channel: 'verdicts', text: 'Oh.' });
    const { id } = message as { id: number };
    await bea.request(ChatType.Report, { channel: 'verdicts', id, reason: 'loud' });
    const { opens } = (await owner.act('chat-reports/next', {})).body.result as { opens: string };
    const { undo } = (await owner.act('chat-reports/muteDay', { id: opens })).body.result as { undo: { id: string } };
    expect(undo.id).toBe(`${opens}@${cluster.ids[0]}`);

    // Accounts are in a database that these nodes do not share: the same one, and another, at the other node.
    const [same, other] = [new AdminClient(there), new AdminClient(there)];
    await same.join('the-owner', 'owner');
    await other.join('another', 'owner');
    const refused = [
      await other.act('chat-reports/undo', { id: undo.id }),
      await same.act('chat-reports/undo', { id: `${opens}@${cluster.ids[1]}` }),
      await same.act('chat-reports/undo', { id: `${opens}@nobody` }),
    ];
    expect(refused.map(({ body }) => body.code)).toEqual(Array(3).fill('chat.unknown_report'));
    expect((await owner.get<Rows>('chat-reports/list', { show: 'waiting' })).body.rows).toEqual([]);
    expect((await same.act('chat-reports/undo', { id: undo.id })).body).toEqual({ result: { opens } });
    expect((await owner.get<Rows>('chat-reports/list', { show: 'waiting' })).body.rows).toMatchObject([{ id: opens }]);
    for (const client of [ann, bea]) client.terminate();
  });

  it('does not run what the role may not at another node either', async () => {
    const room = await there.app.get(RoomRegistry).create('salon');
    const viewer = new AdminClient(here);
    await viewer.join('the-viewer', 'viewer');
    expect((await viewer.act('rooms/close', { id: room.id })).status).toBe(403);
    // As if a node asked that has another idea of its roles.
    const call = {
      part: 'rooms.close',
      query: { id: room.id },
      by: { id: '', name: '', role: 'viewer', address: '', reason: 'x' },
    };
    const asked = here.app.get(Cluster).links.call(cluster.ids[1] ?? '', 'admin.part', call, 10_000);
    await expect(asked).rejects.toMatchObject({ code: 'admin.not_allowed' });
    expect(room.isOver).toBe(false);
  });

  it('closes and opens the entrance of all nodes', async () => {
    await owner.act('operations/begin', { text: 'Back at noon.' });
    for (const node of [here, there]) {
      const client = await node.connect();
      expect((await client.request(0, { resumable: true })).message).toMatchObject({ code: 'server.maintenance' });
      client.terminate();
    }
    const { rows } = (await owner.get<Rows>('nodes/list')).body;
    expect(rows.map(({ state }) => state)).toEqual(['maintenance', 'maintenance']);
    await owner.act('operations/end', {});
    const client = await there.connect();
    expect((await client.request(0, { resumable: true })).message).toHaveProperty('sessionId');
    client.terminate();
  });

  it('pauses a queue whichever node owns it, and whichever does next', async () => {
    const ownerOf = async (node: TestApp): Promise<number> =>
      cluster.ids.indexOf(await node.app.get(QueueOwners, { strict: false }).of('salon'));
    const isPaused = async (): Promise<unknown> => (await owner.get<Rows>('matchmaking/all')).body.rows[0]?.isPaused;
    const pause = (isOn: boolean): Promise<{ status: number; body: { code?: string } }> =>
      owner.act(`matchmaking/${isOn ? 'pause' : 'goOn'}`, { id: 'salon' });
    const before = openRooms();
    expect(await ownerOf(there)).toBe(1);
    expect([await isPaused(), (await pause(true)).status, await isPaused()]).toEqual([false, 200, true]);
    const player = await here.connect();
    const waits = await player.request(MatchmakingType.Enqueue, { queue: 'salon', name: 'Ann' });
    expect(waits.type).toBe(MatchmakingType.Ticket);

    // The others believe that its owner is dead.
    const [id = ''] = cluster.ids.splice(1, 1);
    expect([await ownerOf(here), await isPaused()]).toEqual([0, true]);
    expect(await there.app.get(Cluster).records.save({ kind: 'queue', id: 'salon' }, {})).toBe(false);
    cluster.ids.push(id);
    cluster.isStoreAway = true;
    const refused = await pause(false);
    cluster.isStoreAway = false;
    expect([refused.body.code, await isPaused()]).toEqual(['cluster.unavailable', true]);
    expect(player.packets.some(({ type }) => type === (MatchmakingType.MatchStarted as number))).toBe(false);

    expect((await pause(false)).status).toBe(200);
    await player.next(MatchmakingType.MatchStarted);
    player.terminate();
    while (openRooms() > before) await delay(5);
  });

  it('shows a node that does not answer as such, and the rest', async () => {
    const [first, second] = cluster.ids;
    cluster.network.leave(second ?? '');
    const { rows } = (await owner.get<Rows>('nodes/list')).body;
    expect(rows).toMatchObject([
      { id: first, state: 'ready' },
      { id: second, state: 'no answer' },
    ]);
    const { id } = await here.app.get(RoomRegistry).create('salon');
    const list = (await owner.get<Rows & { silent: string[] }>('rooms/list', { search: id })).body;
    expect(list).toMatchObject({ total: 1, rows: [{ id, node: first }], silent: [second] });
  });
});
