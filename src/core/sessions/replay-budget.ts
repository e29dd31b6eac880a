/** What the replays of one network address hold together, and those of all addresses. */
export class ReplayBudget {
  /** The bytes of this address. */
  bytes = 0;

  /**
   * @param total the budget of all addresses; undefined for that one itself
   * @param onExceeded called whenever something is added and there is more than `maxBytes`, in the midst of a send
   */
  constructor(
    private readonly maxBytes: number,
    private readonly total: ReplayBudget | undefined,
    private readonly onExceeded: () => void,
  ) {}

  /** True while there is more than may be. */
  get isExceeded(): boolean {
    return this.bytes > this.maxBytes;
  }

  /** Counts bytes that are kept, or, negative, that are not any more. */
  add(bytes: number): void {
    this.bytes += bytes;
    if (bytes > 0 && this.bytes > this.maxBytes) this.onExceeded();
    this.total?.add(bytes);
  }
}

/** Counts for nobody. */
export const UNBOUNDED = new ReplayBudget(Infinity, undefined, () => undefined);
