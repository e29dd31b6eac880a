import { createHash, timingSafeEqual } from 'node:crypto';
import { Get, Header, Headers } from '@nestjs/common';
import { GodwitController } from '../observability/http-error.filter.js';
import { GameError } from '../../protocol/game-error.js';
import { GameConfig } from '../config/game-config.js';
import { RateLimit, type RateLimited } from '../limits/rate-limit.js';
import { MetricsRegistry } from '../observability/metrics-registry.js';

/** Collecting takes milliseconds: so often, a second and at once, for all who ask; others get the latest reading. */
const READINGS_PER_SECOND = 10;
const READINGS_AT_ONCE = 20;

/** Serves the metrics in Prometheus' text format, to whoever has METRICS_TOKEN where that is set. */
@GodwitController('metrics')
export class MetricsController implements RateLimited {
  /** For the limit of readings. */
  dueMs = 0;
  private readonly readings = new RateLimit(READINGS_PER_SECOND, READINGS_AT_ONCE);
  private latest: Promise<string> | undefined;

  constructor(
    private readonly metrics: MetricsRegistry,
    private readonly config: GameConfig,
  ) {}

  /** All metrics. @throws GameError auth.required */
  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  read(@Headers('authorization') authorization = ''): Promise<string> {
    const { METRICS_TOKEN } = this.config;
    if (METRICS_TOKEN !== undefined && !isSame(authorization, `Bearer ${METRICS_TOKEN}`)) {
      throw new GameError('auth.required');
    }
    if (this.latest !== undefined && !this.readings.admits(this, performance.now())) return this.latest;
    this.latest = this.metrics.text();
    return this.latest;
  }
}

/** Takes as long for every wrong token. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}
