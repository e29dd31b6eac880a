import fc from 'fast-check';
import { StateSync } from '../../src/core/sync/state-sync.js';
import type { ViewOptions } from '../../src/core/sync/view-options.js';
import { Vector2, Vector3 } from '../../src/protocol/contract/wire.decorator.js';
import type { EntityTable } from '../../src/protocol/state/entity-table.js';
import { ResyncReason } from '../../src/protocol/state/patch-format.js';
import {
  Crate,
  Pawn,
  Sledge,
  Slide,
  slide,
  Weapon,
  World,
  worldCatalogue,
  worldContract,
} from '../support/synced-world.js';
import { WatchingClient } from '../support/watching-client.js';

const PLAYERS = ['ann', 'ben', 'cy'];
const RADIUS = 200;
/** A client may ask for everything so often at once. */
const MAX_CUTS = 3;

interface Watching {
  readonly client: WatchingClient;
  readonly view: ViewOptions;
  cuts: number;
}

/** A room with clients, and everything that can happen to them. */
class Model {
  readonly world = new World();
  readonly sync = new StateSync(this.world, { hashEveryMs: 150 });
  readonly watching: Watching[] = [];
  private tick = 0;
  private clients = 0;

  join(kind: number, isBinary: boolean): void {
    const ends = { contract: worldContract, catalogue: worldCatalogue, isBinary };
    const client = new WatchingClient(`s${++this.clients}`, ends);
    client.session.delivery.receiveBufferBytes = kind % 2 === 0 ? 65_536 : 2048;
    const view = this.viewOf(kind);
    this.watching.push({ client, view, cuts: 0 });
    this.sync.attach(client.session, view);
  }

  viewOf(kind: number): ViewOptions {
    const who = { owner: PLAYERS[kind % 3]!, team: kind % 2 };
    const around = () => ({ x: (kind % 5) * 100 - 200, y: 0 });
    switch (kind % 6) {
      case 0:
      case 1:
        return who;
      case 2:
        return {
          ...who,
          interest: {
            pawns: { around, radius: RADIUS },
            crates: { around, nearest: 3 },
            sledges: { around, radius: RADIUS },
          },
        };
      case 3:
        return { ...who, interest: { pawns: { filter: (pawn) => (pawn as Pawn).side === 0 } } };
      case 4:
        return { ...who, budgetBytes: 60, interest: { pawns: { around, radius: RADIUS } } };
      default:
        return { ...who, sharedAs: 'side 1', interest: { pawns: { filter: (pawn) => (pawn as Pawn).side === 1 } } };
    }
  }

  patch(count = 1): void {
    for (let i = 0; i < count; i++) {
      this.tick += 1;
      this.sync.carry(1 / 30);
      this.sync.patch({ number: this.tick }, 1_700_000_000_000 + this.tick * 50, () => this.tick >> 2);
      for (const { client } of this.watching) {
        // A picture that the hash has to heal was wrong.
        expect(client.resyncs).not.toContain(ResyncReason.Hash);
        client.answer(this.sync);
      }
    }
  }

  /** What a client was sent is lost, once or twice. */
  cut(watching: Watching): void {
    if (watching.cuts++ >= MAX_CUTS) return;
    watching.client.isDelivered = false;
    this.patch();
    watching.client.resume(this.sync);
  }

  /** Every mirror shows what its view may see, by value and by hash. */
  check(): void {
    // Parts of large states and what budgets hold back need some patches.
    for (const { client } of this.watching) client.isSlow = false;
    this.patch(40);
    for (const watching of this.watching) {
      const { client } = watching;
      expect(client.mirror.hash()).toBe(this.sync.serverHash(client.session));
      expect(client.mirror.ack).toBe(this.tick >> 2);
      const seen = client.mirror.toObject();
      expect(seen['']![0]).toEqual(valuesIn(stateTable(this.sync), 0, () => true));
      this.checkPawns(watching, seen.pawns!);
      this.checkCrates(watching, seen.crates!);
      this.checkSledges(watching, seen.sledges!);
    }
  }

  private checkPawns({ client, view }: Watching, seen: Readonly<Record<number, unknown>>): void {
    const { table } = this.world.pawns;
    const near = view.interest?.pawns?.around?.();
    for (const pawn of this.world.pawns) {
      const id = this.world.pawns.idOf(pawn);
      const distance = near ? Math.hypot(pawn.x - near.x, pawn.y - near.y) : 0;
      const mustSee = distance <= RADIUS && (view.interest?.pawns?.filter?.(pawn, client.session) ?? true);
      const maySee = distance <= RADIUS * 1.1 && (view.interest?.pawns?.filter?.(pawn, client.session) ?? true);
      const isSeen = Object.hasOwn(seen, id);
      expect([id, isSeen]).toEqual([id, mustSee || (maySee && isSeen)]);
      if (!isSeen) continue;
      const layers = [true, pawn.side === view.team, pawn.player === view.owner];
      expect(seen[id]).toEqual(valuesIn(table, table.slotOf(id)!, (layer) => layers[layer]!));
    }
    for (const id of Object.keys(seen)) expect(this.world.pawns.has(Number(id))).toBe(true);
  }

