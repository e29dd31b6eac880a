import { Injectable, type NestMiddleware } from '@nestjs/common';
import { isIllFormed, wellFormed } from '../../protocol/well-formed.js';

/** Puts U+FFFD in place of halves of surrogate pairs in the texts of a body, as in the packets of a socket. */
@Injectable()
export class WellFormedBodyMiddleware implements NestMiddleware {
  /** Nest's hook. */
  use(request: { body?: unknown }, _response: unknown, next: () => void): void {
    if (isIllFormed(request.body)) request.body = wellFormed(request.body);
    next();
  }
}
