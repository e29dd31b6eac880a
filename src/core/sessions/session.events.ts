import type { SessionGroup } from './session-group.js';
import type { Session } from './session.js';

/** A client connected; no message has arrived yet. */
export class SessionOpened {
  constructor(readonly session: Session) {}
}

/** A client's Hello was accepted: it speaks the SDK's protocol and, where required, has signed in. */
export class SessionWelcomed {
  constructor(readonly session: Session) {}
}

/** A session was signed in as a player. */
export class SessionSignedIn {
  constructor(
    readonly session: Session,
    readonly playerId: string,
  ) {}
}

/** A session was given a seat, and its client knows: it can be resumed from now on. */
export class SessionSeated {
  constructor(readonly session: Session) {}
}

/** A session from before a server restart, or from another node, was restored, still without its client. SessionResumed or SessionClosed follows. */
export class SessionRestored {
  constructor(readonly session: Session) {}
}

/** A client was disconnected; its seat is held and messages are kept. SessionResumed or SessionClosed follows. */
export class SessionDropped {
  constructor(
    readonly session: Session,
    /** The close code of the lost connection. */
    readonly code: number,
  ) {}
}

/** A client has resumed its session. */
export class SessionResumed {
  constructor(
    readonly session: Session,
    /** True if it received everything it missed; false after a server crash, when it must be sent everything anew. */
    readonly recovered: boolean,
  ) {}
}

/** A session has ended: its client left, or did not resume in time. On several nodes also: it goes on at another, see {@link Session.hasMoved}. */
export class SessionClosed {
  constructor(
    readonly session: Session,
    /** The close code: the server's if it closed, otherwise the client's; 1006 if the client vanished without one. */
    readonly code: number,
  ) {}
}

/** A session joined a group: a room or a party. */
export class SessionJoinedGroup {
  constructor(
    readonly session: Session,
    readonly group: SessionGroup,
  ) {}
}

/** A session left a group. */
export class SessionLeftGroup {
  constructor(
    readonly session: Session,
    readonly group: SessionGroup,
  ) {}
}

/** Something whose work the shutdown waits for. */
abstract class AwaitedEvent {
  private readonly works: Promise<void>[] = [];

  /** Makes the shutdown wait for `work` too, within its deadline. */
  waitFor(work: Promise<void>): void {
    this.works.push(work);
  }

  /** For the shutdown: resolves when everything passed to {@link waitFor} has settled. */
  async settled(): Promise<void> {
    await Promise.allSettled(this.works);
  }
}

/** The server is about to shut down: what can go on at other nodes goes there now. */
export class ServerLeaving extends AwaitedEvent {
  /** @param untilMs how long that may take, on the monotonic clock */
  constructor(readonly untilMs: number) {
    super();
  }
}

/** The server is shutting down: clients have been told, and connections are about to be closed. */
export class ServerDraining {}

/** The server is shutting down and has closed its connections. What must survive is saved now. */
export class ServerDrained extends AwaitedEvent {}
