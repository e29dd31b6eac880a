import type { JSX } from 'preact';
import type { MeView, PartView, SectionView } from '../../../core/console/console-views.js';
import { Acts } from './acts.js';
import { useFeed } from './hooks.js';
import { RoomMessages } from './room-messages.js';
import { RoomStateCards } from './room-state.js';
import { RoomTicks } from './room-ticks.js';
import { TEXTS } from './texts.js';
import { bytesText, Card, Data, Empty, Failed, Link, Loading, shortTimeText, Value } from './ui.js';

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
      <RoomTicks tickMs={tickMs} />
      {section.parts.some((part) => part.id === 'messages') && <RoomMessages id={id} />}
      {hasState ? (
        <RoomStateCards id={id} members={members} />
      ) : (
        <Card title={TEXTS.rooms.state}>
          <Empty text={TEXTS.rooms.noState} />
        </Card>
      )}
      <Card title={TEXTS.rooms.facts}>
        <Data value={facts} />
      </Card>
      <Workings id={id} />
    </>
  );
}

/** How it is made and what it waits for, read while the page is open. */
function Workings({ id }: { id: string }): JSX.Element {
  const { value } = useFeed<object>('rooms.workings', { id });
  return <Card title={TEXTS.rooms.workings}>{value === undefined ? <Loading /> : <Data value={value} />}</Card>;
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
  const heads = [
    'Number',
    'Name',
    'Away',
    'Ping',
    'In / s',
    'Out / s',
    'Unread',
    'Messages',
    'For the next tick',
    'Codec',
  ];
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
