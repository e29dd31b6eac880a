import { defineErrors } from '../../protocol/error-codes.js';
import { GameError } from '../../protocol/game-error.js';
import type { SharedCounters } from '../cluster/shared-counters.js';
import { addressKey } from '../limits/address-key.js';
import { KeyedLimit, type KeyedLimitOptions } from '../limits/keyed-limit.js';
import { type AttemptRule, SharedAttempts } from './shared-attempts.js';

/** What anything that can be guessed refuses, whoever asks: players and administrators. */
export const CredentialError = defineErrors({
  'auth.too_many_attempts': { text: 'Too many attempts; wait some minutes and try again.', httpStatus: 429 },
});

/** Options of a limit besides its rule. */
export interface AttemptLimitOptions extends Pick<KeyedLimitOptions, 'nowMs'> {
  /** Counts the attempts of all nodes together, under a name of its own. */
  readonly shared?: { readonly counters: SharedCounters; readonly name: string } | undefined;
}

/**
 * Slows down guessing: failed attempts by account, by address, and by a device that is known. In memory; with
 * {@link AttemptLimitOptions.shared} over all nodes too.
 */
export class AttemptLimit {
  private readonly byAccount: KeyedLimit;
  private readonly byAddress: KeyedLimit;
  private readonly byDevice: KeyedLimit;
  private readonly shared: SharedAttempts | undefined;

  constructor(rule: AttemptRule, { shared, ...options }: AttemptLimitOptions = {}) {
    const { perAccount, accountWindowMs, perAddress, addressWindowMs } = rule;
    this.byAccount = new KeyedLimit({ failures: perAccount, windowMs: accountWindowMs }, options);
    this.byDevice = new KeyedLimit({ failures: perAccount, windowMs: accountWindowMs }, options);
    this.byAddress = new KeyedLimit({ failures: perAddress, windowMs: addressWindowMs }, options);
    this.shared = shared && new SharedAttempts(shared.counters, shared.name, rule);
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
    const key = addressKey(address);
    const undo = device === undefined ? this.take(account, key) : this.takeDevice(device);
    const undoShared = this.shared && (await this.takeShared(this.shared, account, key, device));
    const result = await work();
    if (result === undefined) return result;
    undo();
    undoShared?.();
    return result;
  }

  /** Clears an account's failures once its owner has proven who they are some other way. */
  forgive(account: string): void {
    this.byAccount.clear(account);
    this.shared?.forgive(account);
  }

  private async takeShared(
    shared: SharedAttempts,
    account: string | undefined,
    key: string,
    device: string | undefined,
  ): Promise<() => void> {
    const undo = await shared.take(account, key, device);
    if (undo !== undefined) return undo;
    // The attempt learned nothing, so it was not a guess.
    if (device !== undefined) this.byDevice.giveBack(device);
    else {
      this.byAddress.giveBack(key);
      if (account !== undefined) this.byAccount.giveBack(account);
    }
    refuseAttempt();
  }

  private take(account: string | undefined, key: string): () => void {
    if (!this.byAddress.admits(key)) refuseAttempt();
    if (account !== undefined && !this.byAccount.admits(account)) {
      // The attempt learned nothing, so it was not a guess.
      this.byAddress.giveBack(key);
      refuseAttempt();
    }
    return () => {
      this.byAddress.giveBack(key);
      if (account !== undefined) this.byAccount.clear(account);
    };
  }

  private takeDevice(device: string): () => void {
    if (!this.byDevice.admits(device)) refuseAttempt();
    return () => this.byDevice.clear(device);
  }
}

/** @throws GameError auth.too_many_attempts */
export function refuseAttempt(): never {
  throw new GameError(CredentialError['auth.too_many_attempts']);
}
