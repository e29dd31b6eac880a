/** An id, a slot and a version are stored together: each client's list is a few cache lines, read sequentially. */
const STRIDE = 3;
const SLOT = 1;
const SENT = 2;

/** The entities of a set that one client knows, by ascending id, and the version of each that it was last sent. */
export class KnownEntities {
  count = 0;
  private cells = new Uint32Array(0);

  /** An independent copy. */
  copy(): KnownEntities {
    const copy = new KnownEntities();
    copy.count = this.count;
    copy.cells = this.cells.slice();
    return copy;
  }

  /** The id of the entity at a place in the list. */
  idAt(at: number): number {
    return this.cells[at * STRIDE] ?? 0;
  }

  /** The slot it had when the list was made. */
  slotAt(at: number): number {
    return this.cells[at * STRIDE + SLOT] ?? 0;
  }

  /** The version the client was last sent. */
  sentAt(at: number): number {
    return this.cells[at * STRIDE + SENT] ?? 0;
  }

  /** Records that the client was sent a version. */
  setSentAt(at: number, version: number): void {
    this.cells[at * STRIDE + SENT] = version;
  }

  /** The slots, by ascending id. */
  slots(): Uint32Array {
    return Uint32Array.from({ length: this.count }, (_, at) => this.slotAt(at));
  }

  /** Starts the list that will replace this one, with this one's first `same` entries; it has at most `most` entries. */
  beginNext(most: number, same = 0): void {
    if (next.cells.length < most * STRIDE) next.cells = new Uint32Array(most * STRIDE * 2);
    for (let i = 0; i < same * STRIDE; i++) next.cells[i] = this.cells[i] ?? 0;
    next.length = same * STRIDE;
  }

  /** Appends to the next list; ids must ascend. */
  putNext(id: number, slot: number, sent: number): void {
    const { cells, length } = next;
    cells[length] = id;
    cells[length + SLOT] = slot;
    cells[length + SENT] = sent;
    next.length = length + STRIDE;
  }

  /** Replaces this list by the next one. */
  endNext(): void {
    const { cells, length } = next;
    // Little spare capacity: there is one list per view.
    if (length > this.cells.length || length * 4 + 16 * STRIDE < this.cells.length)
      this.cells = new Uint32Array(length + 4 * STRIDE);
    for (let i = 0; i < length; i++) this.cells[i] = cells[i] ?? 0;
    this.count = length / STRIDE;
  }

  /** The position of an id in the list, or -1. */
  indexOf(id: number): number {
    let low = 0;
    let high = this.count - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = this.idAt(middle);
      if (found === id) return middle;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }
}

/** The list being built; only one at a time. */
const next = { cells: new Uint32Array(64 * STRIDE), length: 0 };
