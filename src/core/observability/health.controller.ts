import { Get, HttpException, HttpStatus } from '@nestjs/common';
import { GodwitController } from './http-error.filter.js';
import { Readiness } from './readiness.js';

/** For load balancers and orchestrators: is the process alive, and should it get players? */
@GodwitController('health')
export class HealthController {
  constructor(private readonly readiness: Readiness) {}

  /** 200 as long as the event loop is running, including while the server drains. */
  @Get('live')
  live(): { status: string } {
    return { status: 'ok' };
  }

  /**
   * 200 once the server accepts players; 503, listing the obstacles, before that, while a required database is unavailable,
   * and from the moment it drains.
   */
  @Get('ready')
  ready(): { status: string } {
    const { isReady, obstacles } = this.readiness;
    if (isReady) return { status: 'ok' };
    throw new HttpException({ status: 'error', obstacles }, HttpStatus.SERVICE_UNAVAILABLE);
  }
}
