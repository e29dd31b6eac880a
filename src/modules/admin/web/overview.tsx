import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type UPlot from 'uplot';
import type { ChartView, StartView } from '../../../core/console/console-views.js';
import type { PageProps } from './app.js';
import { useFeed, useRead } from './hooks.js';
import { NodeChoice } from './node-choice.js';
import { axes, Plot, type PlotSize } from './plot.js';
import { TEXTS } from './texts.js';
import { colourOf } from './theme.js';
import { bytesText, Card, Empty, Failed, Link, Loading, Time } from './ui.js';

type Sample = Readonly<Record<string, number>>;

/** What else there is of each node. */
const OF_A_NODE = ['logs', 'errors'];
const HEIGHT = 120;
const KIB = 1_024;
const MIB = 1_048_576;
const KEPT = 720;
const MS_PER_S = 1_000;
const HOUR_MS = 3_600_000;
const DASHES = [4, 4];
const COLOURS = ['--accent', '--client', '--number', '--server', '--bits-ink'];
/** How many of the last marks are told in words. */
const TOLD = 8;
/** What marks a moment on all charts. */
const MARKS = { restart: '--soft', deploy: '--accent', error: '--danger' };

interface Mark {
  readonly at: number;
  readonly kind: keyof typeof MARKS;
  /** The node that has started, where there are several; how many errors there were. */
  readonly of?: string | number | undefined;
}

interface LastHour {
  readonly samples: readonly Sample[];
  readonly charts: readonly ChartView[];
  readonly starts: readonly StartView[];
}

interface Now {
  readonly latest: Sample | null;
  readonly types: Readonly<Record<string, { readonly rooms: number; readonly players: number }>>;
  /** When the node has started: another time after a restart. */
  readonly startedAt: number;
}

/** A chart of the page. */
interface Drawn {
  readonly id: string;
  readonly title: string;
  readonly lines: readonly (readonly [string, string])[];
  readonly of?: (value: number) => number;
}

/** One line for each number whose name begins with the chart's id and a colon, the highest first. */
function linesOf(id: string, samples: readonly Sample[]): readonly (readonly [string, string])[] {
  const sums = new Map<string, number>();
  for (const sample of samples)
    for (const [name, value] of Object.entries(sample))
      if (name.startsWith(`${id}:`)) sums.set(name, (sums.get(name) ?? 0) + value);
  const highest = [...sums].sort(([, one], [, other]) => other - one).slice(0, COLOURS.length);
  return highest.map(([name]) => [name, name.slice(id.length + 1)]);
}

const CHARTS: readonly (Omit<Drawn, 'id' | 'title'> & { readonly id: keyof typeof TEXTS.overview.charts })[] = [
  {
    id: 'sessions',
    lines: [
      ['sessions', 'all'],
      ['connections', 'connected'],
      ['held', 'held'],
    ],
  },
  { id: 'rooms', lines: [['rooms', 'rooms']] },
  { id: 'messages', lines: [['messages', 'messages']] },
  {
    id: 'bytes',
    lines: [
      ['bytesIn', 'in'],
      ['bytesOut', 'out'],
    ],
    of: (bytes) => bytes / KIB,
  },
  { id: 'cpu', lines: [['cpu', '%']] },
  { id: 'memory', lines: [['memory', 'MiB']], of: (bytes) => bytes / MIB },
  { id: 'lag', lines: [['lag', 'ms']] },
  {
    id: 'tick',
    lines: [
      ['tickP50', 'p50'],
      ['tickP99', 'p99'],
    ],
  },
  {
    id: 'database',
    lines: [
      ['databaseCalls', 'calls'],
      ['databaseFailures', 'failures'],
    ],
  },
];

/** How the server is doing: numbers of now, and charts of the last hour with one cursor over all. */
export function Page({ section, me, place }: PageProps): JSX.Element {
  const { node } = place.query;
  return <Overview key={node ?? ''} {...{ section, me, place }} query={node === undefined ? {} : { node }} />;
}

