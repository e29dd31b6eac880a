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
import { setQuery } from './hooks.js';
import { Cell } from './tables.js';

const ROW_HEIGHT = 40;
const CARD_HEIGHT = 160;
const OVERSCAN = 8;
/** Rows are asked for in blocks of this size, so that scrolling a little asks for nothing. */
const BLOCK = 50;
/** How many rows are asked for at once. */
export const ASKED_ROWS = BLOCK * 3;
const NARROW = '(max-width: 40rem)';

interface RowsProps {
  readonly columns: readonly ColumnView[];
  readonly reading: RowsView & { readonly total: number };
  /** The class that says how wide its columns are. */
  readonly look?: string;
  /** How many rows there are, in words. */
  readonly label: string;
  readonly from: number;
  readonly sort: string;
  readonly order: string;
  readonly onFrom: (from: number) => void;
}

/** A table of any length whose rows are read and drawn where it is looked at; sorted by what the address says. */
export function VirtualRows({ columns, reading, label, look = '', from, sort, order, onFrom }: RowsProps): JSX.Element {
  const scroller = useRef<HTMLDivElement>(null);
  const isNarrow = matchMedia(NARROW).matches;
  const height = isNarrow ? CARD_HEIGHT : ROW_HEIGHT;
  const [items, totalSize] = useVirtual(scroller, reading.total, height);
  const first = items[0]?.index ?? 0;
  useEffect(() => onFrom(Math.max(0, Math.floor(first / BLOCK) * BLOCK - BLOCK / 2)), [first]);
  const change = (key: string): void =>
    setQuery({ sort: key, order: key === sort && order === 'down' ? 'up' : 'down' });
  return (
    <div class={`virtual ${look}`} role="table" aria-rowcount={reading.total}>
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
      <div
        class="scroller"
        ref={scroller}
        role="rowgroup"
        tabIndex={0}
        aria-label={label}
        style={{ maxHeight: `${totalSize}px`, minHeight: `min(16rem, ${totalSize}px)` }}
      >
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
