/** A growing buffer that a Variant is written into; a message codec can lend its own. */
export interface VariantTarget {
  readonly bytes: Uint8Array;
  /** Of the same memory as `bytes`. */
  readonly view: DataView;
  /** Where the next byte goes. */
  position: number;
  /** Makes room for `byteLength` bytes at `position`, whereby `bytes` and `view` may become others. */
  reserve(byteLength: number): void;
}

/** The plain {@link VariantTarget}: doubles when full. */
export class GrowingBuffer implements VariantTarget {
  bytes: Uint8Array;
  view: DataView;
  position = 0;

  /** @param byteLength the room to begin with, above 0 */
  constructor(byteLength: number) {
    this.bytes = new Uint8Array(byteLength);
    this.view = new DataView(this.bytes.buffer);
  }

  reserve(byteLength: number): void {
    const needed = this.position + byteLength;
    if (needed > this.bytes.length) this.grow(needed);
  }

  private grow(needed: number): void {
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.position));
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }
}
