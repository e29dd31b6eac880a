import type { JSX } from 'preact';
import type { SectionView } from '../../../core/console/console-views.js';
import { ActButton } from './acts.js';
import { useRead } from './hooks.js';
import { PagedTable } from './tables.js';
import { Card, Data, Empty, Failed, Loading } from './ui.js';

/** The page of a section that has no script of its own: its tables, its details, its acts. */
export function SectionPage({ section }: { section: SectionView }): JSX.Element {
  const own = section.parts.filter(({ on }) => on === 'section');
  const onRow = section.parts.filter(({ kind, on }) => kind === 'act' && on === 'row');
  const acts = own.filter(({ kind }) => kind === 'act');
  return (
    <>
      <div class="title">
        <h1>{section.title}</h1>
        {acts.map((part) => (
          <ActButton key={part.id} section={section.id} part={part} target={{ known: {}, name: section.title }} />
        ))}
      </div>
      {own
        .filter(({ kind }) => kind === 'table')
        .map((part) => (
          <PagedTable key={part.id} section={section.id} part={part} query={{}} acts={onRow} />
        ))}
      {own
        .filter(({ kind }) => kind === 'details')
        .map((part) => (
          <Details key={part.id} section={section.id} id={part.id} title={part.title} />
        ))}
    </>
  );
}

/** Details as a card. With a query it is a panel, which is left out when it has nothing to tell. */
export function Details({
  section,
  id,
  title,
  query,
}: {
  section: string;
  id: string;
  title: string;
  query?: object;
}): JSX.Element | null {
  const { value, error, again } = useRead<object | null>(`${section}/${id}`, query);
  if (error !== undefined)
    return (
      <Card title={title}>
        <Failed error={error} again={again} />
      </Card>
    );
  if (value === null)
    return query === undefined ? (
      <Card title={title}>
        <Empty />
      </Card>
    ) : null;
  return <Card title={title}>{value === undefined ? <Loading /> : <Data value={value} />}</Card>;
}
