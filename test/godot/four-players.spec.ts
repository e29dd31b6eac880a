import { copyFileSync, cpSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { RoomMessageType } from '../../src/core/rooms/api/rooms.messages.js';
import { startServer, type TestServer } from '../support/server.js';
import { TestClient } from '../../src/testing/test-client.js';
import { copyAddonProject } from './chat-player.js';
import { describeWithParts, findEngine, type Engine } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';

const PATIENCE_MS = 60_000;
const FIXTURES = join(import.meta.dirname, 'fixtures');
const SEAT_HOLD_MS = 2_000;

const parts = { 'Godot 4': findEngine('godot4'), 'Godot 3.6': findEngine('godot36') };

describeWithParts('A party of three Godot 4 and one Godot 3.6', parts, (engines) => {
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer({ env: { SEAT_HOLD_MS: String(SEAT_HOLD_MS), AUTH_REQUIRED: 'false' } });
  });
  afterAll(() => server.stop());

  it('matches into one room, plays there, loses its host in the middle and goes on', async () => {
    const ada = await play(engines['Godot 4'], server.url, '--name=Ada', '--found=4');
    const [, party = ''] = await ada.waitForLine(/^party (\w+) leads=true$/, PATIENCE_MS);
    // One after the other, so that their numbers are known: the host's role goes to who came first.
    const bob = await play(engines['Godot 4'], server.url, '--name=Bob', `--party=${party}`);
    await bob.waitForLine(/^party \w+ leads=false$/, PATIENCE_MS);
    const cleo = await play(engines['Godot 4'], server.url, '--name=Cleo', `--party=${party}`, '--json');
    await cleo.waitForLine(/^party \w+ leads=false$/, PATIENCE_MS);
    const dan = await takePart(engines['Godot 3.6'], server.url, '--name=Dan', `--party=${party}`);
    await prints(dan, [`party ${party} of Ada`]);
    await prints(ada, ['all ready', 'looking for a match: true']);

    const [, code = ''] = await dan.waitForLine(/^room (\w+)$/, PATIENCE_MS);
    await prints(ada, [`joined code=${code} id=1 number=2`]);
    await prints(bob, [`joined code=${code} id=3 number=3`]);
    await prints(cleo, [`joined code=${code} id=4 number=4`]);
    await prints(ada, ['moved 3', 'moved 4', 'heard 3 .*', 'heard 4 .*', 'waved 3', 'waved 4']);
    await prints(bob, ['spawned 1', 'spawned 4', 'moved 1', 'moved 4', 'synced', 'announced 1', 'heard 4 .*']);
    await prints(cleo, ['spawned 1', 'spawned 3', 'moved 1', 'moved 3', 'synced', 'announced 1', 'heard 3 .*']);
    for (const other of [ada, bob, cleo]) await prints(other, ['ready Dan true', 'chat Dan: here I am']);
    await prints(dan, ['chat Ada: hello Dan', 'chat Bob: hello Dan', 'chat Cleo: hello Dan']);

    const [bobs, cleos, dans] = [bob.lines.length, cleo.lines.length, dan.lines.length];
    await ada.kill();
    await prints(bob, ['disconnected 1', 'went Ada', 'host Bob', 'host changed 2 3 true id=1'], bobs);
    await prints(cleo, ['disconnected 1', 'went Ada', 'host Bob', 'host changed 2 3 false id=4'], cleos);
    await prints(dan, ['away Ada', 'went Ada', 'host Bob of Bob Cleo Dan', 'chat Bob: hello Dan'], dans);
    const [led, followed] = [lineOf(bob, /^host changed/), lineOf(cleo, /^host changed/)];
    await prints(bob, ['moved 4', 'heard 4 .*', 'waved 4'], led);
    await prints(cleo, ['spawned 1', 'moved 1', 'synced', 'announced 1', 'heard 1 .*', 'waved 1'], followed);
    await prints(bob, ['chat Dan: Bob leads now', 'ready Dan false'], bobs);
    await prints(cleo, ['chat Dan: Bob leads now', 'ready Dan false'], cleos);

    expect(await namesInRoom(server.url, code)).toEqual(['Bob', 'Cleo', 'Dan', 'Eve']);
    for (const other of [bob, cleo, dan]) expect(complaints(other)).toEqual([]);
    expect(server.logs.filter(({ level = 0 }) => level >= 50)).toEqual([]);

    await Promise.all([bob, cleo, dan].map((other) => other.kill()));
    await untilNobodyIsLeft(server);
    expect(await namesInRoom(server.url, code)).toEqual('room.not_found');
  });
});

/** Starts the relayed game on a machine whose player comes with a party. */
async function play(engine: Engine, url: string, ...args: string[]): Promise<GodotProcess> {
  const project = await copyAddonProject(engine);
  cpSync(join(FIXTURES, 'relay'), join(project, 'relay'), { recursive: true });
  return new GodotProcess(engine, {
    project,
    engineArgs: ['res://relay/game.tscn'],
    args: [`--url=${url}`, ...args],
  });
}

/** Starts a member of the party that is in the room without Godot's multiplayer. */
async function takePart(engine: Engine, url: string, ...args: string[]): Promise<GodotProcess> {
  const project = await copyAddonProject(engine);
  copyFileSync(join(FIXTURES, 'party/member3.gd'), join(project, 'member3.gd'));
  return new GodotProcess(engine, { project, engineArgs: ['-s', 'res://member3.gd'], args: [`--url=${url}`, ...args] });
}

/** Waits for whole lines, in any order. */
async function prints(godot: GodotProcess, lines: readonly string[], fromMark?: number): Promise<void> {
  for (const line of lines) await godot.waitForLine(new RegExp(`^${line}$`), PATIENCE_MS, fromMark);
}

function lineOf({ lines }: GodotProcess, pattern: RegExp): number {
  return lines.findIndex((line) => pattern.test(line));
}

/** What none of them should have printed. */
function complaints({ lines }: GodotProcess): string[] {
  return lines.filter((line) => /^(SCRIPT )?ERROR|^gap |^refused |^ended |^server disconnected/.test(line));
}

/** The names that one more player, Eve, finds in the room, and herself; or why she is not let in. */
async function namesInRoom(url: string, code: string): Promise<unknown> {
  const eve = await TestClient.connect(url);
  const { message } = await eve.request(RoomMessageType.Join, { code, name: 'Eve' });
  await eve.request(RoomMessageType.Leave);
  eve.close();
  await eve.closed;
  const { members, code: refusal } = message as { members?: { name: string }[]; code: string };
  return members?.map(({ name }) => name) ?? refusal;
}

/** Waits until no connection is open and no seat is held. */
async function untilNobodyIsLeft({ httpUrl }: TestServer): Promise<void> {
  const deadline = Date.now() + 5 * SEAT_HOLD_MS;
  for (;;) {
    const metrics = await (await fetch(`${httpUrl}/metrics`)).text();
    if (/^godwit_connections 0$/m.test(metrics) && /^godwit_sessions_held 0$/m.test(metrics)) return;
    if (Date.now() > deadline) throw new Error(`Somebody is left:\n${metrics}`);
    await delay(100);
  }
}
