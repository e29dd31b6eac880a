/**
 * What one binary message of a link holds: records one after the other, each of `kind`, the id of its call or pipe, the length
 * of what follows, and that. Ids are given by who calls or opens, so that every kind has a direction.
 */
export const RecordType = {
  /** Asks: the name and the payload. */
  Call: 1,
  /** Answers a call. */
  Answer: 2,
  /** Refuses a call: code and text. */
  Failure: 3,
  /** Opens a pipe: the name and the opening. */
  Open: 4,
  /** Bytes from who opened a pipe. */
  ToServer: 5,
  /** Bytes to who opened it. */
  ToOpener: 6,
  /** Who opened a pipe closes it: the reason. */
  CloseServer: 7,
  /** The other end closes it: the reason. */
  CloseOpener: 8,
} as const;

/** One of {@link RecordType}. */
export type RecordType = (typeof RecordType)[keyof typeof RecordType];

/** `u8 kind, u32 id, u32 length`. */
export const HEADER_BYTES = 9;
/** Set in the kind: the record goes on in the next one, which may be in another message. */
const GOES_ON = 0x80;
/** Records of several parts are put together up to this length: the largest snapshot, with room to spare. */
export const MAX_RECORD_BYTES = 32 * 1_024 * 1_024;

/** Writes a header. @returns where the record's bytes begin */
export function writeHeader(
  target: Buffer,
  at: number,
  kind: RecordType,
  goesOn: boolean,
  id: number,
  bytes: number,
): number {
  target[at] = goesOn ? kind | GOES_ON : kind;
  target.writeUInt32LE(id, at + 1);
  target.writeUInt32LE(bytes, at + 5);
  return at + HEADER_BYTES;
}

/** Who receives the records of a link. */
export interface RecordSink {
  /** @param bytes only good during the call, unless the record came in parts */
  onRecord(kind: number, id: number, bytes: Buffer): void;
}

/** The other end does not keep to the format; there is no way to go on. */
export class LinkProtocolError extends Error {
  override readonly name = 'LinkProtocolError';
}

/** Takes the messages of one link apart, in order. */
export class RecordReader {
  private parts: Buffer[] = [];
  private partsBytes = 0;
  private partsKind = 0;
  private partsId = 0;

  constructor(private readonly sink: RecordSink) {}

  /** Hands on every record of a message. @throws LinkProtocolError */
  read(message: Buffer): void {
    let at = 0;
    while (at < message.length) {
      if (at + HEADER_BYTES > message.length) throw new LinkProtocolError('a header is cut off');
      const kind = message[at] ?? 0;
      const id = message.readUInt32LE(at + 1);
      const begin = at + HEADER_BYTES;
      at = begin + message.readUInt32LE(at + 5);
      if (at > message.length) throw new LinkProtocolError('a record is longer than its message');
      const bytes = message.subarray(begin, at);
      if (this.partsBytes === 0 && (kind & GOES_ON) === 0) this.sink.onRecord(kind, id, bytes);
      else this.readPart(kind, id, bytes);
    }
  }

  private readPart(kind: number, id: number, bytes: Buffer): void {
    const whole = kind & ~GOES_ON;
    if (bytes.length === 0) throw new LinkProtocolError('a part is empty');
    if (this.parts.length > 0 && (whole !== this.partsKind || id !== this.partsId)) {
      throw new LinkProtocolError('another record stands between the parts of one');
    }
    this.partsKind = whole;
    this.partsId = id;
    this.parts.push(bytes);
    this.partsBytes += bytes.length;
    if (this.partsBytes > MAX_RECORD_BYTES) throw new LinkProtocolError('a record is too large');
    if (kind !== whole) return;
    const record = Buffer.concat(this.parts, this.partsBytes);
    this.parts = [];
    this.partsBytes = 0;
    this.sink.onRecord(whole, id, record);
  }
}
