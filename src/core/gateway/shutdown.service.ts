import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, Optional, type BeforeApplicationShutdown } from '@nestjs/common';
import { CloseCode } from '../../protocol/close-codes.js';
import { DrainingDto } from '../../protocol/protocol.messages.js';
import { Cluster } from '../cluster/cluster.js';
import { GameConfig } from '../config/game-config.js';
import { EventBus } from '../events/event-bus.js';
import { Readiness } from '../observability/readiness.js';
import { SessionSeats } from '../sessions/session-seats.js';
import { SessionRegistry } from '../sessions/session-registry.js';
import { ServerDrained, ServerDraining, ServerLeaving } from '../sessions/session.events.js';
import { UpgradeGate } from './upgrade-gate.js';

/** Clients spread their reconnects over this time, to avoid a stampede after a restart. */
const RECONNECT_SPREAD_MS = 2_000;
/** The share of the shutdown time that clients get to answer the close frame. */
const GOODBYE_SHARE = 0.4;
/** The share of the time of a drain that moving takes at most, when that time is short. */
const LEAST_LEAVING_SHARE = 0.5;
const POLL_MS = 20;

/**
 * Graceful shutdown: refuses new connections, notifies clients, closes sockets with 1001, and saves what survives the restart. What
 * is still open after that is cut by the adapter.
 */
@Injectable()
export class ShutdownService implements BeforeApplicationShutdown {
  private readonly logger = new Logger('Shutdown');
  private leaving: Promise<void> | undefined;

  constructor(
    private readonly config: GameConfig,
    private readonly gate: UpgradeGate,
    private readonly registry: SessionRegistry,
    private readonly seats: SessionSeats,
    private readonly readiness: Readiness,
    private readonly events: EventBus,
    @Optional() private readonly cluster?: Cluster,
  ) {}

  /** Nest's hook, which runs while sockets still work. */
  async beforeApplicationShutdown(): Promise<void> {
    await this.drain();
    this.gate.close();
    this.seats.close();
    this.logger.log(`Closing ${this.registry.size} connections.`);
    for (const session of this.registry.all()) {
      session.send(new DrainingDto(Math.round(Math.random() * RECONNECT_SPREAD_MS)));
    }
    this.events.emit(new ServerDraining());
    for (const session of [...this.registry.all()]) {
      if (!session.delivery.isAway || !this.seats.outlivesRestart(session))
        session.close(CloseCode.GoingAway, 'server.draining');
    }
    const deadlineMs = performance.now() + this.config.SHUTDOWN_TIMEOUT_MS * GOODBYE_SHARE;
    while (this.isAnybodyHere() && performance.now() < deadlineMs) await delay(POLL_MS);
    const drained = new ServerDrained();
    this.events.emit(drained);
    await drained.settled();
  }

  /** On several nodes: gives everything that can go on elsewhere to the others, and takes nothing more. Only stopping comes after that. */
  drain(): Promise<void> {
    this.readiness.block('draining');
    this.leaving ??= this.cluster === undefined ? Promise.resolve() : this.leave(this.cluster);
    return this.leaving;
  }

  private async leave(cluster: Cluster): Promise<void> {
    const { DRAIN_DELAY_MS, DRAIN_TIMEOUT_MS, SHUTDOWN_TIMEOUT_MS } = this.config;
    const leavingMs = Math.max(DRAIN_TIMEOUT_MS - SHUTDOWN_TIMEOUT_MS, DRAIN_TIMEOUT_MS * LEAST_LEAVING_SHARE);
    const leaving = new ServerLeaving(performance.now() + leavingMs);
    cluster.beginLeaving();
    // The load balancer has not noticed yet that this node is not ready.
    await delay(Math.min(DRAIN_DELAY_MS, leavingMs));
    this.gate.close();
    this.events.emit(leaving);
    await leaving.settled();
  }

  private isAnybodyHere(): boolean {
    return [...this.registry.all()].some((session) => this.seats.isAtWork(session));
  }
}
