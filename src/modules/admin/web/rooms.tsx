import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ColumnView, RowsView } from '../../../core/console/console-views.js';
import type { PageProps } from './app.js';
import { setQuery, useFeed, useSettled } from './hooks.js';
import { RoomPage } from './room.js';
import { TEXTS } from './texts.js';
import { Empty, Failed, Loading, SearchField } from './ui.js';
import { ASKED_ROWS, VirtualRows } from './virtual-rows.js';

interface RoomsReading extends RowsView {
  readonly total: number;
  readonly types: readonly string[];
  /** Nodes that have not answered. */
  readonly silent?: readonly string[];
}

/** The list of rooms, or one of them. */
export function Page({ section, me, place }: PageProps): JSX.Element {
  const [, id] = place.parts;
  if (id !== undefined) return <RoomPage id={id} section={section} me={me} />;
  const { columns = [] } = section.parts.find(({ kind }) => kind === 'table') ?? {};
  const isAlone = me.server.node === undefined;
  return (
    <RoomList
      columns={columns.filter(({ key }) => key !== 'node' || !isAlone)}
      query={place.query}
      title={section.title}
    />
  );
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
  const {
    search = '',
    type = '',
    player = '',
    isLocked = '',
    minutesOpen = '',
    sort = 'openedAt',
    order = 'down',
  } = query;
  const filter = useSettled(search);
  const asked = {
    ...(filter !== '' && { search: filter }),
    ...(type !== '' && { type }),
    ...(player !== '' && { player }),
    ...(isLocked !== '' && { isLocked: isLocked === 'true' }),
    ...(minutesOpen !== '' && { minutesOpen: Number(minutesOpen) }),
    ...{ sort, isDescending: order === 'down', from, limit: ASKED_ROWS },
  };
  const { value, code } = useFeed<RoomsReading>('rooms.page', asked);
  const isFiltered = search !== '' || type !== '' || player !== '' || isLocked !== '' || minutesOpen !== '';
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
        <select
          value={isLocked}
          onChange={(event) => setQuery({ isLocked: event.currentTarget.value })}
          aria-label={TEXTS.rooms.locked}
        >
          <option value="">{`${TEXTS.rooms.locked}: ${TEXTS.common.any}`}</option>
          <option value="true">{`${TEXTS.rooms.locked}: ${TEXTS.common.yes}`}</option>
          <option value="false">{`${TEXTS.rooms.locked}: ${TEXTS.common.no}`}</option>
        </select>
        <select
          value={minutesOpen}
          onChange={(event) => setQuery({ minutesOpen: event.currentTarget.value })}
          aria-label={TEXTS.rooms.age}
        >
          <option value="">{`${TEXTS.rooms.age}: ${TEXTS.common.any}`}</option>
          {TEXTS.rooms.ages.map(([minutes, text]) => (
            <option key={minutes} value={minutes}>
              {text}
            </option>
          ))}
        </select>
      </form>
      {value?.silent !== undefined && (
        <p class="banner" role="status">
          {TEXTS.rooms.silent(value.silent)}
        </p>
      )}
      {code !== undefined && value === undefined && <Failed error={{ code, message: TEXTS.frame.failed }} />}
      {value === undefined && code === undefined && <Loading />}
      {value?.total === 0 && <Empty text={isFiltered ? TEXTS.rooms.nothingFound : TEXTS.rooms.empty} />}
      {value !== undefined && value.total > 0 && (
        <VirtualRows
          {...{ columns, from, sort, order }}
          reading={value}
          label={TEXTS.rooms.total(value.total)}
          look={columns.some(({ key }) => key === 'node') ? 'many' : ''}
          onFrom={setFrom}
        />
      )}
    </>
  );
}
