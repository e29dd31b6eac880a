import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { SessionSeats } from '../../../src/core/sessions/session-seats.js';
import { LobbyFeed } from '../../../src/modules/lobby/lobby-feed.js';
import type { LobbyRoomDto } from '../../../src/modules/lobby/lobby-room.dto.js';
import { LobbyType } from '../../../src/modules/lobby/lobby.messages.js';
import { LobbyModule } from '../../../src/modules/lobby/lobby.module.js';
import type { Packet } from '../../../src/testing/packet-inbox.js';
import { RestartingServer } from '../../support/restarting-server.js';

const GONE = 1006;
const imports = [LobbyModule];

const isAfresh = ({ type, ref }: Packet): boolean => type === (LobbyType.Subscribed as number) && ref === undefined;
const idsOf = ({ message }: Packet): string[] => (message!.rooms as LobbyRoomDto[]).map(({ id }) => id);

describe('a followed list over a restart', () => {
  let server: RestartingServer;

  beforeEach(async () => {
    server = await RestartingServer.start(imports);
  });

  afterEach(() => server.stop());

  it('is followed on through the same filter', async () => {
    const client = await server.connect();
    const filter = { roomTypes: ['vault'], metadata: { map: 'canyon' }, text: 'Vault' };
    const [id] = idsOf(await client.request(LobbyType.Subscribe, filter));
    await server.restart(imports);
    expect(idsOf(await client.waitFor(isAfresh, 'the list'))).toEqual([id]);

    const rooms = server.app.get(RoomRegistry);
    const other = await rooms.create('vault', {}, { metadata: { map: 'moon' } });
    const same = await rooms.create('vault', {}, { metadata: { map: 'canyon' } });
    const news = await client.waitFor(({ type }) => type === (LobbyType.Changed as number), 'a change');
    const added = (news.message!.added as LobbyRoomDto[]).map((room) => room.id);
    expect(added).toContain(same.id);
    expect(added).not.toContain(other.id);
  });

  it('is forgotten when its follower ends or moves away', async () => {
    const [ann, bob] = [await server.connect(), await server.connect()];
    for (const client of [ann, bob]) await client.request(LobbyType.Subscribe, {});
    await server.restart(imports);
    expect(server.app.get(LobbyFeed).size).toBe(2);
    server.app.get(SessionSeats).moveAway(server.sessionOf(ann));
    server.app.get(SessionSeats).end(server.sessionOf(bob), GONE);

    expect(server.app.get(LobbyFeed)).toMatchObject({ size: 0, viewCount: 0 });
  });
});
