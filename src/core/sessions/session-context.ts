import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import type { Session } from './session.js';

/** The session whose message is being handled, available to any code below the handler. Enabled by SESSION_CONTEXT=true. */
@Injectable()
export class SessionContext {
  private readonly storage = new AsyncLocalStorage<Session>();

  /** The session being served; undefined outside a handler, or when SESSION_CONTEXT is off. */
  current(): Session | undefined {
    return this.storage.getStore();
  }

  /** For the router: runs `work`, and what it awaits, in the context of `session`. */
  run<T>(session: Session, work: () => T): T {
    return this.storage.run(session, work);
  }
}
