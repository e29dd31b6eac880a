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

/** A session of before a restart of the server is here again, without its client. SessionResumed or SessionClosed follows. */
export class SessionRestored {
  constructor(readonly session: Session) {}
}

/** A client is away; its seat is held, and what its session is sent is kept. SessionResumed or SessionClosed follows. */
export class SessionDropped {
  constructor(
    readonly session: Session,
    /** The close code of the lost connection. */
    readonly code: number,
  ) {}
}

/** A client is back. */
export class SessionResumed {
  constructor(
    readonly session: Session,
    /** True when it has all it missed; false after a crash of the server, when it must be told everything anew. */
    readonly recovered: boolean,
  ) {}
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

/** The server stops: everybody has been told so, and the connections are closed in a moment. */
export class ServerDraining {}

/** The server stops: the connections are closed, as far as their clients have answered. Who keeps something keeps it now. */
export class ServerDrained {
  private readonly works: Promise<void>[] = [];

  /** The stop waits for this too, within its deadline. */
  waitFor(work: Promise<void>): void {
    this.works.push(work);
  }

  /** For who stops the server: settled when all that was to be waited for is. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.works);
  }
}
