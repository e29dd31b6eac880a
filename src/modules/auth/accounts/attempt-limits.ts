import { Injectable } from '@nestjs/common';
import { AuthConfig } from '../auth.config.js';
import { addressKey } from '../../../core/limits/address-key.js';
import { KeyedLimit } from '../../../core/limits/keyed-limit.js';
import { GameError } from '../../../protocol/game-error.js';
import { AuthError } from '../auth.errors.js';

const MINUTE_MS = 60_000;

/** How long failures count against an account. */
const ACCOUNT_WINDOW_MS = 5 * MINUTE_MS;
/** How long failures, new accounts and mails count against an address. */
const ADDRESS_WINDOW_MS = 10 * MINUTE_MS;
/** Mails per recipient within {@link ADDRESS_WINDOW_MS}. */
const MAILS_PER_RECEIVER = 3;

/** Slows down password guessing, mass sign-up and mail floods. Counts in memory, per node. */
@Injectable()
export class AttemptLimits {
  private readonly byAccount: KeyedLimit;
  private readonly byAddress: KeyedLimit;
  private readonly byDevice: KeyedLimit;
  private readonly newAccounts: KeyedLimit;
  private readonly mails = new KeyedLimit({ failures: MAILS_PER_RECEIVER, windowMs: ADDRESS_WINDOW_MS });

  constructor(config: AuthConfig) {
    this.byAccount = new KeyedLimit({ failures: config.AUTH_FAILURES_PER_ACCOUNT, windowMs: ACCOUNT_WINDOW_MS });
    this.byDevice = new KeyedLimit({ failures: config.AUTH_FAILURES_PER_ACCOUNT, windowMs: ACCOUNT_WINDOW_MS });
    this.byAddress = new KeyedLimit({ failures: config.AUTH_FAILURES_PER_ADDRESS, windowMs: ADDRESS_WINDOW_MS });
    this.newAccounts = new KeyedLimit({ failures: config.AUTH_SIGN_UPS_PER_ADDRESS, windowMs: ADDRESS_WINDOW_MS });
  }

  /**
   * Runs an attempt to prove something. It counts as a failure from the start, so that parallel attempts gain nothing, and
   * stops counting once `work` succeeds, that is, returns something. Attempts from a blocked address are not counted against
   * the account: that address could lock others out.
   * @param account what is being guessed at, whether it exists or not; undefined when every guess has another target
   * @param device a sign-in that this device has had to the account: it is known, so other people's failures, including those
   *   from its address, do not lock it out; it has an allowance of its own
   * @throws GameError auth.too_many_attempts
   */
  async guard<T>(account: string | undefined, address: string, work: () => Promise<T>, device?: string): Promise<T> {
    const undo = device === undefined ? this.take(account, addressKey(address)) : this.takeDevice(device);
    const result = await work();
    if (result !== undefined) undo();
    return result;
  }

  /** Clears an account's failures once its player has proven who they are some other way. */
  forgive(account: string): void {
    this.byAccount.clear(account);
  }

  /** Counts a new account, or anything else that makes this server send a mail. @throws GameError auth.too_many_attempts */
  countSignUp(address: string): void {
    if (!this.newAccounts.admits(addressKey(address))) refuse();
  }

  /** Counts a mail to a mailbox, see `mailboxOf`; false when there were too many. */
  countMail(receiver: string): boolean {
    return this.mails.admits(receiver);
  }

  private take(account: string | undefined, key: string): () => void {
    if (!this.byAddress.admits(key)) refuse();
    if (account !== undefined && !this.byAccount.admits(account)) {
      // The attempt learned nothing, so it was not a guess.
      this.byAddress.giveBack(key);
      refuse();
    }
    return () => {
      this.byAddress.giveBack(key);
      if (account !== undefined) this.byAccount.clear(account);
    };
  }

  private takeDevice(device: string): () => void {
    if (!this.byDevice.admits(device)) refuse();
    return () => this.byDevice.clear(device);
  }
}

function refuse(): never {
  throw new GameError(AuthError['auth.too_many_attempts']);
}
