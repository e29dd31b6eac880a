/** One copy of a record, in the memory of one process. */
export interface Copy {
  readonly key: string;
  readonly nodeId: string;
  /** Grows with every copy that is made of anything. */
  readonly serial: number;
}

/** What happened, and the first thing that must not. */
export class Journal {
  readonly lines: string[] = [];
  readonly faults: string[] = [];
  private readonly acting = new Map<string, Copy>();
  private readonly past = new Set<Copy>();
  private readonly usedTickets = new Map<string, string>();
  private readonly savedSerials = new Map<string, number>();
  private serial = 0;

  constructor(
    private readonly nowMs: () => number,
    private readonly storeChanges: () => number,
  ) {}

  copy(key: string, nodeId: string): Copy {
    return { key, nodeId, serial: this.serial++ };
  }

  note(text: string): void {
    this.lines.push(`${Math.round(this.nowMs()) % 1_000_000} ${text}`);
  }

  fault(text: string): void {
    this.note(`FAULT ${text}`);
    this.faults.push(text);
  }

  /**
   * A copy did something that others may see: no other may be able to. Copies also act one after the other, never by turns; only
   * when the store has forgotten the later one, and nobody has it any more, an earlier one may go on.
   */
  acts(copy: Copy, nodes: Iterable<{ canAct(key: string): Copy | undefined }>): void {
    const before = this.acting.get(copy.key);
    if (before === copy) return;
    for (const node of nodes) {
      const other = node.canAct(copy.key);
      if (other && other !== copy) this.fault(`${copy.key} acts at ${copy.nodeId} and at ${other.nodeId}`);
    }
    if (this.past.has(copy) && this.storeChanges() === 0) {
      this.fault(`${copy.key} acts at ${copy.nodeId}, and after it had acted at ${before?.nodeId ?? '?'}`);
    }
    this.note(`${copy.key} acts at ${copy.nodeId}`);
    if (before) this.past.add(before);
    this.past.delete(copy);
    this.acting.set(copy.key, copy);
  }

  /** The store took what a copy saved. */
  saved(copy: Copy): void {
    this.savedSerials.set(copy.key, copy.serial);
    if (this.past.has(copy)) this.fault(`${copy.key} was saved by ${copy.nodeId}, which no longer has it`);
  }

  used(ticket: string, nodeId: string): void {
    const before = this.usedTickets.get(ticket);
    if (before !== undefined) this.fault(`${ticket} was used at ${before} and at ${nodeId}`);
    this.usedTickets.set(ticket, nodeId);
  }
}
