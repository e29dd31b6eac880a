import { Injectable } from '@nestjs/common';
import { CloseCode } from '../../protocol/close-codes.js';
import { GameConfig } from '../config/game-config.js';
import { MonotonicClock } from '../time/monotonic-clock.js';
import type { ServedConnection } from './connection.js';

/** Where a client has to sign in, how long it may take to: HELLO_TIMEOUT_MS of the time in which this node may act. */
@Injectable()
export class HelloDeadline {
  constructor(
    private readonly config: GameConfig,
    private readonly clock: MonotonicClock,
  ) {}

  /** From now on it is waited for the Hello of this connection. @param close called when none has come that is valid */
  begin(connection: ServedConnection, close: (code: CloseCode, reason: string) => void): void {
    if (!this.config.AUTH_REQUIRED) return;
    connection.cancelHelloTimer = this.clock.setTimer(() => {
      if (connection.session.playerId === undefined) close(CloseCode.AuthRefused, 'session.hello_timeout');
    }, this.config.HELLO_TIMEOUT_MS);
  }
}
