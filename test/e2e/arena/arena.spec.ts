import { setTimeout as delay } from 'node:timers/promises';
import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { ArenaType } from '../../../src/games/arena/arena.messages.js';
import { ArenaModule } from '../../../src/games/arena/arena.module.js';
import { ARENA_SIZE } from '../../../src/games/arena/arena.shared.js';
import type { Contract } from '../../../src/protocol/contract/contract.js';
import type { StateMirror } from '../../../src/protocol/state/state-mirror.js';
import { BinaryClient } from '../../support/binary-client.js';
import { MirroringClient } from '../../support/mirroring-client.js';
import { TestApp } from '../../../src/testing/test-app.js';

const WAIT_MS = 30_000;

let server: TestApp;
let contract: Contract;
const clients: MirroringClient[] = [];

beforeAll(async () => {
  server = await TestApp.start({ imports: [ArenaModule] });
  contract = await BinaryClient.contractOf(server.httpUrl);
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  const rooms = server.app.get(RoomRegistry);
  for (const room of [...rooms.all()]) room.dispose('room.closed');
  await delay(0);
  expect(rooms.size).toBe(0);
});

afterAll(() => server.stop());

async function player(isBinary: boolean): Promise<MirroringClient> {
  const client = await MirroringClient.open(server.url, { contract, isBinary, isResumable: true });
  clients.push(client);
  return client;
}

async function until(isSo: () => boolean, what: string): Promise<void> {
  const deadline = performance.now() + WAIT_MS;
  while (!isSo()) {
    if (performance.now() > deadline) throw new Error(`In vain: ${what}`);
    await delay(5);
  }
}

function pawnOf(
  mirror: StateMirror,
  owner: string,
): { position: { x: number; y: number }; name: string; coins: number } | undefined {
  const pawns = Object.values(mirror.toObject().pawns ?? {});
  return pawns.find((pawn) => pawn.owner === owner) as ReturnType<typeof pawnOf>;
}

/** The hash of all that a client knows, and of all that a newcomer would know. */
async function hashes(client: MirroringClient, roomId: string): Promise<[known: number, whole: number]> {
  const newcomer = await player(true);
  await newcomer.request(RoomMessageType.Join, { roomId });
  await until(() => newcomer.mirror.patches > 0 && newcomer.mirror.version === client.mirror.version, 'one version');
  return [client.mirror.hash(), newcomer.mirror.hash()];
}

describe.each([
  ['binary', true],
  ['JSON', false],
])('the arena, in %s', (_codec, isBinary) => {
  it('shows a player itself, the bots and the coins, and moves it as it steers', async () => {
    const live = await server.app.get(RoomRegistry).create('arena', { bots: 20 });
    const ann = await player(isBinary);
    await ann.request(RoomMessageType.Join, { roomId: live.id, name: 'Ann' });
    await until(() => pawnOf(ann.mirror, ann.sessionId) !== undefined, 'the own pawn');
    const before = pawnOf(ann.mirror, ann.sessionId)!;
    const isRight = before.position.x < ARENA_SIZE / 2;
    ann.send(ArenaType.Input, { seq: 1, x: isRight ? 1 : -1, y: 0 });
    await until(() => ann.mirror.ack === 1, 'the input to be used');
    await until(() => Math.abs(pawnOf(ann.mirror, ann.sessionId)!.position.x - before.position.x) > 50, 'a move');
    const after = pawnOf(ann.mirror, ann.sessionId)!;

    expect(after.position.x > before.position.x).toBe(isRight);
    // A zero of 8 bits lies half a step beside it.
    expect(Math.abs(after.position.y - before.position.y)).toBeLessThan(5);
    expect(Object.keys(ann.mirror.toObject().pawns!)).toHaveLength(21);
    expect(Object.keys(ann.mirror.toObject().coins!)).toHaveLength(30);
    expect(ann.resyncs).toBe(0);
  });

  it('is whole again after a drop, and ends as it is for the others', async () => {
    const live = await server.app.get(RoomRegistry).create('arena', { bots: 50 });
    const ann = await player(isBinary);
    await ann.request(RoomMessageType.Join, { roomId: live.id, name: 'Ann' });
    await until(() => ann.mirror.patches > 5, 'patches');
    const { sessionId } = ann;
    await ann.dropAndResume();
    const { patches } = ann.mirror;
    await until(() => ann.mirror.patches > patches + 3, 'patches after the return');

    expect(ann.sessionId).toBe(sessionId);
    expect(pawnOf(ann.mirror, sessionId)).toMatchObject({ name: 'Ann' });
    const [known, whole] = await hashes(ann, live.id);
    expect(known).toBe(whole);
  });

  it('takes a pawn away with its player', async () => {
    const live = await server.app.get(RoomRegistry).create('arena');
    const [ann, bob] = await Promise.all([player(isBinary), player(!isBinary)]);
    await ann.request(RoomMessageType.Join, { roomId: live.id, name: 'Ann' });
    await bob.request(RoomMessageType.Join, { roomId: live.id, name: 'Bob' });
    await until(() => pawnOf(ann.mirror, bob.sessionId)?.name === 'Bob', "Bob's pawn");
    await bob.request(RoomMessageType.Leave);
    await until(() => pawnOf(ann.mirror, bob.sessionId) === undefined, "the end of Bob's pawn");

    expect(pawnOf(ann.mirror, ann.sessionId)).toMatchObject({ name: 'Ann' });
  });
});