  private checkCrates({ view }: Watching, seen: Readonly<Record<number, unknown>>): void {
    const { table, size } = this.world.crates;
    const most = view.interest?.crates?.nearest ?? Infinity;
    expect(Object.keys(seen).length).toBe(Math.min(size, most));
    for (const [id, values] of Object.entries(seen)) {
      expect(values).toEqual(valuesIn(table, table.slotOf(Number(id))!, () => true));
    }
  }

  /** What was told, stepped as often as the room has ticked since, is what the server has. */
  private checkSledges({ view }: Watching, seen: Readonly<Record<number, unknown>>): void {
    const { sledges } = this.world;
    const near = view.interest?.sledges?.around?.();
    for (const sledge of sledges) {
      const distance = near ? Math.hypot(sledge.slide.x - near.x, 0) : 0;
      const told = seen[sledges.idOf(sledge)] as Readonly<Record<string, number>> | undefined;
      if (distance <= RADIUS) expect(told).toBeDefined();
      if (told === undefined) continue;
      expect(distance).toBeLessThanOrEqual(RADIUS * 1.1);
      const body = new Slide();
      Object.assign(body, { x: told['slide.x'], vx: told['slide.vx'], isWet: told['slide.isWet'] === 1 });
      body.spin.angle = told['slide.spin.angle']!;
      for (let tick = told['slide.since']!; tick < this.tick; tick++) slide(body, 1 / 30);
      expect(body).toEqual(sledge.slide);
    }
  }
}

function stateTable(sync: StateSync<World>): EntityTable {
  return (sync as unknown as { sets: { table: EntityTable }[] }).sets[0]!.table;
}

/** The fields of an entity as clients get them; zero values where a client may not see them. */
function valuesIn(table: EntityTable, slot: number, sees: (layer: number) => boolean): Record<string, unknown> {
  return Object.fromEntries(
    table.schema.columns.map(({ path, layer }, column) => {
      const code = table.codes[column]!;
      return [path, sees(layer) ? code.get(table.cells[column]!, slot) : code.get(code.make(1), 0)];
    }),
  );
}

const text = fc.string({ maxLength: 6 });
const number = fc.double({ min: -600, max: 600, noNaN: true });

/** One assignment to a pawn. */
const pawnChange = fc.oneof(
  number.map((x) => (pawn: Pawn) => void (pawn.x = x)),
  number.map((y) => (pawn: Pawn) => void (pawn.y = y)),
  fc.tuple(number, number, number).map(
    ([x, y, z]) =>
      (pawn: Pawn) =>
        void (pawn.velocity = new Vector3(x, y, z)),
  ),
  fc.tuple(number, number).map(
    ([x, y]) =>
      (pawn: Pawn) =>
        void (pawn.aim = new Vector2(x / 600, y / 600)),
  ),
  number.map((heading) => (pawn: Pawn) => void (pawn.heading = heading)),
  number.map((charge) => (pawn: Pawn) => void (pawn.charge = charge)),
  number.map((born) => (pawn: Pawn) => void (pawn.born = born)),
  text.map((name) => (pawn: Pawn) => void (pawn.name = name)),
  fc.constantFrom(Weapon.Bow, Weapon.Axe).map((weapon) => (pawn: Pawn) => void (pawn.weapon = weapon)),
  fc.integer({ min: -10, max: 300 }).map((health) => (pawn: Pawn) => void (pawn.stats.health = health)),
  fc.boolean().map((isAlive) => (pawn: Pawn) => void (pawn.stats.isAlive = isAlive)),
  fc.array(fc.nat(70_000), { maxLength: 5 }).map((cards) => (pawn: Pawn) => void (pawn.cards = cards)),
  fc.nat(99).map((gold) => (pawn: Pawn) => void (pawn.gold = gold)),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(
    (x) =>
      ({ flight }: Pawn) =>
        void (flight.x = x),
  ),
  fc.boolean().map(
    (isUp) =>
      ({ flight }: Pawn) =>
        void (flight.isUp = isUp),
  ),
  text.map((plan) => (pawn: Pawn) => void (pawn.plan = plan)),
  fc
    .array(fc.tuple(text, fc.integer({ min: -9, max: 9 })), { maxLength: 3 })
    .map((marks) => (pawn: Pawn) => void (pawn.marks = new Map(marks))),
  fc.constantFrom(...PLAYERS).map((player) => (pawn: Pawn) => void (pawn.player = player)),
  fc.nat(1).map((side) => (pawn: Pawn) => void (pawn.side = side)),
);

type Step = (model: Model) => void;

function pick<T>(items: readonly T[], at: number): T | undefined {
  return items[at % Math.max(1, items.length)];
}

function newPawn(at: number): Pawn {
  const pawn = new Pawn();
  pawn.x = (at * 37) % 500;
  pawn.player = PLAYERS[at % 3]!;
  pawn.side = at % 2;
  return pawn;
}

