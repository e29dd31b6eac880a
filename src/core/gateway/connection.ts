import type { Session } from '../sessions/session.js';
import type { TokenBucket } from './token-bucket.js';
import type { WsLink } from './ws-link.js';

/** A message that waits until the one before it is done. */
export interface WaitingMessage {
  readonly type: number;
  readonly ref: number;
  readonly message: unknown;
}

/** What the gateway keeps of one socket: its session, its limits and the order of its messages. */
export class Connection {
  /** Messages that wait for {@link isBusy} to end. */
  waiting: WaitingMessage[] | undefined = undefined;
  /** True while a handler of this session is not finished. */
  isBusy = false;
  /** True once nothing more is read. */
  isClosing = false;
  /** True once anything arrived since the last heartbeat. */
  isAlive = true;
  /** Heartbeats in a row without a sign of life. */
  missedPings = 0;
  /** Where the heartbeat keeps it. */
  heartbeatSlot: Set<Connection> | undefined = undefined;
  /** Ends the wait for a valid Hello, where one is required. */
  helloTimer: NodeJS.Timeout | undefined = undefined;

  constructor(
    readonly session: Session,
    readonly link: WsLink,
    readonly bucket: TokenBucket,
  ) {}
}
