/** An id, a slot and a version lie side by side: each client's list is a few cache lines, read from one end to the other. */
const STRIDE = 3;
const SLOT = 1;
const SENT = 2;

/** The entities that one client knows of a set, in the order of their ids, and up to which version it was sent each. */
export class KnownEntities {
  count = 0;
  private cells = new Uint32Array(0);

  /** A list of its own with the same. */
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

  /** The version that the client was last sent of it. */
  sentAt(at: number): number {
    return this.cells[at * STRIDE + SENT] ?? 0;
  }

  /** Notes that the client was sent a version of it. */
  setSentAt(at: number, version: number): void {
    this.cells[at * STRIDE + SENT] = version;
  }

  /** The slots, in the order of the ids. */
  slots(): Uint32Array {
    return Uint32Array.from({ length: this.count }, (_, at) => this.slotAt(at));
  }

  /** Begins the list that takes this one's place, with its own first `same`; it has at most `most` entities. */
  beginNext(most: number, same = 0): void {
    if (next.cells.length < most * STRIDE) next.cells = new Uint32Array(most * STRIDE * 2);
    for (let i = 0; i < same * STRIDE; i++) next.cells[i] = this.cells[i] ?? 0;
    next.length = same * STRIDE;
  }

  /** Goes on with the next list; ids ascend. */
  putNext(id: number, slot: number, sent: number): void {
    const { cells, length } = next;
    cells[length] = id;
    cells[length + SLOT] = slot;
    cells[length + SENT] = sent;
    next.length = length + STRIDE;
  }

  /** Puts the next list in this one's place. */
  endNext(): void {
    const { cells, length } = next;
    // Little more than it needs: there is one for each view.
    if (length > this.cells.length || length * 4 + 16 * STRIDE < this.cells.length)
      this.cells = new Uint32Array(length + 4 * STRIDE);
    for (let i = 0; i < length; i++) this.cells[i] = cells[i] ?? 0;
    this.count = length / STRIDE;
  }

  /** Where an id is in the list, or -1. */
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

/** The one that is built; of one at a time. */
const next = { cells: new Uint32Array(64 * STRIDE), length: 0 };
