import { Injectable, Optional } from '@nestjs/common';
import { Cluster } from '../../../core/cluster/cluster.js';
import { ClusterBus } from '../../../core/cluster/cluster-bus.js';
import { SharedCounters } from '../../../core/cluster/shared-counters.js';
import { AttemptLimit, refuseAttempt } from '../../../core/credentials/attempt-limit.js';
import { CountNews } from '../../../core/credentials/count-news.js';
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

/** Slows down password guessing, mass sign-up and mail floods; counts over all nodes. */
@Injectable()
export class AttemptLimits extends AttemptLimit {
  private readonly newAccounts: KeyedLimit;
  private readonly mails = new KeyedLimit({ failures: MAILS_PER_RECEIVER, windowMs: ADDRESS_WINDOW_MS });

  private readonly news: CountNews | undefined;

  constructor(config: AuthConfig, counters: SharedCounters, bus: ClusterBus, @Optional() cluster?: Cluster) {
    const rule = {
      perAccount: config.AUTH_FAILURES_PER_ACCOUNT,
      accountWindowMs: ACCOUNT_WINDOW_MS,
      perAddress: config.AUTH_FAILURES_PER_ADDRESS,
      addressWindowMs: ADDRESS_WINDOW_MS,
    };
    super(rule, cluster && { shared: { counters, name: 'auth' } });
    this.newAccounts = new KeyedLimit({ failures: config.AUTH_SIGN_UPS_PER_ADDRESS, windowMs: ADDRESS_WINDOW_MS });
    this.news = cluster && new CountNews('auth', bus, cluster.nodeId);
    this.news?.hear((kind, key) => void (kind === 'mail' ? this.mails : this.newAccounts).admits(key));
  }

  /** Counts a new account, or anything else that makes this server send a mail. @throws GameError auth.too_many_attempts */
  countSignUp(address: string): void {
    const key = addressKey(address);
    if (!this.newAccounts.admits(key)) refuseAttempt();
    this.news?.tell('account', key);
  }

  /** Counts a mail to a mailbox, see `mailboxOf`; false when there were too many. */
  countMail(receiver: string): boolean {
    const isAdmitted = this.mails.admits(receiver);
    if (isAdmitted) this.news?.tell('mail', receiver);
    return isAdmitted;
  }
}
