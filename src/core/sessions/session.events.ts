import type { SessionGroup } from './session-group.js';
import type { Session } from './session.js';

/** A client connected; nothing was said yet. */
export class SessionOpened {
  constructor(readonly session: Session) {}
}

/** A client's Hello was accepted: it speaks the SDK's protocol and, where required, has signed in. */
export class SessionWelcomed {
  constructor(readonly session: Session) {}
}

/** A session has become a player's. */
export class SessionSignedIn {
  constructor(
    readonly session: Session,
    readonly playerId: string,
  ) {}
}

/** A client is away; its seat is held, and what its session is sent is kept. SessionResumed or SessionClosed follows. */
export class SessionDropped {
  constructor(
    readonly session: Session,
    /** The close code of the lost connection. */
    readonly code: number,
  ) {}
}

/** A client is back, and has all it missed. */
export class SessionResumed {
  constructor(readonly session: Session) {}
}

/** A session is over, and sends nothing any more: its client said goodbye, or did not come back in time. */
export class SessionClosed {
  constructor(
    readonly session: Session,
    /** The close code: the server's own where it closed, else the client's; 1006 when the client just vanished. */
    readonly code: number,
  ) {}
}

/** A session has become a member of a group: a room, a party. */
export class SessionJoinedGroup {
  constructor(
    readonly session: Session,
    readonly group: SessionGroup,
  ) {}
}

/** A session is no member of a group any more. */
export class SessionLeftGroup {
  constructor(
    readonly session: Session,
    readonly group: SessionGroup,
  ) {}
}
