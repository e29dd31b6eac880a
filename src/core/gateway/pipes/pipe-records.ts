import type { CloseCode } from '../../../protocol/close-codes.js';

/** What the node with the socket sends: the first byte of each record. */
export enum EntryRecord {
  /** A text message of the client follows, unread. */
  Text = 0,
  /** A binary one. */
  Binary = 1,
  /** How many bytes the client has not taken yet, 32 bits. */
  Lag = 2,
  /** From here on the client's messages are held. */
  Held = 3,
}

/** What the session's home sends besides frames, whose first byte has its highest bit set. */
export enum HomeRecord {
  /** Close the client's connection: {@link Close} as JSON. */
  Close = 0,
  /** Hold what the client sends, and say so. */
  Hold = 1,
  /** Pass on what was held. */
  Release = 2,
  /** Pass everything to another node from now on: {@link Repoint} as JSON. */
  Repoint = 3,
}

/** How a client's connection is closed. */
export interface Close {
  readonly code: CloseCode;
  readonly reason: string;
}

/** Where a session has moved to. */
export interface Repoint {
  readonly nodeId: string;
  /** What the new home knows the session by until its client's pipe is there. */
  readonly ticket: string;
}

/** What a pipe is opened with. */
export type PipeOpening =
  /** A client of a new session; or one that has come back with the resume token of a session there: its Hello follows. */
  | (PipedClient & { readonly resumes?: string })
  /** The client of a session that has just moved there. */
  | (PipedClient & { readonly ticket: string });

/** The client at the other end. */
export interface PipedClient {
  readonly subprotocol: string;
  readonly remoteAddress: string;
  /** The player of the connection ticket it presented, if any. */
  readonly playerId?: string;
}

/** The name that pipes of clients have. */
export const CLIENT_PIPE = 'client';

/** Why the home refuses the pipe of a client that comes back: the session is no longer there. */
export const NOT_HERE = 'not_here';

const FRAME_BIT = 0x80;
const LAG_BYTES = 5;

/** Whether a record from home is frames for the client, as they are. */
export function isFrame(record: Buffer): boolean {
  return ((record[0] ?? 0) & FRAME_BIT) !== 0;
}

/** A client's message. */
export function messageRecord(data: Buffer, isBinary: boolean): Buffer {
  const record = Buffer.allocUnsafe(data.length + 1);
  record[0] = isBinary ? EntryRecord.Binary : EntryRecord.Text;
  data.copy(record, 1);
  return record;
}

/** How far a client lags behind. */
export function lagRecord(bytes: number): Buffer {
  const record = Buffer.allocUnsafe(LAG_BYTES);
  record[0] = EntryRecord.Lag;
  record.writeUInt32BE(Math.min(bytes, 0xffff_ffff), 1);
  return record;
}

/** A record without content. */
export function bareRecord(kind: EntryRecord | HomeRecord): Buffer {
  return Buffer.of(kind);
}

/** Closes the client's connection. */
export function closeRecord(close: Close): Buffer {
  return jsonRecord(HomeRecord.Close, close);
}

/** Points the entry to the session's new home. */
export function repointRecord(repoint: Repoint): Buffer {
  return jsonRecord(HomeRecord.Repoint, repoint);
}

/** What a {@link closeRecord} says; it comes from a node of ours. */
export function readClose(record: Buffer): Close {
  return JSON.parse(record.toString('utf8', 1)) as Close;
}

/** What a {@link repointRecord} says. */
export function readRepoint(record: Buffer): Repoint {
  return JSON.parse(record.toString('utf8', 1)) as Repoint;
}

function jsonRecord(kind: HomeRecord, content: object): Buffer {
  return Buffer.concat([Buffer.of(kind), Buffer.from(JSON.stringify(content))]);
}
