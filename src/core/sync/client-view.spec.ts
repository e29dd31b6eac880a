import { Vector2 } from '../../protocol/contract/wire.decorator.js';
import { plainValue } from '../../protocol/state/state-tree.js';
import { Crate, Pawn, World, worldCatalogue, worldContract } from '../../../test/support/synced-world.js';
import { WatchingClient } from '../../../test/support/watching-client.js';
import { clientView } from './client-view.js';
import { StateSync } from './state-sync.js';
import type { ViewOptions } from './view-options.js';

function fixture() {
  const world = new World();
  for (let id = 1; id <= 40; id++) world.crates.add(new Crate(), id).position = new Vector2(id * 10, 0);
  for (const [player, side] of [
    ['ann', 1],
    ['bob', 1],
    ['cid', 2],
  ] as const)
    Object.assign(world.pawns.add(new Pawn()), { player, side, gold: 7, marks: new Map([['hill', 1]]) });
  const sync = new StateSync(world, { hashEveryMs: 1_000_000 });
  let tick = 0;
  return {
    world,
    sync,
    patch: () => sync.patch({ number: ++tick }, 1_700_000_000_000 + tick * 50),
    watch: (view: ViewOptions) => {
      const ends = { contract: worldContract, catalogue: worldCatalogue, isBinary: true };
      const client = new WatchingClient(`s${Math.random()}`, ends);
      sync.attach(client.session, view);
      return client;
    },
  };
}

/** Fields that not everybody sees; a copy of the state has them as they begin until it is told otherwise. */
const SECRETS = new Set(['gold', 'marks', 'flight.fuel']);
const OTHER_SECRETS = /^(?:plan|flight\..*)$/;

/** The paths of everything that a client's own copy has, and of all that its view is said to show. */
function pathsOf(sync: StateSync<World>, { mirror, session }: WatchingClient): { has: string[]; shown: string[] } {
  const { fields, sets } = sync.viewOf(session)!.state;
  const flat = (all: Readonly<Record<string, Readonly<Record<string, object>>>>): string[] =>
    Object.entries(all)
      .flatMap(([set, entities]) =>
        Object.entries(entities).flatMap(([id, entity]) =>
          Object.entries(entity).flatMap(([name, value]) => {
            const isKnown = SECRETS.has(name)
              ? value !== 0 && JSON.stringify(plainValue(value)) !== '{}'
              : !OTHER_SECRETS.test(name);
            return isKnown ? [`${set}/${id}/${name}`] : [];
          }),
        ),
      )
      .sort();
  return { has: flat(mirror.toObject()), shown: flat({ '': { 0: fields }, ...sets }) };
}

describe(clientView.name, () => {
  const ann = { x: 100, y: 0 };
  it.each<[string, ViewOptions]>([
    ['of everything', {}],
    ['of an owner', { owner: 'ann' }],
    ['of a team', { team: 1 }],
    ['of what is near', { owner: 'ann', interest: { crates: { around: () => ann, radius: 35 } } }],
    ['of the nearest', { interest: { crates: { around: () => ann, nearest: 5 } } }],
    ['of no entity', { interest: { crates: { around: () => undefined, radius: 9 }, pawns: { filter: () => false } } }],
    ['that is short of bytes', { budgetBytes: 60, interest: { crates: { around: () => ann, radius: 1_000 } } }],
    ['that is shared', { sharedAs: 'even', interest: { crates: { filter: (crate) => crate instanceof Crate } } }],
  ])('shows what the client has by a view %s', (_, view) => {
    const { world, sync, patch, watch } = fixture();
    const client = watch(view);
    for (let i = 0; i < 3; i++) {
      patch();
      const { has, shown } = pathsOf(sync, client);
      expect(shown).toEqual(has);
      world.crates.get(9 + i)!.position = new Vector2(200 + i, 0);
      world.crates.get(30 + i)!.position = new Vector2(101, 0);
    }
    world.pawns.delete(world.pawns.get(2)!);
    patch();
    const { has, shown } = pathsOf(sync, client);
    expect(shown).toEqual(has);
    expect(shown.length).toBeGreaterThan(0);
  });

  it('tells from where and how far, and changes nothing of what is sent', () => {
    const { sync, patch, watch } = fixture();
    const interest = { crates: { around: () => ann, radius: 35, nearest: 9 }, pawns: { filter: () => true } };
    const client = watch({ interest });
    expect(sync.viewOf(client.session)).toMatchObject({ isSent: false, delayMs: 0, state: { sets: { crates: {} } } });
    patch();
    const seen = sync.viewOf(client.session)!;
    expect(seen).toMatchObject({ isSent: true, ranges: { crates: { ...ann, radius: 35, nearest: 9 } } });
    expect(Object.keys(seen.ranges)).toEqual(['crates']);
    expect(Object.keys(seen.state.sets.crates!)).toEqual(['7', '8', '9', '10', '11', '12', '13']);
    expect(client.mirror.hash()).toBe(sync.serverHash(client.session));
    expect(sync.viewOf(watch({ delayMs: 5_000 }).session)).toMatchObject({ delayMs: 5_000, isSent: false });
    sync.detach(client.session);
    expect(sync.viewOf(client.session)).toBeUndefined();
  });
});
