/** The entities that one client knows of a set, in the order of their ids, and up to which version it was sent each. */
export class KnownEntities {
  ids = new Uint32Array(0);
  slots = new Uint32Array(0);
  sent = new Uint32Array(0);
  count = 0;

  /** Begins the list that takes this one's place; it has at most `most` entities. */
  beginNext(most: number): void {
    if (next.ids.length < most) {
      next.ids = new Uint32Array(most * 2);
      next.slots = new Uint32Array(most * 2);
      next.sent = new Uint32Array(most * 2);
    }
    next.count = 0;
  }

  /** Goes on with the next list; ids ascend. */
  putNext(id: number, slot: number, sent: number): void {
    next.ids[next.count] = id;
    next.slots[next.count] = slot;
    next.sent[next.count++] = sent;
  }

  /** Puts the next list in this one's place. */
  endNext(): void {
    const { count } = next;
    // Little more than it needs: there is one for each view.
    if (count > this.ids.length || count * 4 + 16 < this.ids.length) {
      this.ids = new Uint32Array(count + 4);
      this.slots = new Uint32Array(count + 4);
      this.sent = new Uint32Array(count + 4);
    }
    for (let i = 0; i < count; i++) {
      this.ids[i] = next.ids[i] ?? 0;
      this.slots[i] = next.slots[i] ?? 0;
      this.sent[i] = next.sent[i] ?? 0;
    }
    this.count = count;
  }

  /** Where an id is in the list, or -1. */
  indexOf(id: number): number {
    const { ids } = this;
    let low = 0;
    let high = this.count - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = ids[middle] ?? 0;
      if (found === id) return middle;
      if (found < id) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  /** The client knows nothing any more. */
  clear(): void {
    this.count = 0;
  }
}

/** The one that is built; of one at a time. */
const next = {
  ids: new Uint32Array(64),
  slots: new Uint32Array(64),
  sent: new Uint32Array(64),
  count: 0,
};
