import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, type NestMiddleware } from '@nestjs/common';
import { GameConfig } from '../../core/config/game-config.js';

/** How long a browser may cache the answer to a preflight request. */
const PREFLIGHT_SECONDS = 600;

/** Headers of everything below /auth: tokens are never cached, and pages of ALLOWED_ORIGINS, such as web exports, may call it. */
@Injectable()
export class AuthHeadersMiddleware implements NestMiddleware<IncomingMessage, ServerResponse> {
  constructor(private readonly config: GameConfig) {}

  /** Nest's hook. */
  use(request: IncomingMessage, response: ServerResponse, next: () => void): void {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('Referrer-Policy', 'no-referrer');
    response.setHeader('Vary', 'Origin');
    const { origin } = request.headers;
    const { ALLOWED_ORIGINS: allowed } = this.config;
    if (origin !== undefined && (allowed.includes('*') || allowed.includes(origin))) {
      response.setHeader('Access-Control-Allow-Origin', origin);
      response.setHeader('Access-Control-Allow-Methods', 'GET, POST');
      response.setHeader('Access-Control-Allow-Headers', 'Authorization, Content-Type');
      response.setHeader('Access-Control-Max-Age', String(PREFLIGHT_SECONDS));
    }
    if (request.method !== 'OPTIONS') next();
    else response.writeHead(204).end();
  }
}
