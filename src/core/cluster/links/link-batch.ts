import { HEADER_BYTES, MAX_RECORD_BYTES, writeHeader, type RecordType } from './link-records.js';

const SLAB_BYTES = 65_536;
/** The largest message: what fits into a slab. */
export const MAX_MESSAGE_BYTES = SLAB_BYTES;
/** Bytes of a record in one part, so that a snapshot does not hold up a frame for long. */
const PART_BYTES = SLAB_BYTES / 2 - HEADER_BYTES;

/** After a message the next one waits so long for company: each costs a system call, and a turn of the loop, at both ends. */
const PAUSE_MS = 1;

/**
 * Collects the records of one turn of the event loop into one message, and under load those of a millisecond: what is said
 * after a pause leaves with its turn. Every record is copied once, side by side with the others; what several links send does not mix.
 */
export class LinkBatch {
  private slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
  private begin = 0;
  private end = 0;
  private isScheduled = false;
  private sentMs = -Infinity;
  private readonly flushLater = (): void => {
    this.isScheduled = false;
    this.flush();
  };

  /** @param send takes a finished message; it is not written to any more */
  constructor(private readonly send: (message: Buffer) => void) {}

  /** Bytes that wait for the end of the turn, or of the pause. */
  get pendingBytes(): number {
    return this.end - this.begin;
  }

  /** Adds a record. @throws RangeError when it is larger than any record may be */
  add(kind: RecordType, id: number, bytes: Uint8Array): void {
    if (bytes.length <= PART_BYTES) {
      this.addPart(kind, false, id, bytes);
      return;
    }
    if (bytes.length > MAX_RECORD_BYTES) throw new RangeError(`${bytes.length} bytes are too many for a link.`);
    for (let at = 0; at < bytes.length; at += PART_BYTES) {
      const part = bytes.subarray(at, at + PART_BYTES);
      this.addPart(kind, at + PART_BYTES < bytes.length, id, part);
    }
  }

  /** Sends what waits now. */
  flush(): void {
    if (this.begin === this.end) return;
    const message = this.slab.subarray(this.begin, this.end);
    this.begin = this.end;
    this.sentMs = performance.now();
    this.send(message);
  }

  private addPart(kind: RecordType, goesOn: boolean, id: number, bytes: Uint8Array): void {
    if (this.end + HEADER_BYTES + bytes.length > SLAB_BYTES) {
      this.flush();
      // The old slab lives on as long as a socket still writes from it.
      this.slab = Buffer.allocUnsafeSlow(SLAB_BYTES);
      this.begin = this.end = 0;
    }
    const at = writeHeader(this.slab, this.end, kind, goesOn, id, bytes.length);
    this.slab.set(bytes, at);
    this.end = at + bytes.length;
    if (this.isScheduled) return;
    this.isScheduled = true;
    if (performance.now() - this.sentMs < PAUSE_MS) setTimeout(this.flushLater, PAUSE_MS);
    else setImmediate(this.flushLater);
  }
}
