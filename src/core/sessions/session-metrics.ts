import { Injectable } from '@nestjs/common';
import { Counter, Gauge } from 'prom-client';
import { MetricsRegistry } from '../observability/metrics-registry.js';
import { SessionSeats } from './session-seats.js';

/** Metrics of held and resumed sessions. */
@Injectable()
export class SessionMetrics {
  private readonly resumed: Counter;

  constructor({ registry }: MetricsRegistry, seats: SessionSeats) {
    new Gauge({
      name: 'godwit_sessions_held',
      help: 'Sessions whose client is away and may come back.',
      registers: [registry],
      collect() {
        this.set(seats.held);
      },
    });
    new Gauge({
      name: 'godwit_replay_bytes',
      help: 'What is kept for clients that may have missed it, roughly.',
      registers: [registry],
      collect() {
        this.set(seats.bytes);
      },
    });
    this.resumed = new Counter({
      name: 'godwit_sessions_resumed_total',
      help: 'Sessions that went on over a new connection.',
      registers: [registry],
    });
  }

  /** Counts a resumed session. */
  countResumed(): void {
    this.resumed.inc();
  }
}
