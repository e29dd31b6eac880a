import type { JSX } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import UPlot from 'uplot';
import { colourOf, isDark } from './theme.js';

/** In pixels. */
export interface PlotSize {
  readonly width: number;
  readonly height: number;
}

/** The axes of all charts, in the colours of the theme. */
export function axes(): UPlot.Axis[] {
  const axis = { stroke: colourOf('--soft'), grid: { stroke: colourOf('--line'), width: 1 }, ticks: { show: false } };
  return [
    { ...axis, space: 60 },
    { ...axis, size: 52 },
  ];
}

interface PlotProps {
  readonly title: string;
  readonly data: UPlot.AlignedData;
  readonly height: number;
  /** Asked again when the theme changes: colours are the theme's. */
  readonly optionsOf: (size: PlotSize) => UPlot.Options;
}

/** A chart as wide as its place. */
export function Plot({ title, data, height, optionsOf }: PlotProps): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  const plot = useRef<UPlot | undefined>(undefined);
  const [theme, setTheme] = useState(isDark);
  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const made = new UPlot(optionsOf({ width: element.clientWidth, height }), data, element);
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    const onTheme = (): void => setTheme(isDark());
    addEventListener('themechange', onTheme);
    return () => {
      removeEventListener('themechange', onTheme);
      observer.disconnect();
      made.destroy();
    };
  }, [theme]);
  useEffect(() => plot.current?.setData(data), [data]);
  return (
    <figure class="card chart">
      <figcaption>{title}</figcaption>
      <div ref={place} role="img" aria-label={title} />
    </figure>
  );
}
