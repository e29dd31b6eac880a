import type { MirrorSet } from '../../../protocol/state/mirror-set.js';
import type { StateMirror } from '../../../protocol/state/state-mirror.js';
import { plainValue } from '../../../protocol/state/state-tree.js';
import type { MirrorTree } from './playground-views.js';

/** As many entities of each set as a page shows of a client's copy. */
const MAX_SHOWN_ENTITIES = 500;

/** A client's copy of a state as plain data. */
export function treeOfMirror({ name = '', version, sets }: StateMirror): MirrorTree {
  const [own, ...others] = sets.map((set) => ({ path: set.schema.path, entities: knownOf(set) }));
  return {
    ...{ name, version },
    fields: own?.entities[0] ?? {},
    sets: Object.fromEntries(others.map(({ path, entities }) => [path, entities])),
  };
}

function knownOf(set: MirrorSet): Record<string, Record<string, unknown>> {
  const ids = (set.known[0] ?? []).slice(0, MAX_SHOWN_ENTITIES);
  const values = ids.map((id) => [id, Object.entries(set.valuesOf(id))] as const);
  return Object.fromEntries(
    values.map(([id, fields]) => [id, Object.fromEntries(fields.map(([path, value]) => [path, plainValue(value)]))]),
  );
}
