import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { PartiesModule } from '../../../src/modules/parties/parties.module.js';
import { PartyType } from '../../../src/modules/parties/parties.messages.js';
import { TestApp } from '../../../src/testing/test-app.js';
import type { Packet, TestClient } from '../../../src/testing/test-client.js';
import { HallDoor, HallRoom, HallType, Ledger, NookRoom } from '../rooms.fixture.js';

const JOINED: number = RoomMessageType.Joined;

describe('guessing', () => {
  let server: TestApp;

  beforeEach(async () => {
    server = await TestApp.start({
      imports: [PartiesModule],
      providers: [Ledger, HallRoom, NookRoom, HallDoor],
      env: { TRUSTED_PROXIES: '1' },
    });
  });
  afterEach(() => server.stop());

  const from = (address: string): Promise<TestClient> =>
    server.connect({ socket: { headers: { 'X-Forwarded-For': address } } });
  const codeOf = ({ message }: Packet): unknown => message?.code;

  /** Ten guesses on each of many connections, as fast as they go. Returns how many were looked at. */
  async function guess(address: (connection: number) => string, connections: number, ask: Ask): Promise<number> {
    let looked = 0;
    for (let connection = 0; connection < connections; connection++) {
      const client = await from(address(connection));
      for (let tries = 0; tries < 10; tries++) {
        const code = codeOf(await ask(client));
        expect(String(code)).toMatch(
          /^(room\.(wrong_password|too_many_tries)|party\.(no_such_party|too_many_guesses))$/,
        );
        if (!String(code).includes('too_many')) looked += 1;
      }
      client.terminate();
    }
    return looked;
  }
  type Ask = (client: TestClient) => Promise<Packet>;

  async function lockedRoom(): Promise<string> {
    const maker = await from('198.51.100.1');
    const { message } = await maker.request(HallType.Create, { type: 'hall', password: 'sesame' });
    return String(message?.roomId);
  }

  it("a room's password ends for the address, across connections, and others get in", async () => {
    const roomId = await lockedRoom();
    const wrong: Ask = (client) => client.request(RoomMessageType.Join, { roomId, password: 'x' });

    expect(await guess((n) => `2001:db8::${n + 1}`, 20, wrong)).toBe(50);
    const late = await from('2001:db8::ffff');
    expect(codeOf(await late.request(RoomMessageType.Join, { roomId, password: 'sesame' }))).toBe(
      'room.too_many_tries',
    );
    const friend = await from('192.0.2.1');
    expect((await friend.request(RoomMessageType.Join, { roomId, password: 'sesame' })).type).toBe(JOINED);
  });

  it("a room's password from many addresses becomes one guess of each, and whoever knows it gets in", async () => {
    const roomId = await lockedRoom();
    const wrong: Ask = (client) => client.request(RoomMessageType.Join, { roomId, password: 'x' });

    expect(await guess((n) => `192.0.2.${n + 1}`, 40, wrong)).toBe(200 + 20);
    const friend = await from('192.0.3.1');
    expect((await friend.request(RoomMessageType.Join, { roomId, password: 'sesame' })).type).toBe(JOINED);
    expect(server.app.get(RoomRegistry).find(roomId)?.members.size).toBe(2);
  });

  it("a party's code ends for the player first, for the address at a multiple", async () => {
    const leader = await from('198.51.100.1');
    const created = await leader.request(PartyType.Create, { name: 'Ann' });
    const { code } = created.message!.party as { code: string };
    const join = (client: TestClient, tried: string): Promise<Packet> =>
      client.request(PartyType.Join, { code: tried, name: 'Guess' });
    const [guesser, schoolmate] = [await from('192.0.2.1'), await from('192.0.2.1')];
    for (let tries = 0; tries < 10; tries++) await join(guesser, '222222');

    expect(codeOf(await join(guesser, code))).toBe('party.too_many_guesses');
    expect(codeOf(await join(schoolmate, code))).toBeUndefined();
    // Ten of them are the first guesser's.
    expect(
      await guess(
        () => '192.0.2.1',
        12,
        (client) => join(client, '222222'),
      ),
    ).toBe(90);
    expect(codeOf(await join(await from('192.0.2.1'), code))).toBe('party.too_many_guesses');
    expect(codeOf(await join(await from('192.0.2.2'), code))).toBeUndefined();
  });
});
