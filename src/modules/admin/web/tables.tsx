import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ColumnView, PartView, RowsView } from '../../../core/console/console-views.js';
import { ActButton } from './acts.js';
import { useRead } from './hooks.js';
import { TEXTS } from './texts.js';
import { Empty, Failed, Link, Loading, Value } from './ui.js';

type Row = RowsView['rows'][number];

/** A cell of a table; perhaps a link. */
export function Cell({ row, column }: { row: Row; column: ColumnView }): JSX.Element {
  const { key, kind, leadsTo } = column;
  const value = <Value value={row[key]} kind={kind} />;
  if (leadsTo === undefined) return value;
  const id = String(row[leadsTo] ?? row.id);
  return <Link to={`${leadsTo}s/${encodeURIComponent(id)}`}>{value}</Link>;
}

/** A table with its heads. On a narrow screen each row is a card. */
export function Grid({
  columns,
  rows,
  extra,
}: {
  columns: readonly ColumnView[];
  rows: readonly Row[];
  extra?: (row: Row) => ComponentChildren;
}): JSX.Element {
  return (
    <table class="grid">
      <thead>
        <tr>
          {columns.map(({ key, title }) => (
            <th key={key}>{title}</th>
          ))}
          {extra && <th />}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <tr key={typeof row.id === 'string' ? row.id : index} data-row>
            {columns.map((column) => (
              <td key={column.key} data-label={column.title} class={column.kind === 'number' ? 'number' : ''}>
                <Cell row={row} column={column} />
              </td>
            ))}
            {extra && <td class="acts">{extra(row)}</td>}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface PagedProps {
  readonly section: string;
  readonly part: PartView;
  readonly query: object;
  readonly empty?: string;
  /** The acts on each row. */
  readonly acts?: readonly PartView[];
  readonly extra?: (row: Row) => ComponentChildren;
}

/** A table that is read page by page. */
export function PagedTable({ section, part, query, empty, acts = [], extra }: PagedProps): JSX.Element {
  const [pages, setPages] = useState<readonly RowsView[]>([]);
  const [after, setAfter] = useState<string>();
  const text = JSON.stringify(query);
  const { value, error, again } = useRead<RowsView>(`${section}/${part.id}`, {
    ...query,
    ...(after !== undefined && { after }),
  });
  useEffect(() => {
    setPages([]);
    setAfter(undefined);
  }, [text]);
  useEffect(() => {
    if (value !== undefined) setPages((old) => (after === undefined ? [value] : [...old, value]));
  }, [value]);
  if (error !== undefined && pages.length === 0) return <Failed error={error} again={again} />;
  if (pages.length === 0) return <Loading />;
  const rows = pages.flatMap((page) => page.rows);
  const next = pages.at(-1)?.next;
  const refresh = (): void => {
    setAfter(undefined);
    again();
  };
  const shown =
    acts.length === 0
      ? extra
      : (row: Row) =>
          acts.map((act) => (
            <ActButton
              key={act.id}
              section={section}
              part={act}
              target={{ known: { id: row.id }, name: String(row.id) }}
              done={refresh}
            />
          ));
  return (
    <>
      {rows.length === 0 ? (
        <Empty {...(empty !== undefined && { text: empty })} />
      ) : (
        <Grid columns={part.columns ?? []} rows={rows} {...(shown && { extra: shown })} />
      )}
      {next !== undefined && (
        <p class="state">
          <button type="button" onClick={() => setAfter(next)}>
            {TEXTS.common.more}
          </button>
        </p>
      )}
    </>
  );
}
