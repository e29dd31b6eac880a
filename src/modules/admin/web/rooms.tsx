import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualItem,
} from '@tanstack/virtual-core';
import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ColumnView, RowsView } from '../../../core/console/console-views.js';
import type { PageProps } from './app.js';
import { setQuery, useFeed, useSettled } from './hooks.js';
import { RoomPage } from './room.js';
import { Cell } from './tables.js';
import { TEXTS } from './texts.js';
import { Empty, Failed, Loading, SearchField } from './ui.js';

const ROW_HEIGHT = 40;
const CARD_HEIGHT = 160;
const OVERSCAN = 8;
/** Rows are asked for in blocks of this size, so that scrolling a little asks for nothing. */
const BLOCK = 50;
const NARROW = '(max-width: 40rem)';

interface RoomsReading extends RowsView {
  readonly total: number;
  readonly types: readonly string[];
}

/** The list of rooms, or one of them. */
export function Page({ section, me, place }: PageProps): JSX.Element {
  const [, id] = place.parts;
  if (id !== undefined) return <RoomPage id={id} section={section} me={me} />;
  const columns = section.parts.find(({ kind }) => kind === 'table')?.columns ?? [];
  return <RoomList columns={columns} query={place.query} title={section.title} />;
}

function RoomList({
  columns,
  query,
  title,
}: {
  columns: readonly ColumnView[];
  query: PageProps['place']['query'];
  title: string;
}): JSX.Element {
  const [from, setFrom] = useState(0);
  const { search = '', type = '', player = '', sort = 'openedAt', order = 'down' } = query;
  const filter = useSettled(search);
  const asked = {
    ...(filter !== '' && { search: filter }),
    ...(type !== '' && { type }),
    ...(player !== '' && { player }),
    ...{ sort, isDescending: order === 'down', from, limit: BLOCK * 3 },
  };
  const { value, code } = useFeed<RoomsReading>('rooms.page', asked);
  const isFiltered = search !== '' || type !== '' || player !== '';
  return (
    <>
      <div class="title">
        <h1>{title}</h1>
        <span class="soft" aria-live="off">
          {value && TEXTS.rooms.total(value.total)}
        </span>
      </div>
      <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <SearchField value={search} onText={(text) => setQuery({ search: text })} label={TEXTS.rooms.filter} />
        <SearchField value={player} onText={(text) => setQuery({ player: text })} label={TEXTS.rooms.player} />
        <select
          value={type}
          onChange={(event) => setQuery({ type: event.currentTarget.value })}
          aria-label={TEXTS.rooms.type}
        >
          <option value="">{TEXTS.rooms.all}</option>
          {value?.types.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </form>
      {code !== undefined && value === undefined && <Failed error={{ code, message: TEXTS.frame.failed }} />}
      {value === undefined && code === undefined && <Loading />}
      {value?.total === 0 && <Empty text={isFiltered ? TEXTS.rooms.nothingFound : TEXTS.rooms.empty} />}
      {value !== undefined && value.total > 0 && (
        <VirtualRows columns={columns} reading={value} from={from} sort={sort} order={order} onFrom={setFrom} />
      )}
    </>
  );
}

interface RowsProps {
  readonly columns: readonly ColumnView[];
  readonly reading: RoomsReading;
  readonly from: number;
  readonly sort: string;
  readonly order: string;
  readonly onFrom: (from: number) => void;
}

function VirtualRows({ columns, reading, from, sort, order, onFrom }: RowsProps): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = matchMedia(NARROW).matches;
  const height = isNarrow ? CARD_HEIGHT : ROW_HEIGHT;
  const [items, totalSize] = useVirtual(scroller, reading.total, height);
  const first = items[0]?.index ?? 0;
  useEffect(() => onFrom(Math.max(0, Math.floor(first / BLOCK) * BLOCK - BLOCK / 2)), [first]);
  const change = (key: string): void =>
    setQuery({ sort: key, order: key === sort && order === 'down' ? 'up' : 'down' });
  return (
    <div class="virtual" role="table" aria-rowcount={reading.total}>
      <div class="head" role="row">
        {columns.map(({ key, title, sorts }) => (
          <span
            key={key}
            role="columnheader"
            aria-sort={key === sort ? (order === 'down' ? 'descending' : 'ascending') : undefined}
          >
            {sorts === true ? (
              <button type="button" onClick={() => change(key)}>
                {title} {key === sort ? (order === 'down' ? '↓' : '↑') : ''}
              </button>
            ) : (
              title
            )}
          </span>
        ))}
      </div>
      <div class="scroller" ref={scroller} role="rowgroup" tabIndex={0} aria-label={TEXTS.rooms.total(reading.total)}>
        <div class="space" style={{ height: `${totalSize}px` }}>
          {items.map(({ index, start }) => {
            const row = reading.rows[index - from];
            return (
              <div
                key={index}
                class="line"
                role="row"
                data-row
                aria-rowindex={index + 1}
                style={{ transform: `translateY(${start}px)`, height: `${height}px` }}
              >
                {columns.map((column) => (
                  <span key={column.key} role="cell" data-label={column.title}>
                    {row ? <Cell row={row} column={column} /> : '…'}
                  </span>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** The rows that can be seen, and a few around them. */
function useVirtual(
  scroller: { readonly current: HTMLDivElement | null },
  count: number,
  height: number,
): [VirtualItem[], number] {
  const [, redraw] = useState(0);
  const options = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => height,
    overscan: OVERSCAN,
    observeElementRect,
    observeElementOffset,
    scrollToFn: elementScroll,
    onChange: () => redraw((last) => last + 1),
  };
  const [virtualizer] = useState(() => new Virtualizer<HTMLDivElement, HTMLDivElement>(options));
  virtualizer.setOptions(options);
  useEffect(() => virtualizer._didMount(), []);
  useEffect(() => virtualizer._willUpdate());
  return [virtualizer.getVirtualItems(), virtualizer.getTotalSize()];
}
