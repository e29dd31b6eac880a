import 'reflect-metadata';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { StateSync } from '../../../src/core/sync/state-sync.js';
import { SessionLink } from '../../../src/core/sessions/session-link.js';
import { Session } from '../../../src/core/sessions/session.js';
import { quantized } from '../../../src/protocol/contract/wire.decorator.js';
import { JsonCodec } from '../../../src/protocol/json.codec.js';
import { MessageCatalogue } from '../../../src/protocol/message-catalogue.js';
import { EntitySet } from '../../../src/protocol/state/entity-set.js';
import { entitiesOf } from '../../../src/protocol/state/state-forms.js';
import { Synced, SyncedState } from '../../../src/protocol/state/synced.decorator.js';
import type { Figures } from '../scenario.js';

const ENTITIES = 20_000;
const VIEWS = 1_000;

class PlainSix {
  a = 0.5;
  b = 0.5;
  c = 0.5;
  d = 0.5;
  e = 0.5;
  f = 0.5;
}

const form = quantized(-1000, 1000, 16);

class Six {
  @Synced(form) a = 0.5;
  @Synced(form) b = 0.5;
  @Synced('f32') c = 0.5;
  @Synced('f32') d = 0.5;
  @Synced('f32') e = 0.5;
  @Synced('f32') f = 0.5;
}

@SyncedState()
class SixState {
  @Synced(entitiesOf(() => Six, { at: ['a', 'b'], cellSize: 50 })) readonly all = new EntitySet(Six);
}

/** A link that takes everything, and keeps nothing. */
class OpenLink extends SessionLink {
  readonly isOpen = true;
  readonly isAway = false;
  readonly mayReturn = false;
  readonly bufferedBytes = 0;
  readonly remoteAddress = '::1';
  send(): void {
    // Gone.
  }
  sendFrame(): void {
    // Gone.
  }
  close(): void {
    // Stays open.
  }
}

/** Measures in this process. */
export function measureStateMemory(): Record<string, Figures> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const held = (): number => {
    for (let i = 0; i < 4; i++) collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
  };
  const empty = held();
  const plain = Array.from({ length: ENTITIES }, () => moved(new PlainSix()));
  const withPlain = held();
  const state = new SixState();
  for (let i = 0; i < ENTITIES; i++) state.all.add(moved(new Six()));
  const withSynced = held();
  return {
    'plain objects': { entity: (withPlain - empty) / plain.length, view: 0 },
    Godwit: { entity: (withSynced - withPlain) / ENTITIES, view: viewBytes(state, held) },
  };
}

function viewBytes(state: SixState, held: () => number): number {
  const sync = new StateSync(state);
  const codec = new JsonCodec(8);
  const catalogue = new MessageCatalogue([]);
  const sessions = Array.from({ length: VIEWS + 1 }, (_, i) => {
    return new Session(String(i), codec, new OpenLink(), catalogue);
  });
  const watch = (session: Session, i: number): void => {
    const at = { x: i, y: 0 };
    sync.attach(session, { interest: { all: { around: () => at, nearest: 20 } } });
  };
  const patch = (): void => sync.patch({ number: 1 }, 1);
  const [first, ...others] = sessions;
  if (first) watch(first, 0);
  patch();
  const before = held();
  others.forEach(watch);
  patch();
  return (held() - before) / VIEWS;
}

function moved<T extends PlainSix>(six: T): T {
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f'] as const) six[name] = Math.random() * 100;
  return six;
}
