import type { JSX } from 'preact';
import type { FieldView } from '../../../core/console/console-views.js';
import { NodeChoice } from './node-choice.js';
import { setQuery, type Place } from './hooks.js';
import { TEXTS } from './texts.js';
import { labelOf, SearchField } from './ui.js';

/** What pages and orders a table, and is no filter. */
const PAGING = ['after', 'limit', 'from', 'sort', 'isDescending'];

/** The filters of a table, made from its query. What they say stands in the address. */
export function Filters({ fields, place }: { fields: readonly FieldView[]; place: Place }): JSX.Element | null {
  const shown = fields.filter(isFilter);
  if (shown.length === 0) return null;
  return (
    <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
      {shown.map((field) =>
        field.name === 'node' ? (
          <NodeChoice key="node" place={place} />
        ) : (
          <Filter key={field.name} field={field} value={place.query[field.name] ?? String(field.default ?? '')} />
        ),
      )}
    </form>
  );
}

function Filter({ field, value }: { field: FieldView; value: string }): JSX.Element {
  const { name, kind, choices, maxLength } = field;
  const label = labelOf(name);
  const set = (text: string): void => setQuery({ [name]: text });
  const options = kind === 'boolean' ? ['true', 'false'] : choices;
  if (options === undefined) return <SearchField value={value} onText={set} label={label} maxLength={maxLength} />;
  return (
    <select value={value} aria-label={label} onChange={(event) => set(event.currentTarget.value)}>
      {field.default === undefined && <option value="">{`${label}: ${TEXTS.common.any}`}</option>}
      {options.map((option) => (
        <option key={option} value={option}>
          {`${label}: ${kind !== 'boolean' ? option : option === 'true' ? TEXTS.common.yes : TEXTS.common.no}`}
        </option>
      ))}
    </select>
  );
}

/** What the address says of a table's filters, as its query. */
export function queryOf(
  fields: readonly FieldView[],
  given: Readonly<Record<string, string>>,
): Record<string, string | number | boolean> {
  const query: Record<string, string | number | boolean> = {};
  for (const { name, kind } of fields.filter(isFilter)) {
    const text = given[name]?.trim() ?? '';
    if (text !== '') query[name] = kind === 'boolean' ? text === 'true' : kind === 'string' ? text : Number(text);
  }
  return query;
}

function isFilter({ name, kind }: FieldView): boolean {
  return !PAGING.includes(name) && kind !== 'json';
}
