import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CloseCode } from '../../protocol/close-codes.js';
import { Envelope } from '../../protocol/envelope.js';
import { PongDto, ProtocolType } from '../../protocol/protocol.messages.js';
import { NodeThawed } from '../cluster/cluster.events.js';
import { Fence } from '../cluster/fence.js';
import { GameConfig } from '../config/game-config.js';
import { EventBus } from '../events/event-bus.js';
import { serverTimeMs } from '../observability/server-time.js';
import type { SessionLink } from '../sessions/session-link.js';
import type { ServedConnection } from './connection.js';

const PING: number = ProtocolType.Ping;

interface Waiting {
  /** Without its client it is not to be done; undefined: in any case. */
  readonly link: SessionLink | undefined;
  readonly work: () => void;
}

/**
 * What clients send to a node that may not act: it waits until the node may again, and is lost with a node that never may, whose
 * clients resume elsewhere and send it again. A node that does not know yet that it has stood still for too long finds out here.
 */
@Injectable()
export class FencedWork implements OnModuleInit {
  private waiting: Waiting[] = [];
  private readonly envelope = new Envelope();
  private readonly counts = new Map<SessionLink, number>();

  constructor(
    private readonly config: GameConfig,
    private readonly fence: Fence,
    private readonly events: EventBus,
  ) {}

  /** Nest's hook. */
  onModuleInit(): void {
    this.events.on(NodeThawed, () => this.goOn());
  }

  /** Whether nothing may be done now. */
  get isClosed(): boolean {
    return this.fence.isClosed;
  }

  /**
   * Answers a Ping although the node may not act, so that the client does not take the line for dead: with the time alone, since what
   * the Pong says besides may have changed elsewhere.
   * @returns false for any other message, and for a Ping that wants no answer
   */
  answersPing({ session, link }: ServedConnection, data: Buffer, isBinary: boolean): boolean {
    const { codec } = session;
    const { envelope } = this;
    if (codec.decode(data, isBinary, envelope) !== undefined || envelope.type !== PING || envelope.ref === 0)
      return false;
    link.sendAtOnce(codec.encode(ProtocolType.Pong, envelope.ref, new PongDto(serverTimeMs())));
    return true;
  }

  /** Does something for the client of this link once the node may act, if it is still there; who sends too much is cut off, and resumes. */
  defer(link: SessionLink, work: () => void): void {
    const count = (this.counts.get(link) ?? 0) + 1;
    this.counts.set(link, count);
    if (count <= this.config.MAX_QUEUED_MESSAGES) this.waiting.push({ link, work });
    else link.close(CloseCode.GoingAway, 'cluster.unavailable');
  }

  /** Does something once the node may act. */
  postpone(work: () => void): void {
    this.waiting.push({ link: undefined, work });
  }

  private goOn(): void {
    const { waiting } = this;
    this.waiting = [];
    this.counts.clear();
    // Who has gone sends again what was not handled.
    for (const { link, work } of waiting) if (link?.isOpen !== false) work();
  }
}
