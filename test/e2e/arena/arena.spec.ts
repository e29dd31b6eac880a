import { setTimeout as delay } from 'node:timers/promises';
import { RoomRegistry } from '../../../src/core/rooms/room-registry.js';
import { RoomMessageType } from '../../../src/core/rooms/api/rooms.messages.js';
import { ArenaType } from '../../../src/games/arena/arena.messages.js';
import { ArenaModule } from '../../../src/games/arena/arena.module.js';
import type { ArenaRoom } from '../../../src/games/arena/arena.room.js';
import { ARENA_SIZE } from '../../../src/games/arena/arena.shared.js';
import type { Contract } from '../../../src/protocol/contract/contract.js';
import type { StateMirror } from '../../../src/protocol/state/state-mirror.js';
import { BinaryClient } from '../../support/binary-client.js';
import { MirroringClient } from '../../support/mirroring-client.js';
import { TestApp } from '../../../src/testing/test-app.js';
import { inputOf } from './recorded-arena.js';

const WAIT_MS = 30_000;
/** Inputs of a run: two thirds of a second. */
const STEPS = 20;

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
): { position: { x: number; y: number }; name: string; salt: number } | undefined {
  const pawns = Object.values(mirror.toObject().pawns ?? {});
  return pawns.find((pawn) => pawn.owner === owner) as ReturnType<typeof pawnOf>;
}

/** All that a client knows, and all that a newcomer would know, without what pawns tell their owners only. */
async function known(client: MirroringClient, roomId: string): Promise<[known: unknown, whole: unknown]> {
  const newcomer = await player(true);
  await newcomer.request(RoomMessageType.Join, { roomId });
  await until(() => newcomer.mirror.patches > 0 && newcomer.mirror.version === client.mirror.version, 'one version');
  return [withoutSecrets(client.mirror), withoutSecrets(newcomer.mirror)];
}

function withoutSecrets(mirror: StateMirror): unknown {
  const { pawns = {}, ...others } = mirror.toObject();
  const open = Object.entries(pawns).map(([id, pawn]) => {
    return [id, Object.entries(pawn).filter(([field]) => field !== 'salt' && !field.startsWith('body.'))];
  });
  return { pawns: open, ...others };
}

describe.each([
  ['binary', true],
  ['JSON', false],
])('the arena, in %s', (_codec, isBinary) => {
  it('shows a player itself, the bots and the coins, and moves it as it steers', async () => {
    const live = await server.app.get(RoomRegistry).create('arena', { bots: 20, peaceful: true });
    const ann = await player(isBinary);
    await ann.request(RoomMessageType.Join, { roomId: live.id, name: 'Ann' });
    await until(() => pawnOf(ann.mirror, ann.sessionId) !== undefined, 'the own pawn');
    const isRight = pawnOf(ann.mirror, ann.sessionId)!.position.x < ARENA_SIZE / 2;
    const { fighters } = live.room as ArenaRoom;
    for (const pawn of fighters.values()) live.room.teleport(pawn.body, { x: ARENA_SIZE / 2, y: ARENA_SIZE / 2 });
    await until(() => Math.abs(pawnOf(ann.mirror, ann.sessionId)!.position.x - ARENA_SIZE / 2) < 1, 'the middle');
    const before = pawnOf(ann.mirror, ann.sessionId)!;
    for (let seq = 1; seq <= STEPS; seq++) ann.send(ArenaType.Input, inputOf(seq, { x: isRight ? 1 : -1 }));
    await until(() => ann.mirror.ack === STEPS, 'the inputs to be used');
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
    const [own] = (live.room as ArenaRoom).fighters.values();
    expect(pawnOf(ann.mirror, sessionId)?.salt).toBe(own?.salt);
    const [seen, whole] = await known(ann, live.id);
    expect(seen).toEqual(whole);
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
