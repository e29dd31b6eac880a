import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import UPlot from 'uplot';
import type { PageProps } from './app.js';
import { useFeed, useRead } from './hooks.js';
import { NodeChoice } from './node-choice.js';
import { TEXTS } from './texts.js';
import { colourOf, isDark } from './theme.js';
import { bytesText, Card, Empty, Failed, Link, Loading } from './ui.js';

type Sample = Readonly<Record<string, number>>;

/** What else there is of each node. */
const OF_A_NODE = ['logs', 'errors'];
const HEIGHT = 120;
const MIB = 1_048_576;
const KEPT = 720;

interface ChartView {
  readonly id: keyof typeof TEXTS.overview.charts;
  readonly lines: readonly (readonly [string, string])[];
  readonly of?: (value: number) => number;
}

const CHARTS: readonly ChartView[] = [
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
  { id: 'refusals', lines: [['refusals', 'refusals']] },
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
  const { value, error, again } = useRead<{ samples: readonly Sample[] }>(`${section.id}/history`, query);
  const { value: now } = useFeed<{ latest: Sample | null; types: Record<string, { rooms: number; players: number }> }>(
    'overview.now',
    query,
  );
  const [samples, setSamples] = useState<readonly Sample[]>([]);
  useEffect(() => {
    if (value) setSamples(value.samples);
  }, [value]);
  useEffect(() => {
    const latest = now?.latest;
    if (latest && latest.at !== samples.at(-1)?.at) setSamples((old) => [...old, latest].slice(-KEPT));
  }, [now]);
  if (error && samples.length === 0) return <Failed error={error} again={again} />;
  const latest = samples.at(-1);
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
          {CHARTS.map((chart) => (
            <Chart key={chart.id} chart={chart} samples={samples} />
          ))}
        </div>
      )}
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

function Chart({ chart, samples }: { chart: ChartView; samples: readonly Sample[] }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | undefined>(undefined);
  const [theme, setTheme] = useState(isDark);
  const data = dataOf(chart, samples);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const made = new UPlot(optionsOf(chart, element.clientWidth), data, element);
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: HEIGHT }));
    observer.observe(element);
    const onTheme = (): void => setTheme(isDark());
    addEventListener('themechange', onTheme);
    return () => {
      removeEventListener('themechange', onTheme);
      observer.disconnect();
      made.destroy();
    };
  }, [theme]);
  useEffect(() => plot.current?.setData(data), [samples]);
  const title = TEXTS.overview.charts[chart.id];
  return (
    <figure class="card chart">
      <figcaption>{title}</figcaption>
      <div ref={place} role="img" aria-label={title} />
    </figure>
  );
}

function dataOf({ lines, of = (value) => value }: ChartView, samples: readonly Sample[]): UPlot.AlignedData {
  return [
    samples.map(({ at = 0 }) => at / 1_000),
    ...lines.map(([name]) => samples.map((sample) => of(sample[name] ?? 0))),
  ];
}

function optionsOf({ lines }: ChartView, width: number): UPlot.Options {
  const colours = ['--accent', '--client', '--number'].map(colourOf);
  const axis = { stroke: colourOf('--soft'), grid: { stroke: colourOf('--line'), width: 1 }, ticks: { show: false } };
  return {
    width,
    height: HEIGHT,
    cursor: { sync: { key: 'overview' }, y: false },
    legend: { show: lines.length > 1 },
    scales: { y: { range: (_plot, _min, max) => [0, Math.max(1, max * 1.1)] } },
    axes: [
      { ...axis, space: 80 },
      { ...axis, size: 52 },
    ],
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
