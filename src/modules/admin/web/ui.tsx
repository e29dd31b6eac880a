import type { ComponentChildren, JSX } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ColumnKind } from '../../../core/console/console-views.js';
import type { ApiError } from './api.js';
import { go } from './hooks.js';
import { TEXTS } from './texts.js';

const KIB = 1_024;
const UNITS = ['B', 'KiB', 'MiB', 'GiB'];
const MAX_SHOWN_LENGTH = 400;
/** What would make a table wider than the page. */
const LONG_WORD = /\S{40}/;
const NAME = /^[A-Z0-9]+(?:_[A-Z0-9]+)+$/;
/** What is lit of levels of the log. */
const LEVELS: Readonly<Record<string, string>> = { warn: 'warn', error: 'bad', fatal: 'bad' };

/** A link to another page of the console. */
export function Link({
  to,
  children,
  class: name,
}: {
  to: string;
  children: ComponentChildren;
  class?: string;
}): JSX.Element {
  const onClick = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    go(to);
  };
  return (
    <a href={`/admin/${to}`} onClick={onClick} class={name}>
      {children}
    </a>
  );
}

/** A number of bytes. */
export function bytesText(bytes: number): string {
  let [value, unit] = [bytes, 0];
  while (value >= KIB && unit < UNITS.length - 1) [value, unit] = [value / KIB, unit + 1];
  return `${unit === 0 ? value : value.toFixed(1)} ${UNITS[unit] ?? ''}`;
}

/** How long something takes, in its two largest units. */
export function durationText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
  return `${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3_600)} h`;
}

/** The same, and exactly where it is short: of ticks and pings. */
export function shortTimeText(ms: number): string {
  return ms >= 1_000 ? durationText(ms) : `${Number(ms.toPrecision(2)).toLocaleString()} ms`;
}

/** A moment in the reader's zone; in UTC for whoever asks. */
export function Time({ at }: { at: unknown }): JSX.Element {
  const date = new Date(at as string | number);
  if (at === null || at === undefined || Number.isNaN(date.getTime()))
    return <span class="soft">{TEXTS.common.none}</span>;
  return (
    <time dateTime={date.toISOString()} title={`${date.toISOString().replace('T', ' ').slice(0, 19)} UTC`}>
      {date.toLocaleString()}
    </time>
  );
}

/** A value as its column wants it. Always text: whatever players wrote is shown, and never run. */
export function Value({ value, kind = 'text' }: { value: unknown; kind?: ColumnKind | undefined }): JSX.Element {
  if (kind === 'time') return <Time at={value} />;
  if (value === null || value === undefined || value === '') return <span class="soft">{TEXTS.common.none}</span>;
  if (kind === 'flag' || kind === 'alert')
    return value === true ? (
      <span class={`pill ${kind === 'alert' ? 'warn' : ''}`}>{TEXTS.common.yes}</span>
    ) : (
      <span class="soft">{TEXTS.common.no}</span>
    );
  if (kind === 'age')
    return <span title={new Date(Number(value)).toISOString()}>{durationText(Date.now() - Number(value))}</span>;
  if (kind === 'bytes') return <>{bytesText(Number(value))}</>;
  if (kind === 'milliseconds') return <>{shortTimeText(Number(value))}</>;
  if (typeof value === 'number') return <>{value.toLocaleString()}</>;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  if (kind === 'level') return <span class={`pill ${LEVELS[text] ?? ''}`}>{text}</span>;
  const shown = text.length > MAX_SHOWN_LENGTH ? `${text.slice(0, MAX_SHOWN_LENGTH)}…` : text;
  return <bdi class={LONG_WORD.test(text) ? 'long' : ''}>{NAME.test(shown) ? <Name text={shown} /> : shown}</bdi>;
}

/** The name of a variable, which may be broken after each of its words. */
function Name({ text }: { text: string }): JSX.Element {
  const [first, ...words] = text.split('_');
  return (
    <>
      {first}
      {words.map((word) => (
        <>
          _<wbr />
          {word}
        </>
      ))}
    </>
  );
}

/** A field to search or filter by; its label stands in it while it is empty. */
export function SearchField({
  value,
  onText,
  label,
  maxLength,
}: {
  value: string;
  onText: (text: string) => void;
  label: string;
  maxLength?: number | undefined;
}): JSX.Element {
  return (
    <input
      type="search"
      value={value}
      onInput={(event) => onText(event.currentTarget.value)}
      placeholder={label}
      aria-label={label}
      {...(maxLength !== undefined && { maxLength })}
    />
  );
}

const DATE = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

/** What an id in plain data leads to, by the name of its field. */
const LEADS: Readonly<Record<string, string>> = {
  playerId: 'players/',
  reporterId: 'players/',
  room: 'rooms/',
  roomId: 'rooms/',
};

