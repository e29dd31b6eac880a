import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { ColumnView, RowsView } from '../../../core/console/console-views.js';
import type { PageProps } from './app.js';
import { setQuery, useFeed, useSettled } from './hooks.js';
import { RecordingPage } from './recording.js';
import { TEXTS } from './texts.js';
import { Empty, Failed, Loading, SearchField } from './ui.js';
import { ASKED_ROWS, VirtualRows } from './virtual-rows.js';

interface RecordingsReading extends RowsView {
  readonly total: number;
  readonly types: readonly string[];
}

/** The list of recordings, or one of them. */
export function Page({ section, place }: PageProps): JSX.Element {
  const [, id] = place.parts;
  if (id !== undefined) return <RecordingPage id={id} section={section} query={place.query} />;
  const columns = section.parts.find(({ kind }) => kind === 'table')?.columns ?? [];
  return <RecordingList columns={columns} query={place.query} title={section.title} />;
}

interface ListProps {
  readonly columns: readonly ColumnView[];
  readonly query: PageProps['place']['query'];
  readonly title: string;
}

function RecordingList({ columns, query, title }: ListProps): JSX.Element {
  const [from, setFrom] = useState(0);
  const { search = '', type = '', state = '', sort = 'startedAt', order = 'down' } = query;
  const filter = useSettled(search);
  const asked = {
    ...(filter !== '' && { search: filter }),
    ...(type !== '' && { type }),
    ...(state !== '' && { state }),
    ...{ sort, isDescending: order === 'down', from, limit: ASKED_ROWS },
  };
  const { value, code } = useFeed<RecordingsReading>('recordings.page', asked);
  const isFiltered = search !== '' || type !== '' || state !== '';
  const shown = value && { ...value, rows: value.rows.map(inWords) };
  return (
    <>
      <div class="title">
        <h1>{title}</h1>
        <span class="soft" aria-live="off">
          {value && TEXTS.recordings.total(value.total)}
        </span>
      </div>
      <form class="filters" role="search" onSubmit={(event) => event.preventDefault()}>
        <SearchField value={search} onText={(text) => setQuery({ search: text })} label={TEXTS.recordings.filter} />
        <Choice name="type" value={type} all={TEXTS.recordings.all} label={TEXTS.recordings.type}>
          {value?.types.map((each) => [each, each])}
        </Choice>
        <Choice
          name="state"
          value={state}
          all={`${TEXTS.recordings.state}: ${TEXTS.common.any}`}
          label={TEXTS.recordings.state}
        >
          {Object.entries(TEXTS.recordings.states)}
        </Choice>
      </form>
      {code !== undefined && value === undefined && <Failed error={{ code, message: TEXTS.frame.failed }} />}
      {value === undefined && code === undefined && <Loading />}
      {value?.total === 0 && <Empty text={isFiltered ? TEXTS.recordings.nothingFound : TEXTS.recordings.empty} />}
      {shown !== undefined && shown.total > 0 && (
        <VirtualRows
          {...{ columns, from, sort, order }}
          reading={shown}
          label={TEXTS.recordings.total(shown.total)}
          look="recordings"
          onFrom={setFrom}
        />
      )}
    </>
  );
}

function inWords(row: RowsView['rows'][number]): RowsView['rows'][number] {
  // The name of a file without a time leads to its page too.
  const { id, startedAt, state, ended, contract, isOfThisContract } = row;
  const file = TEXTS.recordings.states[String(state)] ?? String(state);
  return {
    ...row,
    recording: id,
    startedAt: startedAt ?? id,
    state: typeof ended === 'string' ? `${file}, ${ended}` : file,
    contract: contract === null || isOfThisContract !== true ? contract : TEXTS.recordings.thisContract,
  };
}

interface ChoiceProps {
  readonly name: string;
  readonly value: string;
  readonly all: string;
  readonly label: string;
  readonly children: readonly (readonly [value: string, text: string])[] | undefined;
}

function Choice({ name, value, all, label, children }: ChoiceProps): JSX.Element {
  return (
    <select value={value} onChange={(event) => setQuery({ [name]: event.currentTarget.value })} aria-label={label}>
      <option value="">{all}</option>
      {children?.map(([each, text]) => (
        <option key={each} value={each}>
          {text}
        </option>
      ))}
    </select>
  );
}
