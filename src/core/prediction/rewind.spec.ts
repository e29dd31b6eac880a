import fc from 'fast-check';
import { quantized, Vector2, Vector3 } from '../../protocol/contract/wire.decorator.js';
import { EntitySet } from '../../protocol/state/entity-set.js';
import { entitiesOf } from '../../protocol/state/state-forms.js';
import { Synced, SyncedState } from '../../protocol/state/synced.decorator.js';
import type { Session } from '../sessions/session.js';
import { Rewind } from './rewind.js';
import { rewindCounts } from './rewind-metrics.js';
import { ViewLag, windowOf } from './view-lag.js';

class Runner {
  @Synced('vec2') position: Vector2;
  @Synced('bool') isAlive = true;

  constructor(x = 0, y = 0) {
    this.position = new Vector2(x, y);
  }
}

class Bird {
  @Synced('vec3') at = new Vector3();
}

class Cart {
  @Synced(quantized(0, 100, 8)) x = 0;
  @Synced(quantized(0, 100, 8)) y = 0;
}

@SyncedState()
class RewoundState {
  @Synced(entitiesOf(() => Runner, { at: 'position', cellSize: 100, rewind: { radius: 10, also: ['isAlive'] } }))
  readonly runners = new EntitySet(Runner);

  @Synced(entitiesOf(() => Bird, { at: 'at', cellSize: 100, rewind: { radius: 1 } }))
  readonly birds = new EntitySet(Bird);

  @Synced(entitiesOf(() => Cart, { at: ['x', 'y'], cellSize: 100, rewind: { radius: 1 } }))
  readonly carts = new EntitySet(Cart);
}

@SyncedState()
class PresentState {
  @Synced(entitiesOf(() => Runner)) readonly runners = new EntitySet(Runner);
}

const EAST = new Vector2(2, 0);
const ORIGIN = new Vector2(0, 0);

/** A room of 20 ticks a second, whose every second tick is sent. */
function pastFixture(state = new RewoundState()) {
  const sent: number[] = [];
  const rewind = Rewind.of(state, { tickHz: 20, rewindMs: 500, sentTicks: () => sent });
  if (rewind === undefined) throw new Error('Nothing is remembered.');
  let tick = 0;
  const step = (count = 1, change?: (tick: number) => void): void => {
    for (let left = count; left > 0; left--) {
      tick += 1;
      change?.(tick);
      rewind.capture(tick);
      if (tick % 2 === 0) sent.push(tick);
    }
  };
  // Another client for each question: the view of one moves slowly, and forwards only.
  const at = (seenTick: number) => rewind.seenBy({} as Session, { seen: seenTick * 256 });
  return { state, rewind, step, at };
}

