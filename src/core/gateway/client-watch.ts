import { Injectable, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { CloseCode } from '../../protocol/close-codes.js';
import { ProtocolType, ServerPausedDto } from '../../protocol/protocol.messages.js';
import { NodeFrozen, NodeThawed } from '../cluster/cluster.events.js';
import { Fence } from '../cluster/fence.js';
import { GameConfig } from '../config/game-config.js';
import { EventBus } from '../events/event-bus.js';
import { MonotonicClock } from '../time/monotonic-clock.js';
import type { Connection, ServedConnection } from './connection.js';
import { Heartbeat } from './heartbeat.js';

/** Called for a client that has not signed in in time. */
export type CloseConnection = (code: CloseCode, reason: string) => void;

/**
 * Closes connections whose clients are silent, or do not sign in where they have to; and tells all clients when this node stands still,
 * since it must not act until it has reached Redis.
 */
@Injectable()
export class ClientWatch implements OnModuleInit, OnApplicationShutdown {
  private readonly heartbeat: Heartbeat<Connection>;

  constructor(
    private readonly config: GameConfig,
    private readonly clock: MonotonicClock,
    private readonly events: EventBus,
    fence: Fence,
  ) {
    this.heartbeat = new Heartbeat(config.PING_INTERVAL_MS, config.PING_MISSES, () => performance.now(), fence);
  }

  /** Nest's hook. */
  onModuleInit(): void {
    this.events.on(NodeFrozen, () => this.tellAll(new ServerPausedDto(true)));
    this.events.on(NodeThawed, () => this.tellAll(new ServerPausedDto(false)));
  }

  /** Nest's hook: stops the heartbeat. */
  onApplicationShutdown(): void {
    this.heartbeat.stop();
  }

  /** Watches a connection from now on. */
  begin(connection: Connection, close: CloseConnection): void {
    this.heartbeat.add(connection);
    this.awaitHello(connection, close);
  }

  /** Where a client has to sign in, it may take HELLO_TIMEOUT_MS of the time in which this node may act. */
  awaitHello(connection: ServedConnection, close: CloseConnection): void {
    if (!this.config.AUTH_REQUIRED) return;
    connection.cancelHelloTimer = this.clock.setTimer(() => {
      if (connection.session.playerId === undefined) close(CloseCode.AuthRefused, 'session.hello_timeout');
    }, this.config.HELLO_TIMEOUT_MS);
  }

  /** Forgets a connection that has closed. */
  end(connection: Connection): void {
    connection.cancelHelloTimer?.();
    this.heartbeat.remove(connection);
  }

  // At once: what is sent otherwise waits until this node may act.
  private tellAll(message: ServerPausedDto): void {
    for (const { session, link } of this.heartbeat.watched()) {
      link.sendAtOnce(session.codec.encode(ProtocolType.ServerPaused, 0, message));
    }
  }
}
