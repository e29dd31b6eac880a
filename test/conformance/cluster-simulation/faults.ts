import type { Simulation } from './simulation.js';

type Fault = (simulation: Simulation, endsInMs: number) => string;

/** How long a fault lasts at most, in leases of the simulation. */
const MAX_FAULT_MS = 3_500;

const FAULTS: readonly Fault[] = [
  (simulation) => {
    const node = anyNode(simulation);
    node?.end('crashed');
    return 'crash';
  },
  (simulation, endsInMs) => halt(simulation, endsInMs, 'paused'),
  (simulation, endsInMs) => halt(simulation, endsInMs, 'asleep'),
  (simulation, endsInMs) => {
    const name = simulation.random.pick([...simulation.nodes.keys()]) ?? '';
    simulation.store.setCut(name, true);
    simulation.time.after(endsInMs, () => simulation.store.setCut(name, false));
    return `${name} is cut from the store for ${Math.round(endsInMs)} ms`;
  },
  (simulation, endsInMs) => {
    const names = simulation.random.shuffled([...simulation.nodes.keys()]);
    const [one = ''] = names;
    const others = simulation.random.chance(0.5) ? names.slice(1) : names.slice(1, 2);
    const set = (isBroken: boolean): void => others.forEach((other) => simulation.setLink(one, other, isBroken));
    set(true);
    simulation.time.after(endsInMs, () => set(false));
    return `${one} is cut from ${others.join(', ')} for ${Math.round(endsInMs)} ms`;
  },
  (simulation, endsInMs) => away(simulation, endsInMs, () => undefined, 'away'),
  (simulation, endsInMs) => away(simulation, endsInMs, () => simulation.store.forgetAll(), 'away, then empty'),
  (simulation, endsInMs) =>
    away(simulation, endsInMs / 4, () => simulation.store.forgetAll(), 'away for a moment, then empty'),
  (simulation, endsInMs) => {
    const lostMs = simulation.random.number(1_000);
    return away(
      simulation,
      endsInMs / 4,
      () => simulation.store.failOver(lostMs + endsInMs / 4),
      `failing over without ${Math.round(lostMs)} ms`,
    );
  },
  (simulation) => {
    // Set back while the machine sleeps, it hides that: nothing in the process could tell.
    const node = simulation.anyNode();
    node?.machine.setWall(simulation.random.number(7_200_000) - 3_600_000);
    return `the wall clock of ${node?.id ?? '?'} is set`;
  },
  (simulation) => {
    simulation.store.setClock(simulation.random.number(7_200_000) - 3_600_000);
    return 'the clock of the store is set';
  },
  (simulation, endsInMs) => {
    const { store } = simulation;
    store.lateness = simulation.random.number(0.3);
    simulation.time.after(endsInMs, () => (store.lateness = 0.002));
    return `messages are late for ${Math.round(endsInMs)} ms`;
  },
  (simulation) => {
    const node = simulation.anyNode();
    if (node) void node.leave();
    return `${node?.id ?? '?'} leaves`;
  },
];

/** Spreads faults over a time; all of them end within it. */
export function scheduleFaults(simulation: Simulation, count: number, duringMs: number): void {
  const { random, time, journal } = simulation;
  for (let index = 0; index < count; index += 1) {
    const startMs = random.number(duringMs - 200);
    const endsInMs = Math.min(random.number(MAX_FAULT_MS), duringMs - startMs);
    const fault = random.pick(FAULTS);
    time.after(startMs, () => journal.note(`-- ${fault?.(simulation, endsInMs) ?? ''}`));
  }
}

function anyNode(simulation: Simulation) {
  return simulation.random.pick([...simulation.nodes.values()]);
}

function halt(simulation: Simulation, endsInMs: number, how: 'paused' | 'asleep'): string {
  const node = anyNode(simulation);
  node?.machine.halt(how);
  simulation.time.after(endsInMs, () => node?.machine.goOn());
  return `${node?.id ?? '?'} is ${how} for ${Math.round(endsInMs)} ms`;
}

function away({ store, time }: Simulation, endsInMs: number, change: () => void, what: string): string {
  store.isAway = true;
  time.after(endsInMs, () => {
    change();
    store.isAway = false;
  });
  return `the store is ${what} for ${Math.round(endsInMs)} ms`;
}
