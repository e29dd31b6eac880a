import fc from 'fast-check';
import { Pawn } from '../../../test/support/synced-world.js';
import { EntitySet } from '../../protocol/state/entity-set.js';
import { KnownEntities } from '../../protocol/state/known-entities.js';
import type { Session } from '../sessions/session.js';
import { InterestQuery } from './interest-query.js';
import { SpatialGrid } from './spatial-grid.js';
import type { SetInterest } from './view-options.js';

const nobody = {} as Session;
/** Squares of their differences are exact. */
const coordinate = fc.integer({ min: -1200, max: 1200 }).map((quarters) => quarters / 4);
const step = fc.integer({ min: -40, max: 40 }).map((quarters) => quarters / 4);

/** What happens to one pawn, chosen by a number, before the next look. */
const events = fc.array(
  fc.record({
    pawn: fc.nat(),
    kind: fc.constantFrom('walk', 'walk', 'walk', 'walk', 'jump', 'leave', 'come'),
    to: fc.tuple(coordinate, coordinate),
    by: fc.tuple(step, step),
  }),
  { maxLength: 20 },
);

const world = fc.record({
  places: fc.array(fc.tuple(coordinate, coordinate), { minLength: 5, maxLength: 60 }),
  moves: fc.array(
    fc.record({ events, by: fc.tuple(step, step), jumpsTo: fc.option(fc.tuple(coordinate, coordinate)) }),
    {
      minLength: 1,
      maxLength: 12,
    },
  ),
  nearest: fc.integer({ min: 0, max: 20 }),
  radius: fc.constantFrom(Infinity, 100, 250),
  hysteresis: fc.constantFrom(1, 1.1, 2),
  isFiltered: fc.boolean(),
  cellSize: fc.constantFrom(5, 40, 300),
});

/** Takes over what a look has found, as a patch would. */
function remember(known: KnownEntities, { ids }: { ids: Uint32Array }, query: InterestQuery): void {
  known.beginNext(query.count);
  for (let i = 0; i < query.count; i++) known.putNext(ids[query.slots[i]!]!, query.slots[i]!, 1);
  known.endNext();
}

describe(InterestQuery.name, () => {
  it('sees the nearest, those a bit nearer that it sees already, while everything moves, comes and goes', () => {
    fc.assert(
      fc.property(world, ({ places, moves, nearest, radius, hysteresis, isFiltered, cellSize }) => {
        const pawns = new EntitySet(Pawn);
        const { table } = pawns;
        const grid = new SpatialGrid(table, { at: ['x', 'y'], cellSize });
        const known = new KnownEntities();
        const query = new InterestQuery();
        const eye = { x: 0, y: 0 };
        const filter = isFiltered ? (pawn: object) => (pawn as Pawn).x > (pawn as Pawn).y : undefined;
        const interest: SetInterest = { around: () => eye, nearest, radius, hysteresis, ...(filter && { filter }) };
        for (const [x, y] of places) Object.assign(pawns.add(new Pawn()), { x, y });

        for (const { events: all, by, jumpsTo } of moves) {
          for (const { pawn, kind, to, by: way } of all) {
            const chosen = [...pawns][pawn % Math.max(1, pawns.size)];
            if (kind === 'come') Object.assign(pawns.add(new Pawn()), { x: to[0], y: to[1] });
            else if (chosen === undefined) continue;
            else if (kind === 'leave') pawns.delete(pawns.idOf(chosen));
            else if (kind === 'jump') Object.assign(chosen, { x: to[0], y: to[1] });
            else Object.assign(chosen, { x: chosen.x + way[0], y: chosen.y + way[1] });
          }
          Object.assign(
            eye,
            jumpsTo === null ? { x: eye.x + by[0], y: eye.y + by[1] } : { x: jumpsTo[0], y: jumpsTo[1] },
          );
          grid.update();
          table.version++;
          const distanceOf = (pawn: Pawn): number => {
            const distance = (pawn.x - eye.x) ** 2 + (pawn.y - eye.y) ** 2;
            return known.indexOf(pawns.idOf(pawn)) < 0 ? distance : distance * (1 / (hysteresis * hysteresis));
          };
          const inReach = [...pawns].filter((pawn) => distanceOf(pawn) <= radius * radius && filter?.(pawn) !== false);
          const wanted = inReach
            .map(distanceOf)
            .sort((a, b) => a - b)
            .slice(0, nearest);

          query.look(table, grid, interest, known, nobody);

          const ids = [...query.slots.subarray(0, query.count)].map((slot) => table.ids[slot]!);
          const seen = ids.map((id) => pawns.get(id)!);
          expect(ids).toEqual([...new Set(ids)].sort((a, b) => a - b));
          expect(seen.filter((pawn) => !inReach.includes(pawn))).toEqual([]);
          expect(seen.map(distanceOf).sort((a, b) => a - b)).toEqual(wanted);
          remember(known, table, query);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('holds whom it sees, however many have come nearer by less than that', () => {
    const pawns = new EntitySet(Pawn);
    const grid = new SpatialGrid(pawns.table, { at: ['x', 'y'], cellSize: 40 });
    const known = new KnownEntities();
    const query = new InterestQuery();
    const interest: SetInterest = { around: () => ({ x: 0, y: 0 }), nearest: 1, hysteresis: 2 };
    pawns.add(Object.assign(new Pawn(), { x: 300 }));
    for (const expected of [300, 300]) {
      grid.update();
      pawns.table.version++;
      query.look(pawns.table, grid, interest, known, nobody);
      expect([...query.slots.subarray(0, query.count)].map((slot) => grid.x[slot])).toEqual([expected]);
      remember(known, pawns.table, query);
      for (let i = 0; i < 10; i++) pawns.add(Object.assign(new Pawn(), { x: 200 }));
    }
  });
});
