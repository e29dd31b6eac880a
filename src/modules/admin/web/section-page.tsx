import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { PartView, SectionView } from '../../../core/console/console-views.js';
import { Acts } from './acts.js';
import { Details, useFacts } from './details.js';
import { Filters, queryOf } from './filters.js';
import { useSettled, type Place } from './hooks.js';
import { RowPage } from './row-page.js';
import { PagedTable } from './tables.js';

/** The page of a section that has no script of its own: its tables, its details, its acts; and the page of one row. */
export function SectionPage({ section, place }: { section: SectionView; place: Place }): JSX.Element {
  const [turn, setTurn] = useState(0);
  const [facts, learn] = useFacts();
  const own = section.parts.filter(({ on }) => on === 'section');
  const ofRow = section.parts.filter(({ on }) => on === 'row');
  const hasRows = ofRow.some(({ kind }) => kind === 'details');
  const [, id] = place.parts;
  if (id !== undefined && hasRows) return <RowPage section={section} id={id} />;
  const tables = own.filter(({ kind }) => kind === 'table');
  return (
    <>
      <div class="title">
        <h1>{section.title}</h1>
        <Acts
          section={section.id}
          parts={own}
          target={{ known: {}, name: section.title }}
          of={facts}
          done={() => setTurn((last) => last + 1)}
        />
      </div>
      {own
        .filter(({ kind }) => kind === 'details')
        .map((part) => (
          <Details key={`${part.id}.${turn}`} section={section.id} id={part.id} title={part.title} onValue={learn} />
        ))}
      {tables.map((part) => (
        <FilteredTable
          key={`${part.id}.${turn}`}
          section={section}
          part={part}
          place={place}
          acts={hasRows ? [] : ofRow}
          isTitled={tables.length > 1}
          {...(hasRows && { rowsAt: section.id })}
        />
      ))}
    </>
  );
}

interface FilteredProps {
  readonly section: SectionView;
  readonly part: PartView;
  readonly place: Place;
  readonly acts: readonly PartView[];
  readonly isTitled: boolean;
  readonly rowsAt?: string;
}

function FilteredTable({ section, part, place, acts, isTitled, rowsAt }: FilteredProps): JSX.Element {
  const text = useSettled(JSON.stringify(queryOf(part.fields, place.query)));
  return (
    <>
      {isTitled && <h2>{part.title}</h2>}
      <Filters fields={part.fields} place={place} />
      <PagedTable
        section={section.id}
        part={part}
        query={JSON.parse(text) as object}
        acts={acts}
        {...(rowsAt !== undefined && { rowsAt })}
      />
    </>
  );
}
