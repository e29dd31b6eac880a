import type { JSX } from 'preact';
import { useContext } from 'preact/hooks';
import type { RowsView } from '../../../core/console/console-views.js';
import { HereContext, setQuery, useRead, type Place } from './hooks.js';
import { TEXTS } from './texts.js';

/** Which node is looked at, where there are several. */
export function NodeChoice({ place }: { place: Place }): JSX.Element | null {
  const here = useContext(HereContext);
  const { value } = useRead<RowsView>(here === undefined ? undefined : 'nodes/list');
  if (here === undefined) return null;
  const known = value?.rows.map(({ id }) => String(id)) ?? [here];
  const { node = here } = place.query;
  // One that has gone stays in the address, and is answered as what is not there.
  const shown = known.includes(node) ? known : [...known, node];
  return (
    <select
      value={node}
      aria-label={TEXTS.frame.nodeChoice}
      onChange={({ currentTarget: { value: chosen } }) => setQuery({ node: chosen === here ? '' : chosen })}
    >
      {shown.map((id) => (
        <option key={id} value={id}>
          {TEXTS.frame.nodeName(id, id === here)}
        </option>
      ))}
    </select>
  );
}
