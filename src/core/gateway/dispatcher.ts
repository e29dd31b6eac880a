import { Injectable, Optional } from '@nestjs/common';
import { CloseCode } from '../../protocol/close-codes.js';
import { Envelope } from '../../protocol/envelope.js';
import { FIRST_COUNTED_TYPE } from '../../protocol/protocol.messages.js';
import { GameConfig } from '../config/game-config.js';
import { Resumption } from '../sessions/resumption.js';
import type { WaitingMessage } from '../sessions/seat.js';
import type { Session } from '../sessions/session.js';
import { Cluster } from '../cluster/cluster.js';
import type { ServedConnection } from './connection.js';
import { FencedWork } from './fenced-work.js';
import { GatewayMetrics } from './gateway-metrics.js';
import { MessageRouter } from './message-router.js';

/**
 * Passes a connection's messages to the {@link MessageRouter}. The handlers of one session run in the order of its messages and
 * never overlap, even across a resume.
 */
@Injectable()
export class Dispatcher {
  private readonly envelope = new Envelope();

  constructor(
    private readonly config: GameConfig,
    private readonly router: MessageRouter,
    private readonly metrics: GatewayMetrics,
    private readonly resumption: Resumption,
    private readonly fenced: FencedWork,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Decodes a message and handles it now, or queues it behind a running handler. */
  receive(connection: ServedConnection, data: Buffer, isBinary: boolean): void {
    if (this.cluster !== undefined && this.fenced.isClosed) {
      if (this.fenced.answersPing(connection, data, isBinary)) return;
      const kept = Buffer.from(data);
      this.fenced.defer(connection.link, () => this.receive(connection, kept, isBinary));
      return;
    }
    const { session } = connection;
    const { envelope } = this;
    const fault = session.codec.decode(data, isBinary, envelope);
    if (fault !== undefined) {
      // The client has counted this message too: it cannot know that we could not decode it.
      session.delivery.received += 1;
      this.router.refuse(session, envelope.ref, fault);
      return;
    }
    const { type, ref, message } = envelope;
    if (type >= FIRST_COUNTED_TYPE) session.delivery.received += 1;
    const { waiting } = connection;
    if (waiting === undefined) this.dispatch(connection, type, ref, message);
    else if (waiting.length >= this.config.MAX_QUEUED_MESSAGES) this.router.refuse(session, ref, 'session.queue_full');
    else if (this.cluster === undefined) waiting.push({ type, ref, message });
    else waiting.push({ type, ref, message, frame: Buffer.from(data), isBinary });
  }

  /** Makes what arrives wait for `working`, which must not reject, as for a handler: what a session has come to this node for. */
  await(connection: ServedConnection, working: Promise<void>): void {
    const { session } = connection;
    session.delivery.isBusy = true;
    connection.waiting ??= [];
    void working.then(() => this.finish(connection, session));
  }

  /** Dispatches one message; false while its handler is running and the next message must wait. */
  private dispatch(connection: ServedConnection, type: number, ref: number, message: unknown): boolean {
    const startedMs = this.metrics.isSampled() ? performance.now() : 0;
    const working = this.router.dispatch(connection.session, type, ref, message);
    if (startedMs !== 0) this.metrics.observeHandling(performance.now() - startedMs);
    if (working === undefined) return true;
    connection.runningRef = ref;
    this.await(connection, working);
    return false;
  }

  private finish(connection: ServedConnection, by: Session): void {
    // The connection may carry another session by now.
    if (by.hasMoved) return;
    if (this.cluster !== undefined && this.fenced.isClosed) {
      this.fenced.postpone(() => this.finish(connection, by));
      return;
    }
    // After a resume, queued messages continue once the handler started by the former connection is done.
    if (connection.session.delivery.isPending && this.resumption.settle(connection)) return;
    let current: ServedConnection = connection;
    while (current.successor !== undefined) current = current.successor;
    this.continue(current);
  }

  private continue(connection: ServedConnection): void {
    while (goesOn(connection)) {
      const next: WaitingMessage | undefined = connection.waiting?.shift();
      if (next === undefined) break;
      if (!this.dispatch(connection, next.type, next.ref, next.message)) return;
    }
    connection.waiting = undefined;
    const { session } = connection;
    session.delivery.isBusy = false;
    // It was dismissed by this handler or meanwhile: it has its answer, and nothing more of it is handled.
    if (session.leaving !== undefined) session.close(CloseCode.AuthRefused, session.leaving);
  }
}

/** Whether queued messages are still to be handled; not those of a session that was dismissed. */
function goesOn({ link, session }: ServedConnection): boolean {
  return session.isPresent || (session.leaving === undefined && link.closedWith !== undefined && link.mayReturn);
}
