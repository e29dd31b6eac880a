import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ColumnView, PartView, RowsView } from '../../../core/console/console-views.js';
import { Acts } from './acts.js';
import { read, type ApiError } from './api.js';
import { useFeed, useRead } from './hooks.js';
import { TEXTS } from './texts.js';
import { Empty, Failed, Link, Loading, Value } from './ui.js';

type Row = RowsView['rows'][number];

/** What has no page of its own: the list of rooms finds where a session is, and the charts of a node lead on. */
const PLACES: Readonly<Record<string, string>> = { session: 'rooms?player=', node: 'overview?node=' };

/** A cell of a table; perhaps a link. */
export function Cell({ row, column }: { row: Row; column: ColumnView }): JSX.Element {
  const { key, kind, leadsTo } = column;
  const value = <Value value={row[key]} kind={kind} />;
  if (leadsTo === undefined || row[key] === undefined || row[key] === null) return value;
  const id = encodeURIComponent(String(row[leadsTo] ?? row.id));
  return <Link to={`${PLACES[leadsTo] ?? `${leadsTo}s/`}${id}`}>{value}</Link>;
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
  /** The section on whose pages the rows are. */
  readonly rowsAt?: string;
}

/** A table that is read page by page; of a live one the first page moves, until there are more. */
export function PagedTable({ section, part, query, empty, acts = [], extra, rowsAt }: PagedProps): JSX.Element {
  const { first, more, error, again, load } = usePages(section, part, query);
  if (first === undefined) return error === undefined ? <Loading /> : <Failed error={error} again={again} />;
  const pages = [first, ...more];
  const nothing = empty ?? part.empty;
  const rows = pages.flatMap((page) => page.rows);
  const shown =
    rowsAt !== undefined
      ? (row: Row) => <Link to={`${rowsAt}/${encodeURIComponent(String(row.id))}`}>{TEXTS.common.open}</Link>
      : acts.length === 0
        ? extra
        : (row: Row) => (
            <Acts
              section={section}
              parts={acts}
              target={{ known: { id: row.id }, name: String(row.id) }}
              of={row}
              done={again}
            />
          );
  return (
    <>
      {rows.length === 0 ? (
        <Empty {...(nothing !== undefined && { text: nothing })} />
      ) : (
        <Grid columns={part.columns ?? []} rows={rows} {...(shown && { extra: shown })} />
      )}
      {error !== undefined && <Failed error={error} again={again} />}
      {pages.at(-1)?.next !== undefined && (
        <p class="state">
          <button type="button" onClick={load}>
            {TEXTS.common.more}
          </button>
        </p>
      )}
    </>
  );
}

interface Pages {
  readonly first: RowsView | undefined;
  readonly more: readonly RowsView[];
  readonly error: Pick<ApiError, 'code' | 'message'> | undefined;
  readonly again: () => void;
  /** Reads the next page. */
  readonly load: () => void;
}

function usePages(section: string, part: PartView, query: object): Pages {
  const [more, setMore] = useState<readonly RowsView[]>([]);
  const [failure, setFailure] = useState<ApiError>();
  const text = JSON.stringify(query);
  const asked = useRef(text);
  asked.current = text;
  const isLive = part.everyMs !== undefined;
  // Below a page that moves, rows would come twice.
  const feed = useFeed<RowsView>(isLive && more.length === 0 ? `${section}.${part.id}` : undefined, query);
  const reading = useRead<RowsView>(isLive ? undefined : `${section}/${part.id}`, query);
  useEffect(() => {
    setMore([]);
    setFailure(undefined);
  }, [text]);
  const first = isLive ? feed.value : reading.value;
  const load = (): void => {
    const { next: after } = more.at(-1) ?? first ?? {};
    read<RowsView>(`${section}/${part.id}`, { ...query, after }).then(
      (page) => asked.current === text && setMore((old) => [...old, page]),
      (error: unknown) => setFailure(error as ApiError),
    );
  };
  const again = (): void => {
    setMore([]);
    setFailure(undefined);
    reading.again();
  };
  const refused = feed.code === undefined ? undefined : { code: feed.code, message: TEXTS.frame.failed };
  return { first, more, error: failure ?? reading.error ?? refused, again, load };
}
