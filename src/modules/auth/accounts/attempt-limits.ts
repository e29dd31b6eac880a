import { Injectable } from '@nestjs/common';
import { AttemptLimit, refuseAttempt } from '../../../core/credentials/attempt-limit.js';
import { addressKey } from '../../../core/limits/address-key.js';
import { KeyedLimit } from '../../../core/limits/keyed-limit.js';
import { AuthConfig } from '../auth.config.js';

const MINUTE_MS = 60_000;

/** How long failures count against an account. */
const ACCOUNT_WINDOW_MS = 5 * MINUTE_MS;
/** How long failures, new accounts and mails count against an address. */
const ADDRESS_WINDOW_MS = 10 * MINUTE_MS;
/** Mails per recipient within {@link ADDRESS_WINDOW_MS}. */
const MAILS_PER_RECEIVER = 3;

/** Slows down password guessing, mass sign-up and mail floods. Counts in memory, per node. */
@Injectable()
export class AttemptLimits extends AttemptLimit {
  private readonly newAccounts: KeyedLimit;
  private readonly mails = new KeyedLimit({ failures: MAILS_PER_RECEIVER, windowMs: ADDRESS_WINDOW_MS });

  constructor(config: AuthConfig) {
    super({
      perAccount: config.AUTH_FAILURES_PER_ACCOUNT,
      accountWindowMs: ACCOUNT_WINDOW_MS,
      perAddress: config.AUTH_FAILURES_PER_ADDRESS,
      addressWindowMs: ADDRESS_WINDOW_MS,
    });
    this.newAccounts = new KeyedLimit({ failures: config.AUTH_SIGN_UPS_PER_ADDRESS, windowMs: ADDRESS_WINDOW_MS });
  }

  /** Counts a new account, or anything else that makes this server send a mail. @throws GameError auth.too_many_attempts */
  countSignUp(address: string): void {
    if (!this.newAccounts.admits(addressKey(address))) refuseAttempt();
  }

  /** Counts a mail to a mailbox, see `mailboxOf`; false when there were too many. */
  countMail(receiver: string): boolean {
    return this.mails.admits(receiver);
  }
}
