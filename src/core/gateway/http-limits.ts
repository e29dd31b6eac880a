import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, type NestMiddleware } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { GameConfig } from '../config/game-config.js';
import { addressKey } from '../limits/address-key.js';
import { KeyedLimit } from '../limits/keyed-limit.js';
import { UpgradeGate } from './upgrade-gate.js';

/** Refuses the HTTP requests of an address that asks too often, whatever it asks for. */
@Injectable()
export class HttpLimits implements NestMiddleware {
  private readonly requests: KeyedLimit;

  constructor(
    { HTTP_REQUESTS_PER_SECOND, HTTP_REQUESTS_BURST }: GameConfig,
    private readonly gate: UpgradeGate,
  ) {
    this.requests = new KeyedLimit({ perSecond: HTTP_REQUESTS_PER_SECOND, burst: HTTP_REQUESTS_BURST });
  }

  /** Nest's hook. @throws GameError rate.limited, which is answered with 429 */
  use(request: IncomingMessage, response: ServerResponse, next: () => void): void {
    const key = addressKey(this.gate.addressOf(request));
    if (!this.requests.admits(key)) {
      response.setHeader('Retry-After', Math.ceil(this.requests.waitMs(key) / 1_000));
      throw new GameError('rate.limited');
    }
    next();
  }
}
