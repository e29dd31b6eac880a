import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { CloseCode } from '../../protocol/close-codes.js';
import { Fence } from '../cluster/fence.js';
import { GameConfig } from '../config/game-config.js';
import { MonotonicClock } from '../time/monotonic-clock.js';
import type { Connection, ServedConnection } from './connection.js';
import { Heartbeat } from './heartbeat.js';

/** Called for a client that has not signed in in time. */
export type CloseConnection = (code: CloseCode, reason: string) => void;

/** Closes connections whose clients are silent, or do not sign in where they have to. */
@Injectable()
export class ClientWatch implements OnApplicationShutdown {
  private readonly heartbeat: Heartbeat;

  constructor(
    private readonly config: GameConfig,
    private readonly clock: MonotonicClock,
    fence: Fence,
  ) {
    this.heartbeat = new Heartbeat(config.PING_INTERVAL_MS, config.PING_MISSES, () => performance.now(), fence);
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
}
