import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ClientView, StateTree } from '../../../protocol/state/state-tree-view.js';
import { useFeed } from './hooks.js';
import { RoomMap } from './room-map.js';
import { TEXTS } from './texts.js';
import { Card, Empty, Loading, SearchField } from './ui.js';

const NONE: ReadonlySet<string> = new Set();
const MAX_LINES = 400;
const LIT_MS = 900;
const SHOWN_DIGITS = 6;

/** A member, by whose eyes the state may be seen. */
export interface Viewer {
  readonly number: number;
  readonly name: string;
}

/** The state, four times a second: as a tree, seen from above where its entities have a place, and as one member sees it. */
export function RoomStateCards({ id, members }: { id: string; members: readonly Viewer[] }): JSX.Element {
  const [isFrozen, setFrozen] = useState(false);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<number>();
  const viewer = members.find(({ number }) => number === chosen);
  const { value, isLarge } = useFeed<StateTree>('rooms.state', { id });
  const { value: seen } = useFeed<ClientView>(viewer && 'rooms.view', viewer && { id, number: viewer.number });
  const shown = useRef<{ state?: StateTree | undefined; view?: ClientView | undefined }>({});
  if (!isFrozen) shown.current = { state: value, view: seen };
  const { state } = shown.current;
  const view = viewer && (shown.current.view ?? undefined);
  const [moment, setMoment] = useState<StateTree>();
  const [pinned, setPinned] = useState<ReadonlySet<string>>(new Set());
  const pin = (path: string): void =>
    setPinned((old) => new Set(old.has(path) ? [...old].filter((each) => each !== path) : [...old, path]));
  const controls = (
    <span class="controls">
      <SearchField value={search} onText={setSearch} label={TEXTS.rooms.search} />
      <select
        aria-label={TEXTS.rooms.seenBy}
        value={viewer?.number ?? ''}
        onChange={({ currentTarget }) =>
          setChosen(currentTarget.value === '' ? undefined : Number(currentTarget.value))
        }
      >
        <option value="">{TEXTS.rooms.whole}</option>
        {members.map(({ number, name }) => (
          <option key={number} value={number}>
            {TEXTS.rooms.seenByMember(number, name)}
          </option>
        ))}
      </select>
      <button type="button" aria-pressed={isFrozen} onClick={() => setFrozen(!isFrozen)}>
        {isFrozen ? TEXTS.rooms.go : TEXTS.rooms.freeze}
      </button>
      <button
        type="button"
        aria-pressed={moment !== undefined}
        onClick={() => setMoment(moment === undefined ? state : undefined)}
      >
        {moment === undefined ? TEXTS.rooms.compare : TEXTS.rooms.compareEnd}
      </button>
    </span>
  );
  return (
    <>
      {state && <RoomMap state={state} view={view} />}
      <div class={viewer === undefined ? '' : 'pair'}>
        <Card title={TEXTS.rooms.state} aside={controls}>
          {isLarge && <p class="banner">{TEXTS.rooms.large}</p>}
          {state === undefined ? (
            <Loading />
          ) : (
            <StateLines state={state} search={search} pinned={pinned} onPin={pin} since={moment} />
          )}
        </Card>
        {viewer && (
          <Card title={TEXTS.rooms.seenByMember(viewer.number, viewer.name)}>
            {view === undefined ? <Loading /> : <SeenLines view={view} search={search} />}
          </Card>
        )}
      </div>
    </>
  );
}

/** What one member sees, and what of that is not as it is. */
function SeenLines({ view, search }: { view: ClientView; search: string }): JSX.Element {
  const { state, delayMs, isSent, ranges } = view;
  return (
    <>
      {!isSent && <p class="banner">{TEXTS.rooms.notSent}</p>}
      {delayMs > 0 && <p class="banner">{TEXTS.rooms.delayed(delayMs)}</p>}
      {Object.entries(ranges).map(([path, { x, y, radius, nearest }]) => (
        <p key={path} class="soft">
          {TEXTS.rooms.range(path, [x, y].map((each) => Math.round(each)).join(', '), radius, nearest)}
        </p>
      ))}
      <StateLines state={state} search={search} />
    </>
  );
}

