/** A growing buffer that a Variant is written into; a message codec can lend its own. */
export interface VariantTarget {
  readonly bytes: Uint8Array;
  /** Over the same memory as `bytes`. */
  readonly view: DataView;
  /** Where the next byte goes. */
  position: number;
  /** Reserves `byteLength` bytes at `position`, which may replace `bytes` and `view`. */
  reserve(byteLength: number): void;
}

/** A plain {@link VariantTarget} that doubles when full. */
export class GrowingBuffer implements VariantTarget {
  bytes: Uint8Array;
  view: DataView;
  position = 0;

  /** @param byteLength initial size, above 0 */
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
