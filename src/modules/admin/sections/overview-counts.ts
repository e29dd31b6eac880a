import { Injectable, Logger } from '@nestjs/common';
import { ErrorBook } from '../../../core/observability/error-book.js';
import { MetricsRegistry } from '../../../core/observability/metrics-registry.js';
import { SectionRegistry, type LoadedChart } from '../frame/section-registry.js';

/** How many lines a chart has at most. */
export const MAX_LINES = 8;
/** What stands before the code in the name of a count of refusals. */
export const REFUSAL = 'refusals:';

/** A metric as prom-client reads it. */
interface Reading {
  readonly value: number;
  readonly labels: Readonly<Record<string, string | number | undefined>>;
  readonly metricName?: string;
}

/** What the server has counted since it started, and what other modules' charts show at this moment. */
@Injectable()
export class OverviewCounts {
  private readonly logger = new Logger('Admin');
  /** Charts that have failed: each is logged once. */
  private readonly failed = new Set<string>();

  constructor(
    private readonly metrics: MetricsRegistry,
    private readonly errors: ErrorBook,
    private readonly sections: SectionRegistry,
  ) {}

  /** What is counted, by name. */
  async read(): Promise<Record<string, number>> {
    const { user, system } = process.cpuUsage();
    const refusals = await this.values('godwit_refusals_total');
    const counts: Record<string, number> = {
      cpuSeconds: (user + system) / 1_000_000,
      connections: sum(await this.values('godwit_connections')),
      held: sum(await this.values('godwit_sessions_held')),
      messages: sum(await this.values('godwit_messages_total')),
      bytesIn: sum(await this.values('godwit_bytes_received_total')),
      bytesOut: sum(await this.values('godwit_bytes_sent_total')),
      refusals: sum(refusals),
      errors: this.errors.total,
      overload: sum(await this.values('godwit_patch_divisor')),
      databaseFailures: sum(await this.values('godwit_storage_failures_total')),
      databaseCalls: sum(
        (await this.values('godwit_storage_seconds')).filter(({ metricName }) => metricName?.endsWith('_count')),
      ),
    };
    for (const { value, labels } of refusals) counts[`${REFUSAL}${labels.code ?? ''}`] = value;
    for (const { value, labels, metricName } of await this.values('godwit_tick_seconds'))
      if (metricName?.endsWith('_bucket') === true) counts[`tick ${labels.le ?? ''}`] = value;
    return counts;
  }

  /** What the charts of other modules show: `<chart>:<line>`. One that fails is left out. */
  ofModules(): Record<string, number> {
    const numbers: Record<string, number> = {};
    for (const chart of this.sections.charts)
      for (const [line, value] of this.linesOf(chart).slice(0, MAX_LINES))
        if (typeof value === 'number' && Number.isFinite(value)) numbers[`${chart.id}:${line}`] = value;
    return numbers;
  }

  private linesOf(chart: LoadedChart): [string, unknown][] {
    try {
      return Object.entries(chart.read() as object);
    } catch (error) {
      if (!this.failed.has(chart.id)) this.logger.warn({ err: error, chart: chart.id }, 'A chart cannot be read.');
      this.failed.add(chart.id);
      return [];
    }
  }

  private async values(name: string): Promise<readonly Reading[]> {
    const metric = this.metrics.registry.getSingleMetric(name);
    return metric === undefined ? [] : (await metric.get()).values;
  }
}

function sum(readings: readonly Reading[]): number {
  return readings.reduce((total, { value }) => total + value, 0);
}
