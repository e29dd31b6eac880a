import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { RecordingTimeline, TimelineEvent, ViewerView } from '../recordings/recording-views.js';
import { read } from './api.js';
import { setQuery, useFeed, type Place } from './hooks.js';
import { RecordingLanes } from './recording-lanes.js';
import { useCursor, useStateAt, type Cursor } from './recording-cursor.js';
import { RoomMap } from './room-map.js';
import { StateLines } from './room-state.js';
import { TEXTS } from './texts.js';
import { Card, Empty, Failed, Loading, SearchField } from './ui.js';

const SPEEDS = [0.25, 0.5, 1, 2, 4, 8, 16, 32, 64];
const TEXT = TEXTS.recordings;

/** A recording tick by tick, read by a process of its own while this is shown. */
export function RecordingViewer({ id, query }: { id: string; query: Place['query'] }): JSX.Element {
  const { value, code } = useFeed<ViewerView>('recordings.view', { id });
  if (value?.phase === 'failed') return <Failed error={{ code: TEXT.failed, message: value.text ?? '' }} />;
  if (value?.timeline !== undefined)
    return <Viewer id={id} timeline={value.timeline} names={value.names ?? {}} first={Number(query.tick ?? 0)} />;
  if (code === 'admin.busy') return <p class="state">{TEXT.busy}</p>;
  return code === undefined ? <Loading /> : <Failed error={{ code, message: TEXTS.frame.failed }} />;
}

interface ViewerProps {
  readonly id: string;
  readonly timeline: RecordingTimeline;
  readonly names: Readonly<Record<number, string>>;
  readonly first: number;
}

function Viewer({ id, timeline, names, first }: ViewerProps): JSX.Element {
  const [type, setType] = useState<number>();
  const cursor = useCursor(timeline, first);
  const { tick, isPlaying, seek } = cursor;
  // The address can be sent to a colleague.
  useEffect(() => {
    if (!isPlaying) setQuery({ tick: String(tick) });
  }, [isPlaying, tick]);
  const { moreMembers } = timeline;
  return (
    <>
      <Card title={TEXT.timeline} aside={<Controls {...{ id, cursor, timeline, names, type, setType }} />}>
        <RecordingLanes timeline={timeline} tick={tick} type={type} onSeek={seek} />
        {moreMembers > 0 && <p class="soft">{TEXT.moreMembers(moreMembers)}</p>}
        <input
          class="scrub"
          type="range"
          min={0}
          max={timeline.lastTick}
          value={tick}
          aria-label={TEXT.tick}
          onInput={(event) => seek(Number(event.currentTarget.value))}
        />
      </Card>
      <AtCursor id={id} tick={tick} names={names} />
      <Events timeline={timeline} onSeek={seek} />
    </>
  );
}

interface ControlsProps {
  readonly id: string;
  readonly cursor: Cursor;
  readonly timeline: RecordingTimeline;
  readonly names: Readonly<Record<number, string>>;
  readonly type: number | undefined;
  readonly setType: (type: number | undefined) => void;
}

function Controls({ id, cursor, timeline, names, type, setType }: ControlsProps): JSX.Element {
  const { tick, isPlaying, speed, toggle, setSpeed, seek } = cursor;
  const jump = (isBack: boolean): void => {
    if (type === undefined) return;
    void read<{ tick: number | null }>('recordings/find', { id, tick, type, isBack }).then(
      ({ tick: found }) => found !== null && seek(found),
      () => undefined,
    );
  };
  return (
    <span class="controls">
      <output class="soft">
        {TEXT.position(tick, timeline.lastTick, timeline.tickHz === 0 ? 0 : tick / timeline.tickHz)}
      </output>
      <button type="button" class="primary" onClick={toggle}>
        {isPlaying ? TEXT.pause : TEXT.play}
      </button>
      <select value={speed} aria-label={TEXT.speed} onChange={(event) => setSpeed(Number(event.currentTarget.value))}>
        {SPEEDS.map((each) => (
          <option key={each} value={each}>{`${each} ×`}</option>
        ))}
      </select>
      <select
        value={type ?? ''}
        aria-label={TEXT.messageType}
        onChange={(event) => {
          const { value } = event.currentTarget;
          setType(value === '' ? undefined : Number(value));
        }}
      >
        <option value="">{TEXT.allMessages}</option>
        {timeline.types.map((each) => (
          <option key={each} value={each}>
            {names[each] ?? each}
          </option>
        ))}
      </select>
      <button type="button" disabled={type === undefined} onClick={() => jump(true)}>
        {TEXT.before}
      </button>
      <button type="button" disabled={type === undefined} onClick={() => jump(false)}>
        {TEXT.next}
      </button>
    </span>
  );
}

function AtCursor({ id, tick, names }: { id: string; tick: number; names: ViewerProps['names'] }): JSX.Element {
  const [search, setSearch] = useState('');
  const { value, error } = useStateAt(id, tick);
  if (value === undefined)
    return error === undefined ? <p class="state">{TEXT.simulating}</p> : <Failed error={error} />;
  const { state, source, difference, isOnTheWay, events } = value;
  const note = source === 'simulated' ? TEXT.simulated(value.tick) : TEXT.fromSnapshot(value.tick);
  return (
    <>
      {difference !== '' && <p class="banner">{difference}</p>}
      {state !== null && <RoomMap state={state} />}
      <div class="pair">
        <Card
          title={TEXTS.rooms.state}
          aside={<SearchField value={search} onText={setSearch} label={TEXTS.rooms.search} />}
        >
          <p class="soft" role="status">
            {note} {isOnTheWay && TEXT.simulating}
          </p>
          {state === null ? <Empty text={TEXTS.rooms.noState} /> : <StateLines state={state} search={search} />}
        </Card>
        <Card title={TEXT.atTick(tick)}>
          {events.length === 0 ? (
            <Empty text={TEXTS.rooms.silence} />
          ) : (
            <ol class="messages" tabIndex={0} aria-label={TEXT.atTick(tick)}>
              {events.map((event, index) => (
                <EventLine
                  key={index}
                  event={event}
                  what={event.type === undefined ? undefined : (names[event.type] ?? String(event.type))}
                />
              ))}
            </ol>
          )}
        </Card>
      </div>
    </>
  );
}

function EventLine({ event, what }: { event: TimelineEvent; what?: string | undefined }): JSX.Element {
  return (
    <li>
      <span class="soft">{event.tick}</span>
      <span>{event.member === null ? '' : TEXT.member(event.member)}</span>
      <b>{what ?? TEXT.events[event.what] ?? event.what}</b>
      <code>
        <bdi>{event.text}</bdi>
      </code>
    </li>
  );
}

function Events({ timeline, onSeek }: { timeline: RecordingTimeline; onSeek: (tick: number) => void }): JSX.Element {
  const { events, moreEvents } = timeline;
  return (
    <Card title={TEXT.eventsTitle}>
      {events.length === 0 && <Empty />}
      <ul class="jumps">
        {events.map((event, index) => (
          <li key={index}>
            <button type="button" onClick={() => onSeek(event.tick)}>
              <span class="soft">{event.tick}</span> {event.member === null ? '' : `${TEXT.member(event.member)} `}
              {TEXT.events[event.what] ?? event.what} <bdi class="soft">{event.text}</bdi>
            </button>
          </li>
        ))}
      </ul>
      {moreEvents > 0 && <p class="soft">{TEXT.moreEvents(moreEvents)}</p>}
    </Card>
  );
}
