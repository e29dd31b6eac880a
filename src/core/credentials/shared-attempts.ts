import type { SharedCounters } from '../cluster/shared-counters.js';
import type { AttemptRule } from './attempt-limit.js';

/** The failed attempts of all nodes, counted once. While the store is away each node counts for itself. */
export class SharedAttempts {
  /** @param name what is attempted, different for each limit */
  constructor(
    private readonly counters: SharedCounters,
    private readonly name: string,
    private readonly rule: AttemptRule,
  ) {}

  /**
   * Counts an attempt as a failure. @param account see {@link AttemptLimit.guard}; @param key the address, see `addressKey`
   * @returns what takes it back; undefined when there were too many
   */
  async take(account: string | undefined, key: string, device?: string): Promise<(() => void) | undefined> {
    const { perAccount, accountWindowMs, perAddress, addressWindowMs } = this.rule;
    if (device !== undefined) {
      const isLeft = await this.counters.spend(this.keyOf('device', device), perAccount, accountWindowMs);
      return isLeft ? () => this.giveBack('device', device, true) : undefined;
    }
    if (!(await this.counters.spend(this.keyOf('address', key), perAddress, addressWindowMs))) return undefined;
    if (account === undefined) return () => this.giveBack('address', key);
    if (await this.counters.spend(this.keyOf('account', account), perAccount, accountWindowMs)) {
      return () => {
        this.giveBack('address', key);
        this.forgive(account);
      };
    }
    this.giveBack('address', key);
    return undefined;
  }

  /** Clears an account's failures. */
  forgive(account: string): void {
    this.giveBack('account', account, true);
  }

  private giveBack(kind: string, key: string, isAll = false): void {
    // A count that stays is gone after its window.
    this.counters.giveBack(this.keyOf(kind, key), isAll).catch(() => undefined);
  }

  private keyOf(kind: string, key: string): string {
    return `${this.name}:${kind}:${key}`;
  }
}
