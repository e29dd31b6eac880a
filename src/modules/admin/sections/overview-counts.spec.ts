import { Logger } from '@nestjs/common';
import { ErrorBook } from '../../../core/observability/error-book.js';
import { MetricsRegistry } from '../../../core/observability/metrics-registry.js';
import type { LoadedChart, SectionRegistry } from '../frame/section-registry.js';
import { OverviewCounts } from './overview-counts.js';

function countsOf(...charts: LoadedChart[]): OverviewCounts {
  return new OverviewCounts(new MetricsRegistry(), new ErrorBook(), { charts } as unknown as SectionRegistry);
}

describe(OverviewCounts.name, () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });

  it('leaves out a chart that fails, and what is no number', () => {
    const fails: LoadedChart = {
      ...{ id: 'a.b', title: 'A' },
      read() {
        throw new Error('It has no numbers today.');
      },
    };
    const odd: LoadedChart = { id: 'c.d', title: 'C', read: (): unknown => ({ one: 1, text: '1', none: NaN }) };
    expect(countsOf(fails, odd).ofModules()).toEqual({ 'c.d:one': 1 });
  });

  it('takes eight lines of a chart', () => {
    const lines = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`line ${index}`, index]));
    const read = (): unknown => lines;
    expect(Object.keys(countsOf({ id: 'a.b', title: 'A', read }).ofModules())).toHaveLength(8);
  });
});