function Overview({ section, me, place, query }: PageProps & { query: { readonly node?: string } }): JSX.Element {
  const { value, error, again } = useRead<LastHour>(`${section.id}/history`, query);
  const { value: now } = useFeed<Now>('overview.now', query);
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    const { samples: read = [] } = value ?? {};
    // What a page has seen before a restart it keeps.
    setSamples((old) => [...old.filter(({ at = 0 }) => at < (read[0]?.at ?? Infinity)), ...read].slice(-KEPT));
  }, [value]);
  useEffect(() => {
    const latest = now?.latest;
    if (latest && latest.at !== samples.at(-1)?.at) setSamples((old) => [...old, latest].slice(-KEPT));
  }, [now]);
  const startedAt = now?.startedAt;
  useEffect(() => {
    if (startedAt !== undefined) again();
  }, [startedAt]);
  if (error && samples.length === 0) return <Failed error={error} again={again} />;
  const latest = samples.at(-1);
  const marks = marksOf(value?.starts ?? [], samples);
  const charts: readonly Drawn[] = [
    ...CHARTS.map((chart) => ({ ...chart, title: TEXTS.overview.charts[chart.id] })),
    ...[{ id: 'refusals', title: TEXTS.overview.refusals }, ...(value?.charts ?? [])].map(({ id, title }) => ({
      ...{ id, title, lines: linesOf(id, samples) },
    })),
  ];
  return (
    <>
      <div class="title">
        <h1>{section.title}</h1>
        {me.server.node !== undefined && (
          <form class="filters" onSubmit={(event) => event.preventDefault()}>
            <NodeChoice place={place} />
            {me.sections
              .filter(({ id }) => OF_A_NODE.includes(id))
              .map(({ id, title }) => (
                <Link key={id} to={`${id}${location.search}`}>
                  {title}
                </Link>
              ))}
          </form>
        )}
      </div>
      {value === undefined && <Loading />}
      {latest && <Numbers latest={latest} />}
      {samples.length < 2 ? (
        <Empty text={TEXTS.overview.empty} />
      ) : (
        <div class="charts">
          {charts.map((chart) => (
            <Chart key={`${chart.id} ${chart.lines.map(([name]) => name).join(' ')}`} {...{ chart, samples, marks }} />
          ))}
        </div>
      )}
      {marks.length > 0 && <Marks marks={marks} />}
      <Card title={TEXTS.overview.types}>
        {Object.keys(now?.types ?? {}).length === 0 ? (
          <Empty text={TEXTS.rooms.empty} />
        ) : (
          <table class="grid">
            <tbody>
              {Object.entries(now?.types ?? {}).map(([type, { rooms, players }]) => (
                <tr key={type} data-row>
                  <td data-label="Type">
                    <Link to={`rooms?type=${encodeURIComponent(type)}`}>{type}</Link>
                  </td>
                  <td data-label="Rooms" class="number">{`${rooms.toLocaleString()} rooms`}</td>
                  <td data-label="Players" class="number">{`${players.toLocaleString()} players`}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Card>
    </>
  );
}

function Numbers({ latest }: { latest: Sample }): JSX.Element {
  const number = (name: string, digits = 0): string =>
    (latest[name] ?? 0).toLocaleString(undefined, { maximumFractionDigits: digits });
  const tiles: readonly (readonly [string, string])[] = [
    ['Sessions', number('sessions')],
    ['Rooms', number('rooms')],
    ['Messages/s', number('messages')],
    ['CPU', `${number('cpu', 1)} %`],
    ['Memory', bytesText(latest.memory ?? 0)],
    ['Tick p99', `${number('tickP99', 2)} ms`],
    ['Patches sent', (latest.overload ?? 1) > 1 ? `1 in ${number('overload')}` : 'all'],
  ];
  return (
    <dl class="tiles">
      {tiles.map(([name, text]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What all charts mark, in words: the latest first. */
function Marks({ marks }: { marks: readonly Mark[] }): JSX.Element {
  return (
    <Card title={TEXTS.overview.marks}>
      <table class="grid">
        <tbody>
          {marks
            .slice(-TOLD)
            .reverse()
            .map(({ at, kind, of }) => (
              <tr key={`${kind} ${at}`} data-row>
                <td data-label="Time">
                  <Time at={at} />
                </td>
                <td data-label="What">
                  <span class={`mark ${kind}`} /> {TEXTS.overview.mark[kind]} {of}
                </td>
              </tr>
            ))}
        </tbody>
      </table>
    </Card>
  );
}

function marksOf(starts: readonly StartView[], samples: readonly Sample[]): readonly Mark[] {
  const errors = samples.filter(({ errors: count = 0 }) => count > 0);
  return [
    ...starts.map(({ at, kind, node }): Mark => ({ at, kind, of: node })),
    ...errors.map(({ at = 0, errors: count }): Mark => ({ at, kind: 'error', of: count })),
  ].sort((one, other) => one.at - other.at);
}

interface ChartProps {
  readonly chart: Drawn;
  readonly samples: readonly Sample[];
  readonly marks: readonly Mark[];
}

function Chart({ chart, samples, marks }: ChartProps): JSX.Element {
  const marked = useRef(marks);
  marked.current = marks;
  const { title } = chart;
  const data = useMemo(() => dataOf(chart, samples), [samples, marks.length]);
  return <Plot {...{ title, data }} height={HEIGHT} optionsOf={(size) => optionsOf(chart, size, marked)} />;
}

function dataOf({ lines, of = (value) => value }: Drawn, samples: readonly Sample[]): UPlot.AlignedData {
  return [
    samples.map(({ at = 0 }) => at / MS_PER_S),
    ...lines.map(([name]) => samples.map((sample) => of(sample[name] ?? 0))),
  ];
}

/** Lines from top to bottom, where something has happened. */
function drawMarks(plot: UPlot, marks: readonly Mark[]): void {
  const { ctx, bbox } = plot;
  ctx.save();
  for (const { at, kind } of marks) {
    const x = Math.round(plot.valToPos(at / MS_PER_S, 'x', true));
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.strokeStyle = colourOf(MARKS[kind]);
    ctx.setLineDash(kind === 'error' ? [] : DASHES);
    ctx.beginPath();
    ctx.moveTo(x, bbox.top);
    ctx.lineTo(x, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}

function optionsOf({ lines }: Drawn, size: PlotSize, marks: { readonly current: readonly Mark[] }): UPlot.Options {
  const colours = COLOURS.map(colourOf);
  // A start lies before the first reading; more than an hour is not shown.
  const firstOf = (min: number, max: number): number =>
    Math.max(max - HOUR_MS / MS_PER_S, Math.min(min, (marks.current[0]?.at ?? Infinity) / MS_PER_S));
  return {
    ...size,
    cursor: { sync: { key: 'overview' }, y: false },
    // A line that has come of itself says what it is.
    legend: { show: lines.length > 1 || lines.some(([name]) => name.includes(':')) },
    scales: {
      x: { range: (_plot, min, max) => [firstOf(min, max), max] },
      y: { range: (_plot, _min, max) => [0, Math.max(1, max * 1.1)] },
    },
    hooks: { draw: [(plot) => drawMarks(plot, marks.current)] },
    axes: axes(),
    series: [
      {},
      ...lines.map(([, label], index) => ({
        label,
        stroke: colours[index] ?? '',
        width: 1.5,
        points: { show: false },
      })),
    ],
  };
}
