import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { ChatModule } from '../../../src/modules/chat/chat.module.js';
import { ChatType } from '../../../src/modules/chat/chat.messages.js';
import { LobbyModule } from '../../../src/modules/lobby/lobby.module.js';
import { LobbyType } from '../../../src/modules/lobby/lobby.messages.js';
import { PartiesModule } from '../../../src/modules/parties/parties.module.js';
import { PartyType } from '../../../src/modules/parties/parties.messages.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';
import { ROOMS } from '../lobby/lobby.fixture.js';

/** The same word, in one code point for each letter and in several. */
const COMPOSED = 'Ca\u00f1\u00f3n \uac00';
const DECOMPOSED = COMPOSED.normalize('NFD');

const UNSEEN = [' ', '\u200b', '\u00ad\ufeff', '\u3164', 'a\nb', '\u202egnp', 'a\u0007', '\u2066x'];

let server: TestApp;
let ann: TestClient;
let bob: TestClient;

beforeAll(async () => {
  const env = { RATE_LIMIT_BURST: '10000', LOBBY_INTERVAL_MS: '20' };
  server = await TestApp.start({ imports: [LobbyModule, ChatModule, PartiesModule], providers: ROOMS, env });
});

beforeEach(async () => {
  [ann, bob] = [await server.connect(), await server.connect()];
});

afterEach(() => server.disconnectAll());
afterAll(() => server.stop());

const create = (more: object): Promise<Packet> => ann.request(LobbyType.Create, { roomType: 'table', ...more });
const join = (more: object): Promise<Packet> => bob.request(RoomMessageType.Join, more);
const listed = async (more: object): Promise<unknown[]> =>
  ((await bob.request(LobbyType.List, more)).message?.rooms ?? []) as unknown[];
const invalid = (field: string): object => ({
  type: 2,
  message: expect.objectContaining({
    code: 'message.invalid',
    details: expect.arrayContaining([expect.objectContaining({ field })]) as unknown,
  }) as unknown,
});

describe('a name that others see', () => {
  it.each(UNSEEN)('is not %j, anywhere', async (name) => {
    expect(await create({ name })).toMatchObject(invalid('name'));
    expect(await create({ metadata: { name } })).toMatchObject(invalid('metadata'));
    expect(await join({ code: 'ABCDEF', name })).toMatchObject(invalid('name'));
    expect(await ann.request(ChatType.Join, { channel: 'names', name })).toMatchObject(invalid('name'));
    expect(await ann.request(PartyType.Create, { name, maxMembers: 4 })).toMatchObject(invalid('name'));
  });

  it('is the same for all, however it was typed', async () => {
    const name = ` ${DECOMPOSED}\u200b  x `;
    const wanted = `${COMPOSED} x`;
    expect(await create({ name, metadata: { name } })).toMatchObject({
      message: { member: { name: wanted }, metadata: { name: wanted } },
    });
    expect(await ann.request(ChatType.Join, { channel: 'names', name })).toMatchObject({
      message: { member: { name: wanted } },
    });
  });
});

describe('what people type', () => {
  it.each([
    [COMPOSED, DECOMPOSED],
    [DECOMPOSED, COMPOSED],
  ])('finds a room, opens it and narrows a list (%j, %j)', async (one, other) => {
    const created = await create({ password: one, metadata: { map: one } });
    const roomId = created.message?.roomId;

    expect(await listed({ text: other.toUpperCase() })).toHaveLength(1);
    expect(await listed({ text: 'Ｃañón' })).toHaveLength(1);
    expect(await listed({ metadata: { map: other } })).toHaveLength(1);
    expect(await listed({ metadata: { map: 'Canon' } })).toHaveLength(0);
    expect(await join({ roomId, password: 'Canon' })).toMatchObject({ message: { code: 'room.wrong_password' } });
    expect(await join({ roomId, password: other })).toMatchObject({ type: RoomMessageType.Joined });
  });

  it('opens a room whose password and metadata the game itself set', async () => {
    const rooms = server.app.get(RoomRegistry);
    const room = await rooms.create('camp', {}, { password: DECOMPOSED, metadata: { map: DECOMPOSED } });

    expect(await listed({ metadata: { map: COMPOSED } })).toHaveLength(1);
    expect(await join({ roomId: room.id, password: COMPOSED })).toMatchObject({ type: RoomMessageType.Joined });
  });

  it('is a code in full width, too', async () => {
    const { message } = await create({ isPrivate: true });
    const wide = Array.from(String(message?.code), (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)).join(
      '',
    );

    expect(await join({ code: wide })).toMatchObject({ type: RoomMessageType.Joined });
  });
});
