import type { SharedCounters } from '../cluster/shared-counters.js';

/** How many failures are allowed. */
export interface AttemptRule {
  /** Per account, within {@link accountWindowMs}. */
  readonly perAccount: number;
  /** How long failures count against an account, in milliseconds. */
  readonly accountWindowMs: number;
  /** Per client address, within {@link addressWindowMs}. */
  readonly perAddress: number;
  /** How long failures count against an address, in milliseconds. */
  readonly addressWindowMs: number;
}

/** The failed attempts of all nodes, counted once. While the store is away each node counts for itself. */
export class SharedAttempts {
  /** @param name what is attempted, different for each limit */
  constructor(
    private readonly counters: SharedCounters,
    private readonly name: string,
    private readonly rule: AttemptRule,
  ) {}

  /**
   * Counts an attempt as a failure. @param account what is guessed at; @param key the address, see `addressKey`
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
