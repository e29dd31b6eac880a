import type { SessionStore } from '../../../src/core/sessions/session-store.js';
import type { Session } from '../../../src/core/sessions/session.js';
import { GameError } from '../../../src/protocol/game-error.js';
import { ServerMessage } from '../../../src/protocol/message.decorators.js';
import type { SessionErrand } from '../../../src/core/gateway/pipes/arrivals.js';
import type { SimulatedServer } from './simulated-server.js';

export const SAY = 1_000;
const TOLD = 1_001;
const GO = 'simulation.go';

/** The client counts. */
export interface Say {
  readonly n: number;
  /** Whether to answer at another node. */
  readonly goes?: boolean;
  /** How long the handler takes. */
  readonly takesMs?: number;
}

/** The server counts. */
@ServerMessage(TOLD)
export class SimulatedToldDto {
  constructor(readonly n: number) {}
}

/** How far both have counted in a session. */
interface Counts {
  said: number;
  told: number;
}

/** What is played: client and server count to each other, and sessions go from node to node. */
export class SimulatedGame {
  private readonly counts: SessionStore<Counts>;

  constructor(private readonly server: SimulatedServer) {
    this.counts = server.stores.open<Counts>('simulation.counts', {
      pack: (counts) => ({ ...counts }),
      unpack: (packed) => packed as Counts,
    });
    server.arrivals.onErrand(GO, (session, errand) => this.arrive(session, errand));
  }

  say(session: Session, message: Say): Promise<void> | undefined {
    if (message.goes === true) return this.go(session, message);
    if (message.takesMs !== undefined) return this.sayLater(session, message, message.takesMs);
    this.count(session, message);
    return undefined;
  }

  /** Tells a session something, if it is here. */
  tell(session: Session): void {
    if (!session.isOpen || session.isMoving || session.delivery.isPending) return;
    const counts = this.of(session);
    counts.told += 1;
    session.send(new SimulatedToldDto(counts.told));
  }

  private async sayLater(session: Session, message: Say, takesMs: number): Promise<void> {
    await this.server.node.clock.pause(takesMs);
    if (session.isOpen) this.count(session, message);
  }

  private async go(session: Session, message: Say): Promise<void> {
    const { node, departures, simulation } = this.server;
    const target = simulation.random.pick(node.others());
    try {
      if (target === undefined) throw new GameError('cluster.try_again');
      await departures.move(session, target, GO, message);
    } catch (error) {
      if (session.isOpen && !session.hasMoved) this.count(session, message);
      throw error;
    }
  }

  private arrive(session: Session, { data, ref }: SessionErrand): Promise<void> {
    this.count(session, data as Say);
    session.answer(ref);
    return Promise.resolve();
  }

  private count(session: Session, { n }: Say): void {
    const counts = this.of(session);
    this.server.simulation.ledger.handled(this.server, session, n, counts.said);
    counts.said = n;
    if (this.server.simulation.random.chance(0.3)) this.tell(session);
  }

  private of(session: Session): Counts {
    return this.counts.get(session) ?? this.counts.set(session, { said: 0, told: 0 });
  }
}
