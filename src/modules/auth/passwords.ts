import { Injectable } from '@nestjs/common';
import { argon2id, hash, verify } from 'argon2';
import { GameError } from '../../protocol/game-error.js';
import { AuthError } from './auth.errors.js';
import { Turnstile } from './turnstile.js';

/** OWASP's password storage cheat sheet: argon2id with 19 MiB, 2 passes, 1 lane. About 40 ms of one core. */
const OPTIONS = { type: argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** Hashing takes threads that files and DNS need too: node has four. */
const MOST_AT_ONCE = 2;
const MOST_WAITING = 64;

/** Hashes passwords with argon2id, a few at a time. */
@Injectable()
export class Passwords {
  private readonly turnstile = new Turnstile(MOST_AT_ONCE, MOST_WAITING);
  /** What a password is compared with where there is none, so that it takes as long. */
  private readonly decoy = hash('There is no such account.', OPTIONS);

  /** Hashes a password, salt and parameters included. @throws GameError auth.too_many_attempts when too many wait */
  hash(password: string): Promise<string> {
    return this.inTurn(() => hash(normal(password), OPTIONS));
  }

  /**
   * Whether it is the password of this hash; without a hash false, after the same time.
   * @throws GameError auth.too_many_attempts when too many wait
   */
  async isMatch(password: string, stored: string | null | undefined): Promise<boolean> {
    const expected = stored ?? (await this.decoy);
    const isSame = await this.inTurn(() => verify(expected, normal(password)));
    return isSame && typeof stored === 'string';
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.turnstile.isFull) throw new GameError(AuthError['auth.too_many_attempts']);
    return this.turnstile.pass(work);
  }
}

// The same characters, however the keyboard composed them (NIST SP 800-63B section 3.1.1.2).
function normal(password: string): string {
  return password.normalize('NFKC');
}
