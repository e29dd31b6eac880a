import type { JSX } from 'preact';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type UPlot from 'uplot';
import { axes, Plot, type PlotSize } from './plot.js';
import { TEXTS } from './texts.js';
import { colourOf } from './theme.js';

const HEIGHT = 120;
const EVERY_MS = 1_000;
/** Five minutes. */
const KEPT = 300;

interface Reading {
  readonly atS: number;
  readonly tickMs: number;
}

/** What the room's ticks take, since the page was opened: kept by the page alone. */
export function RoomTicks({ tickMs }: { tickMs: number }): JSX.Element | null {
  const latest = useRef(tickMs);
  latest.current = tickMs;
  const [readings, setReadings] = useState<readonly Reading[]>([]);
  useEffect(() => {
    const take = (): void => {
      // A hidden tab is told nothing.
      if (document.hidden) return;
      setReadings((old) =>
        [...old, { atS: (performance.timeOrigin + performance.now()) / 1_000, tickMs: latest.current }].slice(-KEPT),
      );
    };
    take();
    const timer = setInterval(take, EVERY_MS);
    return () => clearInterval(timer);
  }, []);
  const data = useMemo<UPlot.AlignedData>(
    () => [readings.map(({ atS }) => atS), readings.map((reading) => reading.tickMs)],
    [readings],
  );
  return readings.length < 2 ? null : (
    <Plot title={TEXTS.rooms.ticks} data={data} height={HEIGHT} optionsOf={optionsOf} />
  );
}

function optionsOf(size: PlotSize): UPlot.Options {
  return {
    ...size,
    cursor: { y: false },
    legend: { show: false },
    // A room that takes no time is at the bottom, not in the middle.
    scales: { y: { range: (_plot, _min, max) => [0, max > 0 ? max * 1.1 : 1] } },
    axes: axes(),
    series: [{}, { label: 'ms', stroke: colourOf('--accent'), width: 1.5, points: { show: false } }],
  };
}
