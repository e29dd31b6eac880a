import type { Session } from './session.js';

/** A client connected; nothing was said yet. */
export class SessionOpened {
  constructor(readonly session: Session) {}
}

/** A client's Hello was accepted: it speaks the SDK's protocol and, where required, has signed in. */
export class SessionWelcomed {
  constructor(readonly session: Session) {}
}

/** A client is gone; its session sends nothing any more. */
export class SessionClosed {
  constructor(
    readonly session: Session,
    /** The close code: the server's own where it closed, else the client's; 1006 when the client just vanished. */
    readonly code: number,
  ) {}
}
