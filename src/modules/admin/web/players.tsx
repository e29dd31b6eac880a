import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { MeView, SectionView } from '../../../core/console/console-views.js';
import { Acts } from './acts.js';
import type { PageProps } from './app.js';
import { setQuery, useRead, useSettled } from './hooks.js';
import { Details } from './details.js';
import { PagedTable } from './tables.js';
import { TEXTS } from './texts.js';
import { Card, Data, Empty, Failed, Link, Loading, SearchField } from './ui.js';

/** Finds players, or shows one. */
export function Page({ section, me, place }: PageProps): JSX.Element {
  const [, id] = place.parts;
  if (id !== undefined) return <Player id={id} section={section} me={me} />;
  return <PlayerList section={section} query={place.query} />;
}

function PlayerList({ section, query }: { section: SectionView; query: PageProps['place']['query'] }): JSX.Element {
  const { search = '', only = '' } = query;
  const settled = useSettled(search);
  const table = section.parts.find(({ kind }) => kind === 'table');
  const asked = { ...(settled !== '' && { search: settled }), ...(only !== '' && { only }) };
  return (
    <>
      <h1>{section.title}</h1>
      <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <SearchField value={search} onText={(text) => setQuery({ search: text })} label={TEXTS.players.filter} />
        <select
          value={only}
          onChange={(event) => setQuery({ only: event.currentTarget.value })}
          aria-label={section.title}
        >
          <option value="">{TEXTS.players.all}</option>
          <option value="online">{TEXTS.players.online}</option>
          <option value="banned">{TEXTS.players.banned}</option>
        </select>
      </form>
      {table && <PagedTable section={section.id} part={table} query={asked} empty={TEXTS.players.empty} />}
    </>
  );
}

/** All that is known of one player, each module's panel included. */
function Player({ id, section, me }: { id: string; section: SectionView; me: MeView }): JSX.Element {
  const { value, error, again } = useRead<{ account: { displayName: string } } | null>(`${section.id}/account`, { id });
  const [turn, setTurn] = useState(0);
  const done = (): void => {
    again();
    setTurn((last) => last + 1);
  };
  const panels = me.sections.flatMap(({ id: of, parts }) =>
    parts.filter(({ kind, on }) => kind === 'details' && on === 'player').map((part) => ({ of, part })),
  );
  const back = (
    <p>
      <Link to="players">{section.title}</Link>
    </p>
  );
  if (error)
    return (
      <>
        {back}
        <Failed error={error} again={again} />
      </>
    );
  if (value === undefined) return <Loading />;
  if (value === null)
    return (
      <>
        {back}
        <Empty text={TEXTS.players.gone} />
      </>
    );
  const name = value.account.displayName;
  return (
    <>
      {back}
      <div class="title">
        <h1>
          <bdi>{name}</bdi>
        </h1>
        {me.sections.map(({ id: of, parts }) => (
          <Acts
            key={of}
            section={of}
            parts={parts.filter(({ on }) => on === 'player')}
            target={{ known: { id }, name }}
            of={value.account}
            done={done}
          />
        ))}
      </div>
      <p class="soft">{TEXTS.players.readOnly}</p>
      <Card title="Account">
        <Data value={value.account} />
      </Card>
      {panels.map(({ of, part }) => (
        <Details key={`${of}.${part.id}.${turn}`} section={of} id={part.id} title={part.title} query={{ id }} />
      ))}
    </>
  );
}
