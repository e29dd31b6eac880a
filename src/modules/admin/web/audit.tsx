import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { RowsView } from '../../../core/console/console-views.js';
import { read } from './api.js';
import type { PageProps } from './app.js';
import { setQuery, useSettled } from './hooks.js';
import { PagedTable } from './tables.js';
import { TEXTS } from './texts.js';
import { Dialog, labelOf, SearchField } from './ui.js';

const FILTERS = ['administrator', 'act', 'target'] as const;
const EXPORT_PAGE = 200;
const EXPORT_PAGES = 100;

/** What administrators did, with before and after. */
export function Page({ section, place }: PageProps): JSX.Element {
  const table = section.parts.find(({ kind }) => kind === 'table');
  const given = FILTERS.map((name) => [name, place.query[name] ?? ''] as const).filter(([, value]) => value !== '');
  const text = useSettled(JSON.stringify(Object.fromEntries(given)));
  const query = JSON.parse(text) as object;
  return (
    <>
      <div class="title">
        <h1>{section.title}</h1>
        <button type="button" onClick={() => void download(section.id, query)}>
          {TEXTS.audit.csv}
        </button>
      </div>
      <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        {FILTERS.map((name) => (
          <SearchField
            key={name}
            value={place.query[name] ?? ''}
            onText={(text) => setQuery({ [name]: text })}
            label={labelOf(name)}
          />
        ))}
      </form>
      {table && <PagedTable section={section.id} part={table} query={query} extra={(row) => <More row={row} />} />}
    </>
  );
}

function More({ row }: { row: RowsView['rows'][number] }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const parts = [
    ['order', TEXTS.audit.order],
    ['before', TEXTS.audit.before],
    ['after', TEXTS.audit.after],
  ] as const;
  return (
    <>
      <button type="button" onClick={() => setOpen(true)}>
        {TEXTS.common.more}
      </button>
      {isOpen && (
        <Dialog title={String(row.act)} onClose={() => setOpen(false)}>
          {parts.map(([name, title]) => (
            <section key={name}>
              <h3>{title}</h3>
              <pre>{pretty(row[name])}</pre>
            </section>
          ))}
          <footer>
            <button type="button" onClick={() => setOpen(false)}>
              {TEXTS.common.close}
            </button>
          </footer>
        </Dialog>
      )}
    </>
  );
}

function pretty(text: unknown): string {
  if (typeof text !== 'string') return TEXTS.common.none;
  return JSON.stringify(JSON.parse(text), undefined, 2);
}

async function download(section: string, query: object): Promise<void> {
  const rows: RowsView['rows'][number][] = [];
  let after: string | undefined;
  for (let page = 0; page < EXPORT_PAGES; page++) {
    const answer = await read<RowsView>(`${section}/list`, {
      ...query,
      limit: EXPORT_PAGE,
      ...(after !== undefined && { after }),
    });
    rows.push(...answer.rows);
    after = answer.next;
    if (after === undefined) break;
  }
  const link = document.createElement('a');
  link.download = 'audit-log.csv';
  link.href = URL.createObjectURL(new Blob([csvOf(rows)], { type: 'text/csv' }));
  link.click();
}

/** Rows as CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe in front. */
function csvOf(rows: readonly Readonly<Record<string, unknown>>[]): string {
  const [first = {}] = rows;
  const names = Object.keys(first);
  return [names, ...rows.map((row) => names.map((name) => row[name]))]
    .map((cells) => cells.map(cellOf).join(','))
    .join('\r\n');
}

function cellOf(value: unknown): string {
  const text = value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value);
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
