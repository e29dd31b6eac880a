import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { GameConfig } from '../config/game-config.js';
import { addressKey } from '../limits/address-key.js';
import { FairQueue, QueueFullError } from '../limits/fair-queue.js';
import type { Session } from '../sessions/session.js';
import { UpgradeGate } from './upgrade-gate.js';

/** The embedded database runs one query at a time; a second turn prepares its work meanwhile. */
const EMBEDDED_AT_ONCE = 2;
/** One message at a time for each connection an address may have. */
const WAITING_PER_ADDRESS = 1_024;
const WAITING = 8_192;
/** An HTTP turn ends with the response; a client that does not read its response must not hold up others. */
const MAX_HTTP_TURN_MS = 5_000;

const IN_TURN = Symbol('godwit:in-turn');

/**
 * Marks a service whose message handlers use the database: each handler waits for the turn of the client's address, so that no
 * client makes others wait for more than one of its messages. A session that has ended by then is not served.
 */
export function InTurn(): ClassDecorator {
  return (target) => Reflect.defineMetadata(IN_TURN, true, target);
}

/** Whether the class is marked with {@link InTurn}. */
export function isInTurn(type: object): boolean {
  return Reflect.hasMetadata(IN_TURN, type);
}

/** Gives turns at the database round-robin by client address, over sockets and HTTP alike. */
@Injectable()
export class ClientTurns {
  private readonly queue: FairQueue;

  constructor({ DATABASE_URL, DATABASE_POOL_SIZE }: GameConfig) {
    const atOnce = DATABASE_URL === undefined ? EMBEDDED_AT_ONCE : DATABASE_POOL_SIZE;
    this.queue = new FairQueue({ atOnce, waitingPerKey: WAITING_PER_ADDRESS, waiting: WAITING });
  }

  /** Runs `work` when it is the turn of a client at `address`. @throws GameError rate.limited; what `work` throws */
  async run<T>(address: string, work: () => T | Promise<T>): Promise<T> {
    try {
      return await this.queue.run(addressKey(address), async () => work());
    } catch (cause) {
      throw cause instanceof QueueFullError ? new GameError('rate.limited', { cause }) : cause;
    }
  }

  /** The same for a session. @throws GameError session.closed when it is over by then */
  serve(session: Session, handle: () => unknown): Promise<unknown> {
    return this.run(session.remoteAddress, () => {
      if (!session.isOpen) throw new GameError('session.closed');
      return handle();
    });
  }
}

/** The same for HTTP: `@UseGuards(HttpTurn)` on a controller that uses the database. */
@Injectable()
export class HttpTurn implements CanActivate {
  constructor(
    private readonly turns: ClientTurns,
    private readonly gate: UpgradeGate,
  ) {}

  /** Nest's hook: waits for the turn, which ends with the answer. @throws GameError rate.limited */
  canActivate(context: ExecutionContext): Promise<boolean> {
    const http = context.switchToHttp();
    const response = http.getResponse<ServerResponse>();
    const address = this.gate.addressOf(http.getRequest<IncomingMessage>());
    return new Promise((resolve, reject) => {
      const turn = this.turns.run(address, () => {
        // A client that has disconnected meanwhile costs nothing more.
        if (response.destroyed) return;
        resolve(true);
        return answered(response);
      });
      turn.then(() => resolve(false), reject);
    });
  }
}

function answered(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, MAX_HTTP_TURN_MS);
    const end = (): void => {
      clearTimeout(timer);
      resolve();
    };
    response.once('finish', end);
    response.once('close', end);
  });
}