describe(Rewind.name, () => {
  it('shows everyone where they were on the screen, between the two patches that the client had', () => {
    const { state, step, at } = pastFixture();
    const runner = state.runners.add(new Runner());
    step(10, (tick) => (runner.position = new Vector2(tick * tick, 0)));
    // Tick 7 was never sent: the client saw the way from 6 to 8 as a line.
    expect(at(7).positionOf(state.runners, runner)).toEqual(new Vector2((36 + 64) / 2, 0));
    expect(at(7.5).positionOf(state.runners, runner)).toEqual(new Vector2(36 + 0.75 * 28, 0));
    expect(at(8).tick).toBe(8);
  });

  it('hits the first in the way, at the distance where the ray enters it', () => {
    const { state, step, at } = pastFixture();
    const [near, far] = [state.runners.add(new Runner(100, 6)), state.runners.add(new Runner(200, 0))];
    state.runners.add(new Runner(-50, 0));
    step(2);
    const shot = at(2);
    expect(shot.ray(state.runners, ORIGIN, EAST, { range: 500 })).toEqual({
      entity: near,
      id: 1,
      distance: 92,
      at: new Vector2(100, 6),
    });
    expect(shot.ray(state.runners, ORIGIN, EAST, { range: 500, except: near })?.entity).toBe(far);
    expect(
      shot.ray(state.runners, ORIGIN, EAST, { range: 500, where: ({ position }) => position.x > 150 })?.entity,
    ).toBe(far);
    expect(shot.ray(state.runners, ORIGIN, EAST, { range: 91 })).toBeUndefined();
    expect(shot.ray(state.runners, ORIGIN, new Vector2(0, 1), { range: 500 })).toBeUndefined();
    expect(shot.ray(state.runners, ORIGIN, ORIGIN, { range: 500 })).toBeUndefined();
    expect(shot.ray(state.runners, new Vector2(95, 6), EAST, { range: 500 })?.distance).toBe(0);
  });

  it('shows what is true after the last tick to whoever has no screen', () => {
    const { state, rewind, step } = pastFixture();
    const runner = state.runners.add(new Runner());
    step(10, (tick) => (runner.position = new Vector2(tick * 20, 0)));
    runner.position = new Vector2(0, 300);
    expect(rewind.seenBy(undefined, {}).positionOf(state.runners, runner)).toEqual(new Vector2(200, 0));
    expect(rewind.seenBy(undefined, {}).ray(state.runners, ORIGIN, EAST, { range: 500 })?.distance).toBe(190);
  });

  it('finds those within a circle, nearest first', () => {
    const { state, step, at } = pastFixture();
    for (const x of [55, 20, 300]) state.runners.add(new Runner(x, 0));
    step(2);
    expect(
      at(2)
        .circle(state.runners, ORIGIN, 45)
        .map(({ id, distance }) => [id, distance]),
    ).toEqual([
      [2, 20],
      [1, 55],
    ]);
  });

  it('keeps those who are gone, and what was true of them', () => {
    const { state, step, at } = pastFixture();
    const runner = state.runners.add(new Runner(100, 0));
    step(4, (tick) => (runner.isAlive = tick < 3));
    state.runners.delete(runner);
    const next = state.runners.add(new Runner(100, 100));
    step(4);
    expect(at(2).ray(state.runners, ORIGIN, EAST, { range: 500 })?.entity).toBe(runner);
    expect(at(2).valueOf(state.runners, runner, 'isAlive')).toBe(true);
    expect(at(2).positionOf(state.runners, next)).toBeUndefined();
    expect(at(4).valueOf(state.runners, runner, 'isAlive')).toBe(false);
    expect(at(8).positionOf(state.runners, runner)).toBeUndefined();
    expect(at(8).positionOf(state.runners, next)).toEqual(new Vector2(100, 100));
    expect(() => at(8).valueOf(state.runners, next, 'position')).toThrow(
      'List position in the "also" of rewind of Runner.',
    );
  });

  it('works in space, and with two numbers for a place, as exact as the wire', () => {
    const { state, step, at } = pastFixture();
    const bird = state.birds.add(new Bird());
    bird.at = new Vector3(0, 30, 40);
    const cart = state.carts.add(new Cart());
    Object.assign(cart, { x: 33.3, y: 66.6 });
    step(2);
    const up = new Vector3(0, 3, 4);
    expect(at(2).ray(state.birds, new Vector3(), up, { range: 60 })).toMatchObject({ entity: bird, distance: 49 });
    expect(at(2).positionOf(state.carts, cart)).toEqual(new Vector2((85 / 255) * 100, (170 / 255) * 100));
  });

  it('decides what was seen when an input arrives, however long it waits then', () => {
    const { state, rewind, step } = pastFixture();
    const runner = state.runners.add(new Runner());
    const [session, input] = [{} as Session, { seen: 3 * 256 }];
    step(4, (tick) => (runner.position = new Vector2(tick, 0)));
    rewind.note(session, input);
    step(10);
    expect(rewind.seenBy(session, input).positionOf(state.runners, runner)).toEqual(new Vector2(3, 0));
    step(100);
    // No longer remembered: the oldest moment that is.
    expect(rewind.seenBy(session, input).positionOf(state.runners, runner)).toEqual(new Vector2(4, 0));
  });

  it('gives answers back to a replay, whatever was sent', () => {
    const { state, rewind, step } = pastFixture();
    const runner = state.runners.add(new Runner());
    step(10, (tick) => (runner.position = new Vector2(tick, 0)));
    const input = { seen: 9 * 256 };
    rewind.bring(input, { from: 4, to: 8, fraction: 0.25 });
    expect(rewind.seenBy({} as Session, input).positionOf(state.runners, runner)).toEqual(new Vector2(5, 0));
  });

  it('remembers nothing of a state that does not ask for it, and says so', () => {
    const options = { tickHz: 20, rewindMs: 250, sentTicks: () => [] };
    expect(Rewind.of(new PresentState(), options)).toBeUndefined();
    const { step, at } = pastFixture();
    step(2);
    const other = new PresentState();
    expect(() => at(2).circle(other.runners, ORIGIN, 1)).toThrow('The set of Runner has no rewind');
  });

  it('refuses fields that are no place, or not synced, by name', () => {
    const options = { tickHz: 20, rewindMs: 250, sentTicks: () => [] };
    const named = (name: string): object => {
      class NamedState {
        readonly runners = new EntitySet(Runner);
      }
      const form = entitiesOf(() => Runner, { at: name, cellSize: 100, rewind: { radius: 1 } });
      Synced(form)(NamedState.prototype, 'runners');
      return new NamedState();
    };
    expect(() => Rewind.of(named('isAlive'), options)).toThrow('isAlive of Runner is no place.');
    expect(() => Rewind.of(named('speed'), options)).toThrow("speed of Runner is not synced, so it can't be rewound.");
  });

  it('hits what a search without rewinding would, for entities that stand', () => {
    const places = fc.array(fc.tuple(fc.integer({ min: -300, max: 300 }), fc.integer({ min: -300, max: 300 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(places, fc.double({ min: -3.2, max: 3.2, noNaN: true }), (list, angle) => {
        const { state, step, at } = pastFixture();
        for (const [x, y] of list) state.runners.add(new Runner(x, y));
        step(2);
        const direction = new Vector2(Math.cos(angle), Math.sin(angle));
        const hit = at(2).ray(state.runners, ORIGIN, direction, { range: 400 });
        // By small steps along the ray.
        let first: number | undefined;
        for (let along = 0; along <= 400 && first === undefined; along += 0.25) {
          const [x, y] = [direction.x * along, direction.y * along];
          if (list.some(([ax, ay]) => Math.hypot(ax - x, ay - y) <= 10)) first = along;
        }
        if (first !== undefined) expect(Math.abs((hit?.distance ?? Infinity) - first)).toBeLessThanOrEqual(0.26);
        else if (hit !== undefined) expect(Math.hypot(hit.at.x, hit.at.y)).toBeGreaterThan(9);
      }),
      { numRuns: 100 },
    );
  });
});

describe(ViewLag.name, () => {
  const lagFixture = () => new ViewLag(20, 250);
  const seen = (tick: number): number => Math.round(tick * 256) % 2 ** 32;

  it('believes an honest client, whose lag changes slowly', () => {
    const [lag, before] = [lagFixture(), rewindCounts.clamped];
    for (let now = 100; now < 400; now++) {
      const behind = 3 + 0.002 * (now - 100);
      expect(lag.resolve(seen(now - behind), now, now - 1)).toBeCloseTo(now - behind, 1);
    }
    expect(rewindCounts.clamped).toBe(before);
  });

  it('never looks further back than the room allows, never ahead of what was sent, and never backwards', () => {
    expect(lagFixture().resolve(seen(80), 100, 99)).toBe(95);
    expect(lagFixture().resolve(seen(105), 100, 98)).toBe(98);
    const [lag, before] = [lagFixture(), rewindCounts.clamped];
    expect(lag.resolve(seen(98), 100, 99)).toBe(98);
    expect(lag.resolve(seen(97.5), 100, 99)).toBe(98);
    expect(rewindCounts.clamped).toBe(before + 1);
  });

  it('takes one odd word for no more than 50 ms', () => {
    const [lag, before] = [lagFixture(), rewindCounts.clamped];
    for (let now = 100; now < 200; now++) lag.resolve(seen(now - 2), now, now);
    expect(lag.resolve(seen(196), 200, 200)).toBe(197);
    expect(rewindCounts.clamped).toBe(before + 1);
  });

  it('counts beyond 32 bits', () => {
    const now = 2 ** 24 + 10;
    expect(lagFixture().resolve(seen(now - 2), now, now)).toBe(now - 2);
  });

  it('takes the newest that was sent for a client that says nothing', () => {
    expect(lagFixture().resolve(0, 100, 99)).toBe(99);
  });
});

describe(windowOf.name, () => {
  it.each([
    [5, [2, 4, 8], { from: 4, to: 8, fraction: 0.25 }],
    [8, [2, 4, 8], { from: 8, to: 8, fraction: 0 }],
    [9, [2, 4, 8], { from: 8, to: 8, fraction: 0 }],
    [1, [2, 4, 8], { from: 2, to: 2, fraction: 0 }],
  ])('finds %p in %p', (tick, sent, window) => {
    expect(windowOf(tick, sent)).toEqual(window);
  });
});
