/** A set of slots that is filled and emptied again and again: emptying it takes one step. */
export class SlotMarks {
  private marks = new Uint32Array(0);
  private mark = 0;

  /** Forgets all; slots will be below `capacity`. */
  clear(capacity: number): void {
    if (this.marks.length < capacity) this.marks = new Uint32Array(capacity * 2);
    if (this.mark === 0xffff_ffff) {
      this.marks.fill(0);
      this.mark = 0;
    }
    this.mark += 1;
  }

  /** Puts a slot in. */
  add(slot: number): void {
    this.marks[slot] = this.mark;
  }

  /** Whether a slot is in. */
  has(slot: number): boolean {
    return this.marks[slot] === this.mark;
  }
}
