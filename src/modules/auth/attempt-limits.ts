import { Injectable } from '@nestjs/common';
import { GameConfig } from '../../core/config/game-config.js';
import { addressKey } from '../../core/limits/address-key.js';
import { KeyedLimit } from '../../core/limits/keyed-limit.js';
import { GameError } from '../../protocol/game-error.js';
import { AuthError } from './auth.errors.js';

const MINUTE_MS = 60_000;

/** How long failures of one account count. */
const ACCOUNT_WINDOW_MS = 5 * MINUTE_MS;
/** How long failures, new accounts and mails of one address count. */
const ADDRESS_WINDOW_MS = 10 * MINUTE_MS;
/** Mails that one receiver gets within {@link ADDRESS_WINDOW_MS}. */
const MAILS_PER_RECEIVER = 3;

/** Keeps guessing, mass sign-up and mail floods slow. Counts in memory, on each node for itself. */
@Injectable()
export class AttemptLimits {
  private readonly byAccount: KeyedLimit;
  private readonly byAddress: KeyedLimit;
  private readonly newAccounts: KeyedLimit;
  private readonly mails = new KeyedLimit({ failures: MAILS_PER_RECEIVER, windowMs: ADDRESS_WINDOW_MS });

  constructor(config: GameConfig) {
    this.byAccount = new KeyedLimit({ failures: config.AUTH_FAILURES_PER_ACCOUNT, windowMs: ACCOUNT_WINDOW_MS });
    this.byAddress = new KeyedLimit({ failures: config.AUTH_FAILURES_PER_ADDRESS, windowMs: ADDRESS_WINDOW_MS });
    this.newAccounts = new KeyedLimit({ failures: config.AUTH_SIGN_UPS_PER_ADDRESS, windowMs: ADDRESS_WINDOW_MS });
  }

  /**
   * Runs an attempt to prove something. It counts as a failure from the start, so that many at once gain nothing, and no
   * more when `work` was a success, that is, returned something.
   * @param account what is guessed at, whether it exists or not; undefined when every guess is at another
   * @throws GameError auth.too_many_attempts
   */
  async guard<T>(account: string | undefined, address: string, work: () => Promise<T>): Promise<T> {
    const key = addressKey(address);
    if (account !== undefined && !this.byAccount.admits(account)) refuse();
    if (!this.byAddress.admits(key)) refuse();
    const result = await work();
    if (result === undefined) return result;
    this.byAddress.giveBack(key);
    if (account !== undefined) this.byAccount.clear(account);
    return result;
  }

  /** Forgets the failures of an account whose player has shown otherwise who he is. */
  forgive(account: string): void {
    this.byAccount.clear(account);
  }

  /** Counts a new account. @throws GameError auth.too_many_attempts */
  countSignUp(address: string): void {
    if (!this.newAccounts.admits(addressKey(address))) refuse();
  }

  /** Counts a mail to somebody; false when there were too many. */
  countMail(receiver: string): boolean {
    return this.mails.admits(receiver);
  }
}

function refuse(): never {
  throw new GameError(AuthError['auth.too_many_attempts']);
}
