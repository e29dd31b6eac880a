/** What the rooms of the state bench are: both servers move the same walkers in the same way. */
export interface RoomPlan {
  readonly rooms: number;
  readonly players: number;
  readonly entities: number;
  /** The side of the square that they walk in. */
  readonly size: number;
  /** How many of the entities move in a tick. */
  readonly moving: number;
  /** Each player sees so many, the nearest; 0 for all. */
  readonly nearest: number;
}

/** The plans by name. */
export const plans: Readonly<Record<string, RoomPlan>> = {
  shared: { rooms: 10, players: 100, entities: 100, size: 400, moving: 1, nearest: 0 },
  interest: { rooms: 5, players: 100, entities: 100, size: 400, moving: 1, nearest: 20 },
  'world-1000': { rooms: 1, players: 200, entities: 1_000, size: 1_600, moving: 0.01, nearest: 20 },
  'world-10000': { rooms: 1, players: 200, entities: 10_000, size: 5_000, moving: 0.01, nearest: 20 },
};

/** The plan that this process was started for. */
export function planOfProcess(): RoomPlan {
  const plan = plans[process.env.BENCH_STATE ?? ''];
  if (plan === undefined) throw new Error('BENCH_STATE names no plan');
  return plan;
}

/** Random numbers that are the same each time (Mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b_79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Something that walks. */
export interface Walker {
  x: number;
  y: number;
}

/** Moves those whose turn it is, one step each. */
export function walk(walkers: readonly Walker[], plan: RoomPlan, tick: number, random: () => number): void {
  const count = Math.ceil(walkers.length * plan.moving);
  const first = (tick * count) % walkers.length;
  for (let i = 0; i < count; i++) {
    const walker = walkers[(first + i) % walkers.length];
    if (walker === undefined) continue;
    walker.x = Math.min(plan.size, Math.max(0, walker.x + random() * 8 - 4));
    walker.y = Math.min(plan.size, Math.max(0, walker.y + random() * 8 - 4));
  }
}

/** Runs `step` for each room, rooms spread over the tick, for so many ticks of 50 ms. */
export async function playTicks(rooms: number, ticks: number, step: (room: number) => void): Promise<void> {
  for (let i = 0; i < ticks; i++) {
    for (let room = 0; room < rooms; room++) {
      step(room);
      await new Promise((resolve) => setTimeout(resolve, 50 / rooms));
    }
  }
}
