import { Injectable } from '@nestjs/common';
import { Counter, Histogram, type CounterConfiguration } from 'prom-client';
import { MetricsRegistry } from '../observability/metrics-registry.js';
import type { SessionLink } from '../sessions/session-link.js';

/** One in this many messages is timed. */
const SAMPLE_EVERY = 16;
const SECONDS_PER_MS = 0.001;
const HANDLING_BUCKETS_SECONDS = [0.000_01, 0.000_05, 0.000_1, 0.000_5, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];

/** A route with the counter it keeps itself. */
export interface CountedRoute {
  readonly name: string;
  readonly count: number;
}

/** The gateway's metrics. The hot path increments plain fields; Prometheus counters are filled from them when scraped. */
@Injectable()
export class GatewayMetrics {
  private readonly refusals = new Map<string, number>();
  private readonly closes = new Map<number, number>();
  private readonly handling: Histogram;
  private routes: readonly CountedRoute[] = [];
  private readonly links = new Set<SessionLink>();
  private bytesIn = 0;
  private bytesOut = 0;
  private opened = 0;
  private closed = 0;
  private sinceSample = 0;

  constructor(private readonly metrics: MetricsRegistry) {
    metrics.gauge('godwit_connections', 'Open game connections.', () => this.opened - this.closed);
    this.counter('godwit_connections_opened_total', 'Game connections ever opened.', [], (add) => add(this.opened));
    this.counter('godwit_connections_closed_total', 'Game connections closed, by close code.', ['code'], (add) => {
      for (const [code, count] of this.closes) add(count, { code: String(code) });
    });
    const read = (name: 'bytesIn' | 'bytesOut') => (): number => this.bytes(name);
    metrics.count('godwit_bytes_received_total', 'Bytes read from the sockets of clients.', read('bytesIn'));
    metrics.count('godwit_bytes_sent_total', 'Bytes written to the sockets of clients.', read('bytesOut'));
    this.counter('godwit_messages_total', 'Messages that reached a route, by message class.', ['message'], (add) => {
      for (const { name, count } of this.routes) add(count, { message: name });
    });
    this.counter('godwit_refusals_total', 'Packets and messages that were refused, by error code.', ['code'], (add) => {
      for (const [code, count] of this.refusals) add(count, { code });
    });
    this.handling = new Histogram({
      name: 'godwit_handling_seconds',
      help: `Time from a decoded packet to its synchronous answer, or to the handler's first await. One message in ${SAMPLE_EVERY} is timed.`,
      buckets: HANDLING_BUCKETS_SECONDS,
      registers: [metrics.registry],
    });
  }

  /** Counts the messages of these routes from now on. */
  watchRoutes(routes: readonly CountedRoute[]): void {
    this.routes = routes;
  }

  /** Counts a new connection, and from now on its bytes. */
  countOpened(link: SessionLink): void {
    this.opened += 1;
    this.links.add(link);
  }

  /** Counts a closed connection by its close code. */
  countClosed(link: SessionLink, code: number): void {
    this.closed += 1;
    if (this.links.delete(link)) {
      const { bytesIn = 0, bytesOut = 0 } = link.figures ?? {};
      this.bytesIn += bytesIn;
      this.bytesOut += bytesOut;
    }
    this.closes.set(code, (this.closes.get(code) ?? 0) + 1);
  }

  /** Counts a refusal by its error code. */
  countRefusal(code: string): void {
    this.refusals.set(code, (this.refusals.get(code) ?? 0) + 1);
  }

  /** True for the few messages that {@link observeHandling} should time. */
  isSampled(): boolean {
    this.sinceSample += 1;
    if (this.sinceSample < SAMPLE_EVERY) return false;
    this.sinceSample = 0;
    return true;
  }

  /** Notes how long a sampled message took, in milliseconds. */
  observeHandling(durationMs: number): void {
    this.handling.observe(durationMs * SECONDS_PER_MS);
  }

  /** Sockets count their bytes themselves; only who asks for the sum pays for it. */
  private bytes(name: 'bytesIn' | 'bytesOut'): number {
    let sum = this[name];
    for (const { figures } of this.links) sum += figures?.[name] ?? 0;
    return sum;
  }

  private counter(
    name: string,
    help: string,
    labelNames: string[],
    fill: (add: (count: number, labels?: Record<string, string>) => void) => void,
  ): void {
    const configuration: CounterConfiguration<string> = { name, help, labelNames, registers: [this.metrics.registry] };
    new Counter({
      ...configuration,
      collect() {
        this.reset();
        fill((count, labels = {}) => this.inc(labels, count));
      },
    });
  }
}
