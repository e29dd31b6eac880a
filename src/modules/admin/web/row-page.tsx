import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { SectionView } from '../../../core/console/console-views.js';
import { Acts } from './acts.js';
import { addressOf } from './api.js';
import { Details, useFacts } from './details.js';
import { Link } from './ui.js';

/** One row of a section: its details, and what can be done about it. */
export function RowPage({ section, id }: { section: SectionView; id: string }): JSX.Element {
  const [turn, setTurn] = useState(0);
  const [facts, learn] = useFacts();
  const parts = section.parts.filter(({ on }) => on === 'row');
  return (
    <>
      <p>
        <Link to={section.id}>{section.title}</Link>
      </p>
      <div class="title">
        <h1>
          {section.title}: <bdi>{id}</bdi>
        </h1>
        <FileLinks section={section} id={id} />
        <Acts
          section={section.id}
          parts={parts}
          target={{ known: { id }, name: id }}
          of={facts}
          done={() => setTurn((last) => last + 1)}
        />
      </div>
      {parts
        .filter(({ kind, isFile }) => kind === 'details' && isFile !== true)
        .map((part) => (
          <Details
            key={`${part.id}.${turn}`}
            section={section.id}
            id={part.id}
            title={part.title}
            query={{ id }}
            onValue={learn}
          />
        ))}
    </>
  );
}

/** Links to the files of a row. */
export function FileLinks({ section, id }: { section: SectionView; id: string }): JSX.Element {
  const files = section.parts.filter(({ on, isFile }) => on === 'row' && isFile === true);
  return (
    <>
      {files.map(({ id: part, title }) => (
        <a key={part} class="button" download href={addressOf(`${section.id}/${part}`, { id })}>
          {title}
        </a>
      ))}
    </>
  );
}