const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 2,
    arbitrary: fc.tuple(fc.nat(), number).map(([at, vx]): Step => ({ world }) => {
      const sledge = pick([...world.sledges], at % 7);
      if (sledge) sledge.slide.vx = vx;
      else if (world.sledges.size < 30) world.sledges.add(new Sledge()).slide.isWet = vx > 0;
    }),
  },
  {
    weight: 1,
    arbitrary: fc.nat().map((at): Step => ({ world }) => {
      const sledge = pick([...world.sledges], at);
      if (sledge) world.sledges.delete(sledge);
    }),
  },
  {
    weight: 6,
    arbitrary: fc.tuple(fc.nat(), pawnChange).map(([at, change]): Step => ({ world }) => {
      const pawn = pick([...world.pawns], at);
      if (pawn) change(pawn);
    }),
  },
  {
    weight: 3,
    arbitrary: fc.nat(100).map(
      (at): Step =>
        ({ world }) =>
          void world.pawns.add(newPawn(at)),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(30, 300).map((n): Step => ({ world }) => {
      for (let i = 0; i < n; i++) world.crates.add(new Crate()).position = new Vector2(i % 17, i % 31);
    }),
  },
  {
    weight: 1,
    arbitrary: fc.nat(400).map((content): Step => ({ world }) => {
      for (const crate of world.crates) crate.content = content;
    }),
  },
  {
    weight: 2,
    arbitrary: fc.nat().map((at): Step => ({ world }) => {
      const pawn = pick([...world.pawns], at);
      if (pawn) world.pawns.delete(pawn);
    }),
  },
  {
    weight: 2,
    arbitrary: fc.nat().map((at): Step => ({ world }) => {
      const id = world.pawns.idOf(pick([...world.pawns], at) ?? new Pawn());
      if (world.pawns.delete(id)) world.pawns.add(newPawn(at), id);
    }),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(0xffff_ffff, 0x8000_0000, 300).map((id): Step => ({ world }) => {
      if (!world.pawns.has(id)) world.pawns.add(newPawn(id), id);
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(), fc.nat()).map(([a, b]): Step => ({ world }) => {
      const pawn = pick([...world.pawns], a);
      if (pawn) pawn.target = pick([...world.pawns, undefined], b);
    }),
  },
  {
    weight: 1,
    arbitrary: fc.array(text, { maxLength: 3 }).map(
      (log): Step =>
        ({ world }) =>
          void (world.log = log),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.nat(99).map(
      (luck): Step =>
        ({ world }) =>
          void (world.best.luck = luck),
    ),
  },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.nat(29), fc.boolean()).map(
      ([kind, isBinary]): Step =>
        (model) =>
          model.join(kind, isBinary),
    ),
  },
  {
    weight: 1,
    arbitrary: fc.nat().map((at): Step => ({ watching, sync }) => {
      const [left] = watching.splice(at % Math.max(1, watching.length), 1);
      if (left) sync.detach(left.client.session);
    }),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.nat(), fc.nat(29)).map(([at, kind]): Step => (model) => {
      const seen = pick(model.watching, at);
      if (!seen) return;
      const view = model.viewOf(kind);
      model.sync.attach(seen.client.session, view);
      model.watching[model.watching.indexOf(seen)] = { ...seen, view };
    }),
  },
  {
    weight: 2,
    arbitrary: fc.nat().map((at): Step => ({ watching }) => {
      const client = pick(watching, at)?.client;
      if (client) client.isSlow = !client.isSlow;
    }),
  },
  {
    weight: 1,
    arbitrary: fc.nat().map((at): Step => (model) => {
      const seen = pick(model.watching, at);
      if (seen) model.cut(seen);
    }),
  },
  {
    weight: 6,
    arbitrary: fc.integer({ min: 1, max: 3 }).map(
      (count): Step =>
        (model) =>
          model.patch(count),
    ),
  },
);

describe('the mirror of a client', () => {
  it('equals what the server lets it see, whatever has happened', () => {
    fc.assert(
      fc.property(fc.array(step, { minLength: 5, maxLength: 60 }), (steps) => {
        const model = new Model();
        model.join(0, true);
        model.join(3, false);
        for (const run of steps) run(model);
        model.check();
        model.sync.close();
      }),
      { numRuns: 250 },
    );
  });

  it.each([true, false])(
    'forgets what a replaced view had shown it alone, in the middle of a patch (binary: %p)',
    (isBinary) => {
      const model = new Model();
      model.join(3, isBinary);
      model.world.pawns.add(newPawn(0));
      for (let i = 0; i < 300; i++) model.world.crates.add(new Crate());
      model.patch();
      const [{ client, view }] = model.watching as [Watching];
      expect(client.mirror.patches).toBe(0);
      model.sync.attach(client.session, { ...view, owner: 'cy', interest: { pawns: { filter: () => false } } });
      model.patch(20);
      expect(client.mirror.hash()).toBe(model.sync.serverHash(client.session));
      model.sync.close();
    },
  );
});
