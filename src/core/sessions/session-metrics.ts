import { Injectable } from '@nestjs/common';
import { Counter } from 'prom-client';
import { MetricsRegistry } from '../observability/metrics-registry.js';
import { SessionSeats } from './session-seats.js';

/** Metrics of held and resumed sessions. */
@Injectable()
export class SessionMetrics {
  private readonly resumed: Counter;

  constructor(metrics: MetricsRegistry, seats: SessionSeats) {
    const held = 'Sessions whose client is away and may come back.';
    metrics.gauge('godwit_sessions_held', held, () => seats.held);
    const kept = 'What is kept for clients that may have missed it, roughly.';
    metrics.gauge('godwit_replay_bytes', kept, () => seats.bytes);
    this.resumed = new Counter({
      name: 'godwit_sessions_resumed_total',
      help: 'Sessions that went on over a new connection.',
      registers: [metrics.registry],
    });
  }

  /** Counts a resumed session. */
  countResumed(): void {
    this.resumed.inc();
  }
}
