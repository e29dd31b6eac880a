import { Injectable } from '@nestjs/common';
import { argon2id, hash, verify } from 'argon2';
import { GameError } from '../../protocol/game-error.js';
import { addressKey } from '../limits/address-key.js';
import { FairQueue, QueueFullError } from '../limits/fair-queue.js';
import { CredentialError } from './attempt-limit.js';

/** OWASP's password storage cheat sheet: argon2id with 19 MiB, 2 passes, 1 lane. About 40 ms of one core. */
const OPTIONS = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A well-formed hash of no known password: verifying against it takes as long when there is no real one. */
const DECOY = `$argon2id$v=19$m=${OPTIONS.memoryCost},t=${OPTIONS.timeCost},p=${OPTIONS.parallelism}$${'A'.repeat(22)}$${'A'.repeat(43)}`;

/** Hashing occupies libuv threads, which file access and DNS need too: Node has four. */
const QUEUE = { atOnce: 2, waitingPerKey: 32, waiting: 256 };

/** Hashes passwords with argon2id, a few at a time; queued requests take turns by client address. */
@Injectable()
export class Passwords {
  private readonly queue = new FairQueue(QUEUE);

  /**
   * Hashes a password for a client at `address`. The result includes salt and parameters.
   * @throws GameError auth.too_many_attempts when the queue is full
   */
  hash(password: string, address: string): Promise<string> {
    return this.inTurn(address, () => hash(normal(password), OPTIONS));
  }

  /**
   * Whether the password matches this hash; without a hash, false after the same time.
   * @throws GameError auth.too_many_attempts when the queue is full
   */
  async isMatch(password: string, stored: string | null | undefined, address: string): Promise<boolean> {
    const isSame = await this.inTurn(address, () => verify(stored ?? DECOY, normal(password)));
    return isSame && typeof stored === 'string';
  }

  private async inTurn<T>(address: string, work: () => Promise<T>): Promise<T> {
    try {
      return await this.queue.run(addressKey(address), work);
    } catch (cause) {
      if (cause instanceof QueueFullError) throw new GameError(CredentialError['auth.too_many_attempts'], { cause });
      throw cause;
    }
  }
}

// The same characters, however the keyboard composed them (NIST SP 800-63B section 3.1.1.2).
function normal(password: string): string {
  return password.normalize('NFKC');
}
