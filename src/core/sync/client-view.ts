import { stateTree } from '../../protocol/state/state-tree.js';
import type { ClientView, ViewRange } from '../../protocol/state/state-tree-view.js';
import type { Watcher } from './watcher.js';

/** What a client sees of a state, for whoever looks over its shoulder: by what it was sent, and sends it nothing. */
export function clientView(state: object, watcher: Watcher): ClientView {
  const { known, interests, view, base } = watcher;
  const { delayMs = 0 } = view;
  return {
    state: stateTree(state, ({ index }, id, layer) => {
      if (layer === 1 || layer === 2) return watcher.secretsOf(layer, index).indexOf(id) >= 0;
      const list = known[index];
      return list === undefined ? interests[index] === undefined : list.indexOf(id) >= 0;
    }),
    ranges: rangesOf(watcher.lead ?? watcher),
    delayMs,
    isSent: base !== 0,
  };
}

function rangesOf({ paths, interests }: Watcher): Record<string, ViewRange> {
  const ranges: Record<string, ViewRange> = {};
  for (const [index, path] of paths.entries()) {
    const { around, radius, nearest } = interests[index] ?? {};
    const at = around?.();
    if (at === undefined) continue;
    const { x, y } = at;
    ranges[path] = { x, y, ...(radius !== undefined && { radius }), ...(nearest !== undefined && { nearest }) };
  }
  return ranges;
}
