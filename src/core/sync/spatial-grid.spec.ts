import fc from 'fast-check';
import { Crate, Pawn } from '../../../test/support/synced-world.js';
import { Vector2 } from '../../protocol/contract/wire.decorator.js';
import { EntitySet } from '../../protocol/state/entity-set.js';
import { KnownEntities } from '../../protocol/state/known-entities.js';
import { Predicted, Synced } from '../../protocol/state/synced.decorator.js';
import type { Session } from '../sessions/session.js';
import { InterestQuery } from './interest-query.js';
import { SpatialGrid } from './spatial-grid.js';

const nobody = {} as Session;

class FlightBody {
  x = 0;
  y = 0;
}

/** What flies, beside a mark that stays. */
class Kite {
  @Synced('vec2') mark = new Vector2(5, 5);
  @Predicted((body: FlightBody, seconds: number) => void (body.x += 600 * seconds)) readonly body: FlightBody =
    new FlightBody();
}
/** Squares of their differences are exact. */
const coordinate = fc.integer({ min: -1200, max: 1200 }).map((quarters) => quarters / 4);
const points = fc.array(fc.tuple(coordinate, coordinate), { maxLength: 80 });

describe(SpatialGrid.name, () => {
  it('places again what flies by itself, and nothing that only has a body that does', () => {
    const kites = new EntitySet(Kite);
    const kite = kites.add(new Kite());
    const [flying, standing] = ['body', 'mark'].map((at) => new SpatialGrid(kites.table, { at, cellSize: 40 }));
    flying?.update();
    standing?.update();
    kites.table.version++;
    let reads = 0;
    Object.defineProperty(kite, 'mark', { get: () => ((reads += 1), { x: 5, y: 5 }) });
    kites.table.carried?.step(1);
    flying?.update();
    standing?.update();

    expect([flying?.x[0], standing?.x[0], reads]).toEqual([600, 5, 0]);
  });

  it('finds what a search through all entities finds, while they move, come and go', () => {
    fc.assert(
      fc.property(
        points,
        points,
        coordinate,
        coordinate,
        fc.nat(400),
        fc.nat(30),
        (first, then, x, y, radius, most) => {
          const pawns = new EntitySet(Pawn);
          const grid = new SpatialGrid(pawns.table, { at: ['x', 'y'], cellSize: 40 });
          for (const [px, py] of first) Object.assign(pawns.add(new Pawn()), { x: px, y: py });
          grid.update();
          pawns.table.version++;
          then.forEach(([px, py], i) => {
            if (i % 3 === 0) pawns.delete(i);
            Object.assign(pawns.get(i) ?? pawns.add(new Pawn()), { x: px, y: py });
          });
          grid.update();

          const distances = [...pawns].map((pawn) => ({
            id: pawns.idOf(pawn),
            d: (pawn.x - x) ** 2 + (pawn.y - y) ** 2,
          }));
          const near = distances.filter(({ d }) => d <= radius * radius).map(({ id }) => id);
          const nearest = distances.sort((a, b) => a.d - b.d).slice(0, most);
          const look = (interest: object): number[] => {
            const query = new InterestQuery();
            const around = () => ({ x, y });
            query.look(pawns.table, grid, { around, hysteresis: 1, ...interest }, new KnownEntities(), nobody);
            return [...query.slots.subarray(0, query.count)].map((slot) => pawns.table.ids[slot]!);
          };

          expect(look({ radius })).toEqual(near.sort((a, b) => a - b));
          const seen = look({ nearest: most });
          const furthest = Math.max(0, ...seen.map((id) => distances.find((other) => other.id === id)!.d));
          expect([...seen].sort((a, b) => a - b)).toEqual(seen);
          expect(seen.length).toBe(nearest.length);
          expect(furthest).toBe(nearest.at(-1)?.d ?? 0);
        },
      ),
      { numRuns: 200 },
    );
  });

  it('keeps what is seen already a bit longer', () => {
    const crates = new EntitySet(Crate);
    const crate = crates.add(new Crate());
    const grid = new SpatialGrid(crates.table, { at: 'position', cellSize: 10 });
    const query = new InterestQuery();
    const known = new KnownEntities();
    const seesAt = (x: number): boolean => {
      crates.table.version++;
      crate.position = new Vector2(x, 0);
      grid.update();
      query.look(crates.table, grid, { around: () => ({ x: 0, y: 0 }), radius: 100 }, known, nobody);
      return query.count === 1;
    };
    expect(seesAt(105)).toBe(false);
    expect(seesAt(99)).toBe(true);
    known.beginNext(1);
    known.putNext(1, 0, 1);
    known.endNext();
    expect(seesAt(105)).toBe(true);
    expect(seesAt(111)).toBe(false);
  });
});
