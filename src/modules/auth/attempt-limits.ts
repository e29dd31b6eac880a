import { Injectable } from '@nestjs/common';
import { GameConfig } from '../../core/config/game-config.js';
import { GameError } from '../../protocol/game-error.js';
import { addressKey, AttemptLimit } from './attempt-limit.js';
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
  private readonly byAccount: AttemptLimit;
  private readonly byAddress: AttemptLimit;
  private readonly newAccounts: AttemptLimit;
  private readonly mails = new AttemptLimit(MAILS_PER_RECEIVER, ADDRESS_WINDOW_MS);

  constructor(config: GameConfig) {
    this.byAccount = new AttemptLimit(config.AUTH_FAILURES_PER_ACCOUNT, ACCOUNT_WINDOW_MS);
    this.byAddress = new AttemptLimit(config.AUTH_FAILURES_PER_ADDRESS, ADDRESS_WINDOW_MS);
    this.newAccounts = new AttemptLimit(config.AUTH_SIGN_UPS_PER_ADDRESS, ADDRESS_WINDOW_MS);
  }

  /**
   * Runs an attempt to prove something. It counts as a failure from the start, so that many at once gain nothing, and no
   * more when `work` was a success, that is, returned something.
   * @param account what is guessed at, whether it exists or not; undefined when every guess is at another
   * @throws GameError auth.too_many_attempts
   */
  async guard<T>(account: string | undefined, address: string, work: () => Promise<T>): Promise<T> {
    const key = addressKey(address);
    if (account !== undefined && !this.byAccount.take(account)) refuse();
    if (!this.byAddress.take(key)) refuse();
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
    if (!this.newAccounts.take(addressKey(address))) refuse();
  }

  /** Counts a mail to somebody; false when there were too many. */
  countMail(receiver: string): boolean {
    return this.mails.take(receiver);
  }
}

function refuse(): never {
  throw new GameError(AuthError['auth.too_many_attempts']);
}
