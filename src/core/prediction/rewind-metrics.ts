import { Injectable } from '@nestjs/common';
import { MetricsRegistry } from '../observability/metrics-registry.js';

/** The process-wide counts of rewinding, as there are many rooms. */
export const rewindCounts = {
  /** Inputs whose word about what was seen was not taken as it was. */
  clamped: 0,
};

/** Gives the counts of rewinding to Prometheus. */
@Injectable()
export class RewindMetrics {
  constructor(metrics: MetricsRegistry) {
    const help = 'Inputs that claimed to see further back, or further ahead, than their sender is believed to.';
    metrics.count('godwit_rewind_clamped_total', help, () => rewindCounts.clamped);
  }
}