interface LinesProps {
  readonly state: StateTree;
  readonly search: string;
  /** The paths that stand first, whatever is searched. */
  readonly pinned?: ReadonlySet<string>;
  readonly onPin?: (path: string) => void;
  /** An earlier moment: only what differs from it is shown, with both values. */
  readonly since?: StateTree | undefined;
}

/** Every value by its path; what has just changed is lit. */
export function StateLines({ state, search, pinned = NONE, onPin, since }: LinesProps): JSX.Element {
  const before = useRef(new Map<string, { text: string; atMs: number }>());
  const [, redraw] = useState(0);
  const nowMs = performance.now();
  const all = since === undefined ? linesOf(state) : differences(linesOf(since), linesOf(state));
  const found = all.filter(({ path, text }) => search === '' || path.includes(search) || text.includes(search));
  const lines =
    pinned.size === 0
      ? found
      : [...all.filter(({ path }) => pinned.has(path)), ...found.filter(({ path }) => !pinned.has(path))];
  const seen = new Map<string, { text: string; atMs: number }>();
  for (const { path, text } of lines) {
    const old = before.current.get(path);
    seen.set(path, old === undefined ? { text, atMs: -Infinity } : old.text === text ? old : { text, atMs: nowMs });
  }
  useEffect(() => {
    before.current = seen;
    const timer = setTimeout(() => redraw((last) => last + 1), LIT_MS);
    return () => clearTimeout(timer);
  }, [state]);
  return (
    <>
      <div class="tall" tabIndex={0} role="region" aria-label={TEXTS.rooms.state}>
        <ul class="tree">
          {lines.slice(0, MAX_LINES).map(({ path, text }) => (
            <li key={path} class={nowMs - (seen.get(path)?.atMs ?? 0) < LIT_MS ? 'lit' : ''}>
              {onPin === undefined ? (
                <span>{path}</span>
              ) : (
                <button
                  type="button"
                  class="path"
                  title={TEXTS.rooms.pin}
                  aria-pressed={pinned.has(path)}
                  onClick={() => onPin(path)}
                >
                  {path}
                </button>
              )}{' '}
              <code>{text}</code>
            </li>
          ))}
        </ul>
      </div>
      {lines.length === 0 && <Empty text={TEXTS.rooms[since === undefined ? 'noValue' : 'noDifference']} />}
      {lines.length > MAX_LINES && <p class="soft">{TEXTS.rooms.more(lines.length - MAX_LINES)}</p>}
    </>
  );
}

interface Line {
  readonly path: string;
  readonly text: string;
}

/** What differs between two moments; what is not there at one of them is a dash. */
function differences(before: readonly Line[], now: readonly Line[]): Line[] {
  const was = new Map(before.map(({ path, text }) => [path, text]));
  const is = new Map(now.map(({ path, text }) => [path, text]));
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((path) => was.get(path) !== is.get(path))
    .map((path) => ({ path, text: `${was.get(path) ?? TEXTS.common.none} → ${is.get(path) ?? TEXTS.common.none}` }));
}

function linesOf({ fields, sets }: StateTree): Line[] {
  const lines = Object.entries(fields).map(([path, value]) => ({ path, text: shown(value) }));
  for (const [set, entities] of Object.entries(sets))
    for (const [id, entity] of Object.entries(entities))
      for (const [field, value] of Object.entries(entity))
        lines.push({ path: `${set}[${id}].${field}`, text: shown(value) });
  return lines;
}

/** As a reader wants it: nobody compares the tenth digit. */
function shown(value: unknown): string {
  return JSON.stringify(value, (_name, item: unknown) =>
    typeof item === 'number' && !Number.isInteger(item) ? Number(item.toPrecision(SHOWN_DIGITS)) : item,
  );
}
