import { Vector2 } from '../../../src/protocol/contract/wire.decorator.js';
import { EntitySet } from '../../../src/protocol/state/entity-set.js';
import { entitiesOf } from '../../../src/protocol/state/state-forms.js';
import { Synced, SyncedState } from '../../../src/protocol/state/synced.decorator.js';
import { Rewind } from '../../../src/core/prediction/rewind.js';
import type { Session } from '../../../src/core/sessions/session.js';
import { median } from '../median.js';
import type { LocalScenario, Row } from '../scenario.js';

const ENTITIES = 100;
const SIZE = 2_000;
const TICK_HZ = 30;
const RAYS = 20;
const BATCHES = 500;
const WARM_UP = 2_000;
const SUBJECT = 'rewind';

class RewoundTarget {
  @Synced('vec2') position = new Vector2();
  @Synced('bool') isAlive = true;
}

@SyncedState()
class RewoundTargetsState {
  @Synced(entitiesOf(() => RewoundTarget, { at: 'position', cellSize: 200, rewind: { radius: 15, also: ['isAlive'] } }))
  readonly targets = new EntitySet(RewoundTarget);
}

function row(work: string, figure: string, atMost: number): Row {
  return { work, figure, unit: 'µs', compare: 'amount', atMost, subject: SUBJECT, against: SUBJECT };
}

/** What it costs a server to judge shots by what their players saw. */
export const rewind: LocalScenario = {
  name: 'rewind',
  rows: [
    row('a ray into the past of 100 entities', 'rayUs', 5),
    row('remember 100 entities that all move, per tick', 'captureUs', 3),
  ],
  measure({ slices }) {
    const { past, state, move } = rangeFixture();
    const session = {} as Session;
    const muzzle = new Vector2(SIZE / 2, SIZE / 2);
    let tick = 0;
    const capture = (): void => past.capture(tick);
    const shoot = (call: number): void => {
      const direction = new Vector2(Math.cos(call), Math.sin(call));
      past.seenBy(session, { seen: (tick - 3) * 256 + call }).ray(state.targets, muzzle, direction, { range: 900 });
    };
    const [rays, captures]: [number[], number[]] = [[], []];
    for (let batch = -WARM_UP; batch < slices * BATCHES; batch++) {
      move(++tick);
      captures.push(usOf(capture, 1));
      rays.push(usOf(shoot, RAYS));
    }
    const figures = { rayUs: median(rays.slice(WARM_UP)), captureUs: median(captures.slice(WARM_UP)) };
    return Promise.resolve({ [SUBJECT]: figures });
  },
};

/** Short enough that most are not interrupted. */
function usOf(work: (call: number) => void, calls: number): number {
  const began = performance.now();
  for (let call = 0; call < calls; call++) work(call);
  return ((performance.now() - began) * 1000) / calls;
}

function rangeFixture() {
  const state = new RewoundTargetsState();
  const targets = Array.from({ length: ENTITIES }, () => state.targets.add(new RewoundTarget()));
  const sent: number[] = [];
  const past = Rewind.of(state, { tickHz: TICK_HZ, rewindMs: 250, sentTicks: () => sent });
  if (past === undefined) throw new Error('Nothing is remembered.');
  const move = (tick: number): void => {
    targets.forEach((target, index) => {
      target.position = new Vector2((index * 197 + tick * 8) % SIZE, (index * 331 + tick * 3) % SIZE);
    });
    sent.push(tick);
    if (sent.length > 16) sent.shift();
  };
  return { past, state, move };
}
