/** What there may be only one of at a time: a room's ticks, a session's home, a session's seat in a room, a party's leader. */
export type Unique = 'room' | 'session' | 'seat' | 'party';

/** A copy of something acted, from its first to its last sign in a short time. */
export interface Act {
  readonly type: 'act';
  readonly what: Unique;
  /** The id of the room, the session or the party. */
  readonly key: string;
  /** Which copy: the node, and what it is there. */
  readonly copy: string;
  readonly fromMs: number;
  readonly atMs: number;
}

/** What a node has in its memory. */
export interface Holding {
  readonly type: 'holding';
  readonly node: string;
  readonly rooms: readonly string[];
  readonly sessions: readonly string[];
  readonly atMs: number;
}

/** Something that is good once was good: a connection ticket for a connection, a ticket of the matchmaker for the room of a match. */
export interface Used {
  readonly type: 'used';
  readonly what: 'connection ticket' | 'match ticket';
  readonly key: string;
  readonly by: string;
  readonly atMs: number;
}

/** A player's value that only grows was acknowledged, or was read when all was over. */
export interface Value {
  readonly type: 'acknowledged' | 'read';
  readonly what: 'document' | 'score';
  readonly key: string;
  readonly value: number;
  readonly atMs: number;
}

/** A line of a room's chat: acknowledged to who said it, or heard by a member. Each speaker counts. */
export interface Line {
  readonly type: 'said' | 'heard';
  readonly room: string;
  readonly speaker: string;
  readonly count: number;
  /** Whose journal it is. */
  readonly bot: string;
  readonly atMs: number;
}

/** A bot came into a room, whose lines it hears from then on; or left it, or its session did not go on whole. */
export interface Membership {
  readonly type: 'in' | 'out';
  readonly room: string;
  readonly bot: string;
  readonly atMs: number;
}

/** What the store has of a room or a session when all is over. */
export interface StoredRecord {
  readonly type: 'record';
  readonly what: 'room' | 'session';
  readonly key: string;
  readonly owner: string;
  readonly atMs: number;
}

/** A fault begins, the store has lost data, or everybody has recovered. */
export interface Mark {
  readonly type: 'fault' | 'forgot' | 'recovered';
  readonly text: string;
  readonly atMs: number;
}

/** A line of a journal. Times are milliseconds of the machine's monotonic clock, which all its processes share. */
export type Entry = Act | Holding | Used | Value | Line | Membership | StoredRecord | Mark;

/** The time for an {@link Entry}. */
export function machineMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
