import { Controller, Get } from '@nestjs/common';
import { HealthCheck, HealthCheckService, HealthIndicatorService, type HealthCheckResult } from '@nestjs/terminus';
import { Readiness } from './readiness.js';

/** For load balancers and orchestrators: is the process alive, and should it get players? */
@Controller('health')
export class HealthController {
  constructor(
    private readonly health: HealthCheckService,
    private readonly indicators: HealthIndicatorService,
    private readonly readiness: Readiness,
  ) {}

  /** 200 as long as the event loop turns, also while the server drains. */
  @Get('live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /** 200 once the server takes players; 503 before, and from the moment it drains. */
  @Get('ready')
  @HealthCheck()
  ready(): Promise<HealthCheckResult> {
    return this.health.check([
      () => {
        const { isReady, obstacles } = this.readiness;
        const indicator = this.indicators.check('server');
        return isReady ? indicator.up() : indicator.down({ obstacles });
      },
    ]);
  }
}
