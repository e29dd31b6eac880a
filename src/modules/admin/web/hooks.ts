import { createContext } from 'preact';
import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { ApiError, live, read } from './api.js';

/** The node that answers, where it is one of several. */
export const HereContext = createContext<string | undefined>(undefined);

/** From this length on the server reads a feed less often. */
const LARGE_LENGTH = 1_048_576;

/** Something that is read from the server: there, not there yet, or refused. */
export interface Reading<T> {
  readonly value: T | undefined;
  readonly error: ApiError | undefined;
  /** Reads it again. */
  readonly again: () => void;
}

/** Reads an address, and again when the address or the query differs. The old value stays until the new one is there. */
export function useRead<T>(path: string | undefined, query?: object): Reading<T> {
  const [state, setState] = useState<{ value?: T; error?: ApiError }>({});
  const [turn, setTurn] = useState(0);
  const text = JSON.stringify(query);
  useEffect(() => {
    if (path === undefined) return;
    let isCurrent = true;
    read<T>(path, query).then(
      (value) => isCurrent && setState({ value }),
      (error: unknown) => isCurrent && setState((old) => ({ ...old, error: error as ApiError })),
    );
    return () => {
      isCurrent = false;
    };
  }, [path, text, turn]);
  const again = useCallback(() => setTurn((last) => last + 1), []);
  return { value: state.value, error: state.error, again };
}

/** Watches a feed; undefined until the first reading is there. The server reads large ones less often. */
export function useFeed<T>(
  feed: string | undefined,
  query: object = {},
): { value: T | undefined; code: string | undefined; isLarge: boolean } {
  const [state, setState] = useState<{ value?: T; code?: string; isLarge?: boolean }>({});
  const text = JSON.stringify(query);
  useEffect(() => {
    if (feed === undefined) return;
    return live.watch({
      feed,
      query,
      next: (value, length) => setState({ value: value as T, isLarge: length > LARGE_LENGTH }),
      failed: (code) => setState((old) => ({ ...old, code })),
    });
  }, [feed, text]);
  return { value: state.value, code: state.code, isLarge: state.isLarge === true };
}

/** Where the reader is: the parts of the path behind `/admin/`, and the query. */
export interface Place {
  readonly parts: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

/** The current place. */
export function currentPlace(): Place {
  const parts = location.pathname
    .split('/')
    .slice(2)
    .filter((part) => part !== '');
  return { parts: parts.map(decodeURIComponent), query: Object.fromEntries(new URLSearchParams(location.search)) };
}

/** Goes to another page of the console. */
export function go(path: string, isReplacing = false): void {
  if (isReplacing) history.replaceState(null, '', `/admin/${path}`);
  else history.pushState(null, '', `/admin/${path}`);
  dispatchEvent(new PopStateEvent('popstate'));
}

/** Changes what the address says of a list, so that it can be sent to a colleague. */
export function setQuery(changes: Readonly<Record<string, string>>): void {
  const query = new URLSearchParams(location.search);
  for (const [name, value] of Object.entries(changes)) {
    if (value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  go(`${location.pathname.replace(/^\/admin\/?/, '')}${text === '' ? '' : `?${text}`}`, true);
}

/** The place, again whenever it changes. */
export function usePlace(): Place {
  const [place, setPlace] = useState(currentPlace);
  useEffect(() => {
    const update = (): void => setPlace(currentPlace());
    addEventListener('popstate', update);
    return () => removeEventListener('popstate', update);
  }, []);
  return place;
}

/** A value that follows another after a moment of rest, for what is typed. */
export function useSettled<T>(value: T, ms = 200): T {
  const [settled, setSettled] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => {
    timer.current = setTimeout(() => setSettled(value), ms);
    return () => clearTimeout(timer.current);
  }, [value, ms]);
  return settled;
}