/** A field of plain data; an id leads to the page of what it names. */
function Fact({ name, value }: { name: string; value: unknown }): JSX.Element {
  const place = LEADS[name];
  if (place === undefined || typeof value !== 'string' || value === '') return <Data value={value} />;
  return (
    <Link to={`${place}${encodeURIComponent(value)}`}>
      <bdi>{value}</bdi>
    </Link>
  );
}

/** Any plain data as it is: facts by name, lists as tables. */
export function Data({ value }: { value: unknown }): JSX.Element {
  if (Array.isArray(value)) return <DataList rows={value as unknown[]} />;
  if (typeof value === 'boolean') return <>{value ? TEXTS.common.yes : TEXTS.common.no}</>;
  if (typeof value === 'string' && DATE.test(value)) return <Time at={value} />;
  if (typeof value === 'string' && value.includes('\n'))
    return (
      <pre tabIndex={0}>
        <bdi>{value}</bdi>
      </pre>
    );
  if (typeof value !== 'object' || value === null) return <Value value={value} />;
  if (Object.keys(value).length === 0) return <Value value={null} />;
  return (
    <dl class="facts">
      {Object.entries(value as Readonly<Record<string, unknown>>).map(([name, item]) => (
        <div key={name}>
          <dt>{labelOf(name)}</dt>
          <dd>
            <Fact name={name} value={item} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function DataList({ rows }: { rows: readonly unknown[] }): JSX.Element {
  const [first] = rows;
  if (rows.length === 0) return <span class="soft">{TEXTS.common.none}</span>;
  if (rows.every((row) => typeof row === 'string' && row.endsWith('.')))
    return (
      <ul class="sentences">
        {rows.map((row) => (
          <li key={row}>{String(row)}</li>
        ))}
      </ul>
    );
  if (typeof first !== 'object' || first === null) return <Value value={rows.join(', ')} />;
  const names = [...new Set(rows.flatMap((row) => Object.keys(row as object)))];
  return (
    <div class="scroll" tabIndex={0}>
      <table class="grid">
        <thead>
          <tr>
            {names.map((name) => (
              <th key={name}>{labelOf(name)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {names.map((name) => (
                <td key={name} data-label={labelOf(name)}>
                  <Fact name={name} value={(row as Record<string, unknown>)[name]} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The name of a field as people write it: `bannedUntil` is "Banned until". */
export function labelOf(name: string): string {
  const words = name
    .replace(/^(is|has)(?=[A-Z])/, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/ hz$/, ' Hz')
    .replace(/ ttl /, ' TTL ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A doc comment; text between backticks becomes code. */
export function DocText({ text }: { text: string }): JSX.Element {
  return <>{text.split(/`([^`]+)`/).map((part, i) => (i % 2 === 1 ? <code key={i}>{part}</code> : part))}</>;
}

/** That something is not there yet. */
export function Loading(): JSX.Element {
  return (
    <p class="state" aria-busy="true">
      {TEXTS.common.loading}
    </p>
  );
}

/** That there is nothing. */
export function Empty({ text = TEXTS.common.empty }: { text?: string }): JSX.Element {
  return <p class="state empty">{text}</p>;
}

/** That something failed, and what to do about it. */
export function Failed({
  error,
  again,
}: {
  error: Pick<ApiError, 'code' | 'message'>;
  again?: () => void;
}): JSX.Element {
  return (
    <div class="state failed" role="alert">
      <p>
        {error.message} <code>{error.code}</code>
      </p>
      {again && (
        <button type="button" onClick={again}>
          {TEXTS.common.retry}
        </button>
      )}
    </div>
  );
}

/** A window over the page. It closes by Esc, and gives the focus back. */
export function Dialog({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  // At once: the next key that is pressed is for it.
  useLayoutEffect(() => {
    const before = document.activeElement;
    dialog.current?.showModal();
    const beside = before?.parentElement;
    return () =>
      queueMicrotask(() => {
        if (before instanceof HTMLElement && before.isConnected) before.focus();
        // The button that opened it may have gone with it; then the one beside it, so that Tab goes on from there.
        else beside?.querySelector<HTMLElement>('button, a')?.focus();
      });
  }, []);
  return (
    <dialog ref={dialog} onClose={onClose} aria-labelledby="dialog-title">
      <h2 id="dialog-title">{title}</h2>
      {children}
    </dialog>
  );
}

/** A part of a page with a heading. */
export function Card({
  title,
  aside,
  children,
}: {
  title: string;
  aside?: ComponentChildren;
  children: ComponentChildren;
}): JSX.Element {
  return (
    <section class="card" aria-label={title}>
      <header>
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
