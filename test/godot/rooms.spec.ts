import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { Room } from '../../src/core/rooms/api/room.js';
import { RoomRegistry } from '../../src/core/rooms/room-registry.js';
import { RoomType } from '../../src/core/rooms/api/room-type.decorator.js';
import { TestApp } from '../../src/testing/test-app.js';
import { copyAddonProject } from './chat-player.js';
import { CutProxy } from './cut-proxy.js';
import { describeWithParts, findEngine, type Engine } from './engines.js';
import { GodotProcess } from '../../src/testing/godot-process.js';

const PATIENCE_MS = 60_000;

@RoomType('meadow', { tickHz: 20, maxPlayers: 4 })
class MeadowRoom extends Room {}

const parts = {
  'Godot 4': findEngine('godot4'),
  'Godot 3.6': findEngine('godot36'),
  'Godot 3.2': findEngine('godot32'),
};

describeWithParts('A room with players in real engines', parts, (engines) => {
  let server: TestApp;
  let rooms: RoomRegistry;

  beforeAll(async () => {
    server = await TestApp.start({ providers: [MeadowRoom], env: { SEAT_HOLD_MS: '2000', AUTH_REQUIRED: 'false' } });
    rooms = server.app.get(RoomRegistry);
  });
  afterAll(() => server.stop());

  it.each([
    ['Godot 3.6', 'Godot 4'],
    ['Godot 4', 'Godot 3.2'],
  ] as const)(
    'of %s and %s see each other come, drop, come back and go, and the host role pass on',
    async (one, two) => {
      const room = await rooms.create('meadow', undefined, { metadata: { map: 'lake' } });
      const proxy = await CutProxy.start(server.port);
      const ada = await enter(engines[one], server.url, [
        '--name=Ada',
        `--code=${room.code}`,
        '--leave-when=back Bram',
      ]);
      await ada.waitForLine(/^joined as=Ada number=2 members=Ada host=Ada$/, PATIENCE_MS);
      const bram = await enter(engines[two], proxy.url, ['--name=Bram', `--code=${room.code.toLowerCase()}`]);
      await bram.waitForLine(/^joined as=Bram number=3 members=Ada Bram host=Ada$/, PATIENCE_MS);
      await ada.waitForLine(/^came Bram$/, PATIENCE_MS);

      room.setLocked(true);
      await bram.waitForLine(/^changed locked=true metadata=lake$/, PATIENCE_MS);
      proxy.cut();
      await ada.waitForLine(/^left room\.left$/, PATIENCE_MS);
      await bram.waitForLine(/^host Bram$/, PATIENCE_MS);
      room.dispose('room.closed');
      await bram.waitForLine(/^left room\.closed$/, PATIENCE_MS);

      expect(told(ada)).toEqual([
        'connected',
        'joined as=Ada number=2 members=Ada host=Ada',
        'came Bram',
        'changed locked=true metadata=lake',
        'away Bram',
        'back Bram',
        'left room.left',
      ]);
      const [connected, joined, changed, ...rest] = told(bram);
      expect([connected, joined, changed]).toEqual([
        'connected',
        'joined as=Bram number=3 members=Ada Bram host=Ada',
        'changed locked=true metadata=lake',
      ]);
      expect(rest.sort()).toEqual(['host Bram', 'left room.closed', 'resumed', 'went Ada']);

      await Promise.all([ada.kill(), bram.kill()]);
      await proxy.stop();
      expect(rooms.size).toBe(0);
    },
  );

  it('is left for good by who comes back too late, and its code refuses who comes after its end', async () => {
    const room = await rooms.create('meadow', undefined, { metadata: { map: 'lake' } });
    const proxy = await CutProxy.start(server.port);
    const ada = await enter(engines['Godot 4'], server.url, ['--name=Ada', `--code=${room.code}`]);
    await ada.waitForLine(/^joined /, PATIENCE_MS);
    const bram = await enter(engines['Godot 4'], proxy.url, ['--name=Bram', `--code=${room.code}`]);
    await bram.waitForLine(/^joined /, PATIENCE_MS);

    bram.freeze();
    proxy.cut();
    await ada.waitForLine(/^went Bram$/, PATIENCE_MS);
    await ada.kill();
    room.dispose('room.closed');
    bram.thaw();
    await bram.waitForLine(/^left session\.lost$/, PATIENCE_MS);
    await bram.waitForLine(/^refused room\.not_found$/, PATIENCE_MS);

    await bram.kill();
    await proxy.stop();
  });
});

/** Runs the script that joins a room and prints what happens there. */
async function enter(engine: Engine, url: string, args: readonly string[]): Promise<GodotProcess> {
  const project = await copyAddonProject(engine);
  const script = `member${engine.major}.gd`;
  copyFileSync(join(import.meta.dirname, 'fixtures/rooms', script), join(project, script));
  return new GodotProcess(engine, { project, engineArgs: ['-s', `res://${script}`], args: [`--url=${url}`, ...args] });
}

/** What a player told, without what the engine says of itself. */
function told({ lines }: GodotProcess): string[] {
  return lines.filter((line) =>
    /^(connected|resumed|refused|joined|came|went|away|back|host|changed|left)\b/.test(line),
  );
}
