import 'reflect-metadata';
import { setTimeout as delay } from 'node:timers/promises';
import { EventBus } from '../../src/core/events/event-bus.js';
import { GodwitModule } from '../../src/core/godwit.module.js';
import { SessionWelcomed } from '../../src/core/sessions/session.events.js';
import { StateSync } from '../../src/core/sync/state-sync.js';
import { ResyncReason } from '../../src/protocol/state/patch-format.js';
import { BinaryClient } from '../support/binary-client.js';
import { MirroringClient } from '../support/mirroring-client.js';
import { Pawn, World } from '../support/synced-world.js';
import { TestApp } from '../../src/testing/test-app.js';

describe.each([
  ['binary', true],
  ['JSON', false],
])('the state of a room over a real connection, %s', (_, isBinary) => {
  const world = new World();
  const sync = new StateSync(world, { hashEveryMs: 0 });
  let server: TestApp;
  let client: MirroringClient;
  let tick = 0;

  /** Ticks until something is so. */
  async function until(isSo: () => boolean): Promise<void> {
    for (let i = 0; i < 200 && !isSo(); i++) {
      world.round = ++tick;
      sync.patch({ number: tick }, Date.now(), () => tick);
      await delay(5);
    }
    expect(isSo()).toBe(true);
  }

  beforeAll(async () => {
    server = await TestApp.start({ imports: [GodwitModule.forFeature({ states: [World] })] });
    server.app.get(EventBus).on(SessionWelcomed, ({ session }) => sync.attach(session, { owner: 'ann' }));
    Object.assign(world.pawns.add(new Pawn()), { player: 'ann', gold: 7, name: 'Ann' });
    const contract = await BinaryClient.contractOf(server.httpUrl);
    client = await MirroringClient.open(server.url, { contract, isBinary });
  });

  afterAll(async () => {
    client.close();
    sync.close();
    await server.stop();
  });

  it('arrives, with what only its owner sees', async () => {
    await until(() => client.mirror.patches > 3);

    expect(client.mirror.toObject().pawns).toMatchObject({ 1: { name: 'Ann', gold: 7 } });
    expect(client.mirror.ack).toBeGreaterThan(0);
    expect(client.errors).toEqual([]);
  });

  it('heals by itself when the mirror is wrong, and that is counted', async () => {
    const pawns = client.mirror.sets[1]!;
    const { code, cells } = pawns.columns.find(({ path }) => path === 'name')!;
    code.put(cells, pawns.slotOf(1)!, 'Eve');
    await until(() => client.mirror.toObject().pawns![1]!.name === 'Ann');

    const metrics = await (await fetch(`${server.httpUrl}/metrics`)).text();
    expect(metrics).toMatch(/godwit_sync_resyncs_total\{reason="hash"\} 1/);
    expect(metrics).toMatch(/godwit_sync_full_total [1-9]/);
  });

  it('is not given whole to whoever floods the server with wishes', async () => {
    for (let i = 0; i < 10; i++) client.resync(ResyncReason.Gap);
    await until(() => client.errors.length >= 8);

    expect(client.errors[0]).toMatchObject({ code: 'sync.too_many_resyncs' });
  });
});
