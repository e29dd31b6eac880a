import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { MeView, PartView, SectionView } from '../../../core/console/console-views.js';
import type { StateTree } from '../../../protocol/state/state-tree-view.js';
import { Acts } from './acts.js';
import { useFeed } from './hooks.js';
import { RoomMap } from './room-map.js';
import { RoomMessages } from './room-messages.js';
import { TEXTS } from './texts.js';
import { bytesText, Card, Data, Empty, Failed, Link, Loading, SearchField, shortTimeText, Value } from './ui.js';

interface Member {
  readonly number: number;
  readonly name: string;
  readonly playerId: string | null;
  readonly isConnected: boolean;
  readonly isHost: boolean;
  readonly unreadBytes: number;
  readonly waiting: number;
  readonly messages: number;
  readonly codec: string;
  /** Absent until its client has answered. */
  readonly pingMs?: number;
  /** Bytes per second; absent until they were counted twice. */
  readonly bytesIn?: number;
  readonly bytesOut?: number;
}

interface RoomReading {
  readonly id: string;
  readonly code: string;
  readonly type: string;
  readonly hasState: boolean;
  readonly isLocked: boolean;
  readonly openedAt: number;
  readonly tickMs: number;
  readonly bytesIn?: number;
  readonly bytesOut?: number;
  readonly members: readonly Member[];
}

const NONE: ReadonlySet<string> = new Set();
const MAX_LINES = 400;
const LIT_MS = 900;
const SHOWN_DIGITS = 6;

/** One room: what it is, who is in it, what its state is, and what can be done to it. */
export function RoomPage({ id, section, me }: { id: string; section: SectionView; me: MeView }): JSX.Element {
  const { value: room, code } = useFeed<RoomReading>('rooms.room', { id });
  const acts = section.parts.filter(isOfRoom);
  const others = me.sections.filter((each) => each.id !== section.id);
  const [ofMember, ofRoom] = [acts.filter(isOfMember), acts.filter((part) => !isOfMember(part))];
  if (code === 'admin.no_such_target') {
    return (
      <>
        <p>
          <Link to="rooms">{section.title}</Link>
        </p>
        <Empty text={TEXTS.rooms.gone} />
      </>
    );
  }
  if (room === undefined)
    return code === undefined ? <Loading /> : <Failed error={{ code, message: TEXTS.frame.failed }} />;
  const { members, hasState, openedAt, tickMs, bytesIn, bytesOut, ...more } = room;
  const traffic = `${rateText(bytesIn)} / ${rateText(bytesOut)}`;
  const facts = { ...more, openedAt: new Date(openedAt).toISOString(), tickTakes: shortTimeText(tickMs), traffic };
  return (
    <>
      <p>
        <Link to="rooms">{section.title}</Link>
      </p>
      <div class="title">
        <h1>
          {room.type} <code>{room.code}</code>
        </h1>
        <Acts section={section.id} parts={ofRoom} target={{ known: { id }, name: room.code }} of={room} />
        {others.map(({ id: other, parts }) => (
          <Acts
            key={other}
            section={other}
            parts={parts.filter(isOfRoom)}
            target={{ known: { id }, name: room.code }}
            of={room}
          />
        ))}
      </div>
      <Card title={`${TEXTS.rooms.members} (${members.length})`}>
        <Members
          section={section.id}
          id={id}
          members={members}
          acts={ofMember}
          isKnown={me.sections.some((each) => each.id === 'players')}
        />
      </Card>
      {section.parts.some((part) => part.id === 'messages') && <RoomMessages id={id} />}
      {hasState ? (
        <RoomStateCards id={id} />
      ) : (
        <Card title={TEXTS.rooms.state}>
          <Empty text={TEXTS.rooms.noState} />
        </Card>
      )}
      <Card title={TEXTS.rooms.facts}>
        <Data value={facts} />
      </Card>
    </>
  );
}

interface MembersProps {
  readonly section: string;
  readonly id: string;
  readonly members: readonly Member[];
  readonly acts: readonly PartView[];
  /** Whether the reader may see players' pages. */
  readonly isKnown: boolean;
}

function Members({ section, id, members, acts, isKnown }: MembersProps): JSX.Element {
  if (members.length === 0) return <Empty text={TEXTS.rooms.nobody} />;
  const heads = ['Number', 'Name', 'Away', 'Ping', 'In / s', 'Out / s', 'Unread', 'Messages', 'Waiting', 'Codec'];
  return (
    <table class="grid">
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head}>{head}</th>
          ))}
          <th />
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <tr key={member.number} data-row>
            <td data-label="Number">{member.number}</td>
            <td data-label="Name">
              <MemberName member={member} isKnown={isKnown} />
            </td>
            <td data-label="Away">{!member.isConnected && <span class="pill warn">{TEXTS.rooms.away}</span>}</td>
            <td data-label="Ping" class="number">
              <Value value={member.pingMs} kind="milliseconds" />
            </td>
            <td data-label="In / s" class="number">
              <Value value={member.bytesIn} kind="bytes" />
            </td>
            <td data-label="Out / s" class="number">
              <Value value={member.bytesOut} kind="bytes" />
            </td>
            <td data-label="Unread" class="number">
              {bytesText(member.unreadBytes)}
            </td>
            <td data-label="Messages" class="number">
              {member.messages.toLocaleString()}
            </td>
            <td data-label="Waiting" class="number">
              {member.waiting}
            </td>
            <td data-label="Codec">{member.codec}</td>
            <td class="acts">
              <Acts
                section={section}
                parts={acts}
                target={{ known: { id, number: member.number }, name: member.name || String(member.number) }}
                of={member}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function MemberName({ member, isKnown }: { member: Member; isKnown: boolean }): JSX.Element {
  const { name, playerId, isHost } = member;
  return (
    <>
      {playerId !== null && isKnown ? (
        <Link to={`players/${encodeURIComponent(playerId)}`}>
          <bdi>{name || playerId}</bdi>
        </Link>
      ) : (
        <bdi>{name || TEXTS.common.none}</bdi>
      )}{' '}
      {isHost && <span class="pill">{TEXTS.rooms.host}</span>}
    </>
  );
}

function rateText(bytes: number | undefined): string {
  return bytes === undefined ? TEXTS.common.none : `${bytesText(bytes)}/s`;
}

function isOfRoom({ kind, on }: PartView): boolean {
  return kind === 'act' && on === 'room';
}

function isOfMember({ fields }: PartView): boolean {
  return fields.some(({ name }) => name === 'number');
}

/** The state, four times a second: as a tree, and seen from above where its entities have a place. */
function RoomStateCards({ id }: { id: string }): JSX.Element {
  const [isFrozen, setFrozen] = useState(false);
  const [search, setSearch] = useState('');
  const { value } = useFeed<StateTree>('rooms.state', { id });
  const shown = useRef<StateTree | undefined>(undefined);
  if (!isFrozen) shown.current = value;
  const state = shown.current;
  const [moment, setMoment] = useState<StateTree>();
  const [pinned, setPinned] = useState<ReadonlySet<string>>(new Set());
  const pin = (path: string): void =>
    setPinned((old) => new Set(old.has(path) ? [...old].filter((each) => each !== path) : [...old, path]));
  const controls = (
    <span class="controls">
      <SearchField value={search} onText={setSearch} label={TEXTS.rooms.search} />
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
      {state && <RoomMap state={state} />}
      <Card title={TEXTS.rooms.state} aside={controls}>
        {state === undefined ? (
          <Loading />
        ) : (
          <StateLines state={state} search={search} pinned={pinned} onPin={pin} since={moment} />
        )}
      </Card>
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
