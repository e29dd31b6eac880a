import { Injectable, Logger, type OnModuleInit, Optional } from '@nestjs/common';
import { Cluster } from '../../../core/cluster/cluster.js';
import type { SessionStore } from '../../../core/sessions/session-store.js';
import { SessionStores } from '../../../core/sessions/session-stores.js';
import type { Session } from '../../../core/sessions/session.js';
import { MonotonicClock } from '../../../core/time/monotonic-clock.js';
import { CancelReason, MatchmakingCancelledDto } from '../match-events.messages.js';
import type { TicketRequest } from '../search/ticket.js';
import { GameTicket, TicketDirectory } from '../tickets/ticket-directory.js';
import { TicketIntake } from '../tickets/ticket-intake.js';

/** A ticket on its way with its only session, as plain JSON data. */
interface PackedTicket {
  readonly request: TicketRequest;
  readonly name: string;
  /** The node of the match that the session comes for; there it waits no longer. */
  readonly toNodeId?: string;
}

interface Coming {
  readonly ticket: GameTicket;
  readonly toNodeId: string;
}

/**
 * Takes a player's ticket along when its session moves to another node, with the time it has waited: because its node stops, or back from
 * a move to a match that has failed. Not a party's.
 */
@Injectable()
export class TicketTravel implements OnModuleInit {
  private readonly logger = new Logger('Matchmaking');
  private readonly coming: SessionStore<Coming>;

  constructor(
    private readonly tickets: TicketDirectory,
    private readonly intake: TicketIntake,
    private readonly clock: MonotonicClock,
    stores: SessionStores,
    @Optional() private readonly cluster?: Cluster,
  ) {
    this.coming = stores.open('matchmaking.coming', {
      pack: ({ ticket, toNodeId }, session) => {
        const packed = this.pack(ticket, session);
        return packed && { ...packed, toNodeId };
      },
      unpack: (packed, session) => this.unpack(packed as PackedTicket, session),
    });
  }

  /** Nest's hook. */
  onModuleInit(): void {
    if (this.cluster !== undefined) this.tickets.travel = this;
  }

  /** A session is about to move to the node of its match; its ticket is given away. */
  expect(session: Session, ticket: GameTicket, toNodeId: string): void {
    this.coming.set(session, { ticket, toNodeId });
  }

  /** The session has not moved. */
  forget(session: Session): void {
    this.coming.delete(session);
  }

  /** A ticket as plain data. */
  pack(ticket: GameTicket, session: Session): PackedTicket | undefined {
    if (ticket.sessions.length > 1) return undefined;
    const waitedMs = this.clock.nowMs() - ticket.sinceMs;
    return { request: { ...ticket.request, waitedMs }, name: ticket.names.get(session) ?? '' };
  }

  /** Queues it again, for its session which is here now. */
  unpack({ request, name, toNodeId }: PackedTicket, session: Session): undefined {
    if (toNodeId !== undefined && toNodeId === this.cluster?.nodeId) return;
    const names = new Map(name === '' ? [] : [[session, name]]);
    void this.add(new GameTicket(request, [session], names), session);
  }

  private async add(ticket: GameTicket, session: Session): Promise<void> {
    try {
      await this.intake.add(ticket);
    } catch (error) {
      this.logger.warn({ err: error, queue: ticket.request.queue }, 'A ticket could not come along.');
      session.send(new MatchmakingCancelledDto(ticket.id, CancelReason.Withdrawn, session.id));
    }
  }
}
