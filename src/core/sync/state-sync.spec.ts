import { Vector2 } from '../../protocol/contract/wire.decorator.js';
import { ResyncReason } from '../../protocol/state/patch-format.js';
import { WatchingClient } from '../../../test/support/watching-client.js';
import { Crate, Pawn, Weapon, World, worldCatalogue, worldContract } from '../../../test/support/synced-world.js';
import { StateSync } from './state-sync.js';
import type { ViewOptions } from './view-options.js';

function fixture(hashEveryMs = 1_000_000) {
  const world = new World();
  const sync = new StateSync(world, { hashEveryMs });
  let tick = 0;
  let clients = 0;
  return {
    world,
    sync,
    patch: (ack = 0) => sync.patch({ number: ++tick }, 1_700_000_000_000 + tick * 50, () => ack),
    watch: (view: ViewOptions = {}, isBinary = true) => {
      const ends = { contract: worldContract, catalogue: worldCatalogue, isBinary };
      const client = new WatchingClient(`s${++clients}`, ends);
      sync.attach(client.session, view);
      return client;
    },
  };
}

const pawnsOf = ({ mirror }: WatchingClient) => mirror.toObject().pawns!;

describe.each([
  ['binary', true],
  ['JSON', false],
])('StateSync to %s', (_, isBinary) => {
  it('sends a newcomer everything, and then what changed', () => {
    const { world, patch, watch } = fixture();
    const pawn = world.pawns.add(new Pawn());
    pawn.name = 'Ann';
    const client = watch({}, isBinary);
    patch();

    expect(client.mirror.name).toBe('World');
    expect(pawnsOf(client)[1]).toMatchObject({ name: 'Ann', weapon: 'bow', 'stats.health': 100, target: 0 });

    pawn.stats.health = 7;
    pawn.weapon = Weapon.Axe;
    pawn.target = world.pawns.add(new Pawn());
    world.phase = 'fight';
    world.flags = new Map([['north', new Vector2(1, 2)]]);
    patch();

    expect(pawnsOf(client)[1]).toMatchObject({ 'stats.health': 7, weapon: 'axe', target: 2 });
    expect(client.mirror.toObject()['']![0]).toMatchObject({
      phase: 'fight',
      flags: new Map([['north', new Vector2(1, 2)]]),
    });
    expect(client.resyncs).toEqual([]);
  });

  it('tells removals, and an entity that took the id of another', () => {
    const { world, patch, watch } = fixture();
    const first = world.crates.add(new Crate(), 7);
    world.crates.add(new Crate(), 9);
    const client = watch({}, isBinary);
    patch();
    world.crates.delete(first);
    world.crates.delete(9);
    const second = new Crate();
    second.content = 5;
    world.crates.add(second, 7);
    patch();

    expect(client.mirror.toObject().crates).toEqual({ 7: { position: new Vector2(), content: 5 } });
  });

  it('shows fields of owners and teams to them alone, and takes them back', () => {
    const { world, sync, patch, watch } = fixture();
    const pawn = new Pawn();
    Object.assign(pawn, { player: 'ann', side: 1, gold: 12, marks: new Map([['hill', -3]]) });
    world.pawns.add(pawn);
    const ann = watch({ owner: 'ann', team: 1 }, isBinary);
    const ben = watch({ owner: 'ben', team: 1 }, isBinary);
    const cy = watch({ owner: 'cy', team: 2 }, isBinary);
    patch();

    expect(pawnsOf(ann)[1]).toMatchObject({ gold: 12, marks: new Map([['hill', -3]]) });
    expect(pawnsOf(ben)[1]).toMatchObject({ gold: 0, marks: new Map([['hill', -3]]) });
    expect(pawnsOf(cy)[1]).toMatchObject({ gold: 0, marks: new Map() });

    pawn.player = 'ben';
    pawn.side = 2;
    pawn.gold = 13;
    patch();

    expect(pawnsOf(ann)[1]).toMatchObject({ gold: 0, marks: new Map() });
    expect(pawnsOf(ben)[1]).toMatchObject({ gold: 13, marks: new Map() });
    expect(pawnsOf(cy)[1]).toMatchObject({ gold: 0, marks: new Map([['hill', -3]]) });
    for (const { session, mirror } of [ann, ben, cy]) expect(mirror.hash()).toBe(sync.serverHash(session));
  });

  it('tells a client which of its inputs the state contains', () => {
    const { patch, watch } = fixture();
    const client = watch({}, isBinary);
    patch(41);
    patch(42);

    expect(client.mirror.ack).toBe(42);
  });

  it('makes up for what a slow client missed', () => {
    const { world, patch, watch } = fixture();
    const crate = world.crates.add(new Crate());
    const gone = world.crates.add(new Crate());
    const client = watch({}, isBinary);
    patch();
    client.isSlow = true;
    for (let i = 1; i < 5; i++) {
      crate.content = i;
      if (i === 2) world.crates.delete(gone);
      patch();
    }
    expect(client.mirror.toObject().crates![1]).toMatchObject({ content: 0 });

    client.isSlow = false;
    patch();
    expect(client.mirror.toObject().crates).toEqual({ 1: { position: new Vector2(), content: 4 } });
    expect(client.resyncs).toEqual([]);
  });

  it('goes on with one delta from what a client has that was cut off', () => {
    const { world, sync, patch, watch } = fixture();
    for (let i = 0; i < 200; i++) world.crates.add(new Crate());
    const client = watch({}, isBinary);
    patch();
    client.isDelivered = false;
    world.crates.get(3)!.content = 3;
    world.crates.delete(world.crates.get(5)!);
    patch();
    client.resume(sync);
    world.crates.get(4)!.content = 4;
    patch();
    expect(client.resyncs).toEqual([ResyncReason.Gap]);

    client.answer(sync);
    client.bytes = 0;
    patch();
    expect(client.mirror.hash()).toBe(sync.serverHash(client.session));
    expect(client.bytes).toBeLessThan(400);
  });

  it('gives everything to a client that was cut off while its secrets changed', () => {
    const { world, sync, patch, watch } = fixture();
    world.pawns.add(new Pawn()).player = 'ann';
    const kept = world.pawns.add(new Pawn());
    kept.player = 'ann';
    const client = watch({ owner: 'ann' }, isBinary);
    patch();
    client.isDelivered = false;
    world.pawns.delete(world.pawns.get(1)!);
    patch();
    kept.gold = 7;
    patch();
    client.resume(sync);
    patch();
    client.answer(sync);
    patch();

    expect(client.mirror.hash()).toBe(sync.serverHash(client.session));
    expect(pawnsOf(client)).toMatchObject({ 2: { gold: 7 } });
    expect(client.resyncs).toEqual([]);
  });

  it('gives everything to a client that was cut off for longer than removals are remembered', () => {
    const { world, sync, patch, watch } = fixture();
    for (let i = 0; i < 5; i++) world.crates.add(new Crate());
    const client = watch({}, isBinary);
    patch();
    client.isDelivered = false;
    world.crates.delete(world.crates.get(5)!);
    for (let i = 0; i < 1000; i++) {
      world.crates.get(1)!.content = i;
      patch();
    }
    client.resume(sync);
    patch();
    client.answer(sync);
    patch();

    expect(client.mirror.hash()).toBe(sync.serverHash(client.session));
    expect(Object.keys(client.mirror.toObject().crates!)).toEqual(['1', '2', '3', '4']);
    expect(client.resyncs).toEqual([]);
  });

  it('finds a broken picture by its hash', () => {
    const { world, sync, patch, watch } = fixture(0);
    const crate = world.crates.add(new Crate());
    const client = watch({}, isBinary);
    patch();
    const { code, cells } = client.mirror.sets[2]!.columns[1]!;
    code.put(cells, client.mirror.sets[2]!.slotOf(1)!, 99);
    crate.position = new Vector2(1, 1);
    patch();
    expect(client.resyncs).toEqual([ResyncReason.Hash]);

    client.answer(sync);
    patch();
    expect(client.mirror.toObject().crates![1]).toMatchObject({ content: 0 });
    expect(client.resyncs).toEqual([]);
  });

  it('sends a large state in parts that the client can hold, one with each patch', () => {
    const { world, sync, patch, watch } = fixture();
    for (let i = 0; i < 2000; i++) world.pawns.add(new Pawn()).name = `pawn ${i}`;
    const client = watch({}, isBinary);
    client.session.delivery.receiveBufferBytes = 16_384;
    let patches = 0;
    while (client.mirror.patches === 0 && patches < 300) {
      client.bytes = 0;
      world.pawns.get(5)!.x = patches++;
      patch();
      expect(client.bytes).toBeLessThan(8_192 + 64);
    }
    patch();

    expect(patches).toBeGreaterThan(5);
    expect(client.mirror.hash()).toBe(sync.serverHash(client.session));

    // Asked for anew, it is the old one until all of it is there.
    const pawns = client.mirror.sets.find(({ schema }) => schema.path === 'pawns')!;
    for (let i = 1; i <= 1000; i++) world.pawns.delete(i);
    sync.requestResync(client.session, ResyncReason.Hash, client.mirror.version);
    for (const { patches: before } = client.mirror; client.mirror.patches === before; patch()) {
      expect(pawns.known[0]).toHaveLength(2000);
    }
    expect(client.mirror.hash()).toBe(sync.serverHash(client.session));
  });

  it('shows spectators everything later', () => {
    const { world, patch, watch } = fixture();
    const crate = world.crates.add(new Crate());
    const client = watch({ delayMs: 200 }, isBinary);
    const seen: unknown[] = [];
    for (let i = 1; i <= 12; i++) {
      crate.content = i;
      patch();
      seen.push(client.mirror.toObject().crates?.[1]?.content);
    }
    expect(seen).toEqual([undefined, undefined, undefined, undefined, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('shows views of one name the same, encoded once', () => {
    const { world, sync, patch, watch } = fixture();
    for (let i = 0; i < 20; i++) world.crates.add(new Crate()).content = i;
    const looks = { count: 0 };
    const filter = (crate: object) => {
      looks.count++;
      return (crate as Crate).content % 2 === 0;
    };
    const view: ViewOptions = { sharedAs: 'even', interest: { crates: { filter } } };
    const first = watch(view, isBinary);
    patch();
    const second = watch(view, isBinary);
    patch();
    world.crates.get(1)!.content = 1;
    world.crates.get(2)!.content = 8;
    patch();

    expect(looks.count).toBe(60);
    for (const { mirror, session, resyncs } of [first, second]) {
      expect(Object.keys(mirror.toObject().crates!).length).toBe(10);
      expect(mirror.hash()).toBe(sync.serverHash(session));
      expect(resyncs).toEqual([]);
    }
  });

  it('goes on with one delta for a slow client of a named view', () => {
    const { world, sync, patch, watch } = fixture();
    for (let i = 0; i < 200; i++) world.crates.add(new Crate()).content = i;
    const view: ViewOptions = { sharedAs: 'all', interest: { crates: { filter: () => true } } };
    const first = watch(view, isBinary);
    const slow = watch(view, isBinary);
    patch();
    slow.isSlow = true;
    for (let i = 1; i <= 3; i++) {
      world.crates.get(i)!.content = 300 + i;
      patch();
    }
    world.crates.delete(world.crates.get(4)!);
    slow.isSlow = false;
    slow.bytes = 0;
    patch();
    expect(slow.bytes).toBeLessThan(isBinary ? 60 : 500);
    patch();

    for (const { mirror, session, resyncs } of [first, slow]) {
      expect(Object.keys(mirror.toObject().crates!)).toHaveLength(199);
      expect(mirror.hash()).toBe(sync.serverHash(session));
      expect(resyncs).toEqual([]);
    }
  });

  it('brings clients with small buffers up to a large named view, whenever they come', () => {
    const { world, sync, patch, watch } = fixture();
    for (let i = 0; i < 400; i++) world.crates.add(new Crate()).content = i;
    world.pawns.add(new Pawn()).player = 'ann';
    const view: ViewOptions = { owner: 'ann', sharedAs: 'all', interest: { crates: { filter: () => true } } };
    watch(view, isBinary).session.delivery.receiveBufferBytes = 2048;
    patch();
    const small = watch(view, isBinary);
    small.session.delivery.receiveBufferBytes = 2048;
    for (let i = 0; i < 40; i++) {
      world.crates.get(1 + i)!.content++;
      world.pawns.get(1)!.gold = i + 1;
      small.bytes = 0;
      patch();
    }

    expect(small.bytes).toBeLessThan(500);
    expect(small.mirror.toObject().pawns![1]!.gold).toBe(40);
    expect(small.mirror.hash()).toBe(sync.serverHash(small.session));
    expect(small.resyncs).toEqual([]);
  });

  it('lets nothing starve when the budget is short', () => {
    const { world, sync, patch, watch } = fixture();
    for (let i = 0; i < 100; i++) world.crates.add(new Crate()).position = new Vector2(i, 0);
    const interest = { crates: { around: () => ({ x: 0, y: 0 }), radius: 1000 } };
    const client = watch({ interest, budgetBytes: 200 }, isBinary);
    for (let i = 0; i < 400; i++) {
      for (const crate of world.crates) crate.content++;
      patch();
      if (isBinary && i > 0) expect(client.bytes).toBeLessThan(300);
      client.bytes = 0;
    }
    const contents = Object.values(client.mirror.toObject().crates!).map(({ content }) => Number(content));
    expect(contents.length).toBe(100);
    expect(Math.min(...contents)).toBeGreaterThan(250);
    for (let i = 0; i < 20; i++) patch();
    expect(client.mirror.hash()).toBe(sync.serverHash(client.session));
  });
});

describe(StateSync.name, () => {
  it('takes what is out of range as its nearest value, and refuses what is no number', () => {
    const { world, patch, watch } = fixture();
    const pawn = world.pawns.add(new Pawn());
    const client = watch();
    pawn.x = 1e9;
    pawn.stats.health = -3.2;
    pawn.heading = 3 * Math.PI;
    patch();

    expect(pawn.x).toBe(1e9);
    expect(pawnsOf(client)[1]).toMatchObject({ x: 500, 'stats.health': 0, heading: -Math.PI });
    for (const bad of [NaN, Infinity, 'far', undefined]) {
      expect(() => ((pawn as { x: unknown }).x = bad)).toThrow(/The field x of Pawn must be a finite number, but is/);
    }
    expect(() => ((pawn as { weapon: unknown }).weapon = 'spoon')).toThrow('one of the values that its choice lists');
  });

  it('refuses an entity that is in a set already', () => {
    const { world } = fixture();
    const pawn = world.pawns.add(new Pawn());
    expect(() => new World().pawns.add(pawn)).toThrow('it of Pawn is in a set already.');
    pawn.x = 3;
    expect(world.pawns.get(1)).toBe(pawn);
  });

  it('gives everything only so often', () => {
    const { sync, watch, patch } = fixture();
    const client = watch();
    patch();
    const answers = Array.from({ length: 10 }, () => sync.requestResync(client.session, ResyncReason.Hash, 1));
    expect(answers.filter(Boolean).length).toBe(3);
  });

  it('restores a state exactly from its snapshot', () => {
    const { world, sync } = fixture();
    const pawn = world.pawns.add(new Pawn(), 4_000_000_000);
    Object.assign(pawn, { x: 0.123456789, heading: 7, name: 'Ünal', target: world.pawns.add(new Pawn()) });
    pawn.cards = [1, 2];
    pawn.marks = new Map([['a', 1]]);
    world.flags = new Map([['x', new Vector2(0.1, 0.2)]]);
    world.pawns.delete(world.pawns.add(new Pawn()));
    const other = new World();
    StateSync.restore(other, sync.snapshot());

    const restored = other.pawns.get(4_000_000_000)!;
    expect(restored).toMatchObject({ x: 0.123456789, heading: 7, name: 'Ünal', cards: [1, 2] });
    expect(restored.target).toBe(other.pawns.get(1));
    expect(other.pawns.idOf(other.pawns.add(new Pawn()))).toBe(world.pawns.idOf(world.pawns.add(new Pawn())));
    expect(other.flags.get('x')).toEqual(new Vector2(0.1, 0.2));
    expect(new StateSync(other).snapshot()).toEqual(sync.snapshot());
  });

  it('only assigns once it is closed', () => {
    const { world, sync } = fixture();
    sync.close();
    world.round = 5;
    expect(world.round).toBe(5);
  });
});
