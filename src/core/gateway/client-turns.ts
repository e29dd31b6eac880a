import type { IncomingMessage, ServerResponse } from 'node:http';
import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { GameError } from '../../protocol/game-error.js';
import { GameConfig } from '../config/game-config.js';
import { addressKey } from '../limits/address-key.js';
import { FairQueue, QueueFullError } from '../limits/fair-queue.js';
import type { Session } from '../sessions/session.js';
import { UpgradeGate } from './upgrade-gate.js';

/** The embedded database does one thing at a time; while it does, the next of another address is made ready. */
const EMBEDDED_AT_ONCE = 2;
/** An address has its connections, and each of them one message at a time. */
const WAITING_PER_ADDRESS = 1_024;
const WAITING = 8_192;
/** A turn over HTTP ends with the answer; an answer that is not read must not hold up others. */
const MAX_HTTP_TURN_MS = 5_000;

const IN_TURN = Symbol('godwit:in-turn');

/**
 * Marks a service whose message handlers use the database: they start when it is the turn of the client's address, so that
 * no client can make others wait for more than one of its messages. A session that is over by then is not served.
 */
export function InTurn(): ClassDecorator {
  return (target) => Reflect.defineMetadata(IN_TURN, true, target);
}

/** Whether the class is marked with {@link InTurn}. */
export function isInTurn(type: object): boolean {
  return Reflect.hasMetadata(IN_TURN, type);
}

/** Serves clients that use the database one of each address in turn, over sockets and over HTTP. */
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
        // Whoever has left meanwhile costs nothing more.
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
