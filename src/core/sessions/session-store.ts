import type { Session } from './session.js';

/** Why a session is no longer on this node: it has ended, or it continues on another node. */
export type Departure = 'ended' | 'moved';

/** What a store does besides keeping values. */
export interface SessionStoreOptions<T> {
  /**
   * A value as plain JSON data, so that it survives a restart of the server and moves along to another node; undefined when there
   * is nothing to keep of it. All stores of a session may pack {@link MAX_PACKED_BYTES} together. Called between two messages,
   * often: for each checkpoint of the session's room.
   */
  readonly pack?: (value: T, session: Session) => unknown;
  /**
   * The value from what `pack` returned, perhaps that of an earlier version: check it as you would check what a client sends.
   * Nothing is kept when it returns undefined; a promise is waited for before the session's client may resume. It may also put the
   * value in by itself, with `set`. The sessions that the value refers to may not be back yet.
   */
  readonly unpack?: (packed: unknown, session: Session) => T | undefined | Promise<T | undefined>;
  /**
   * A session with a value is gone from this node; the store has let go of the value, and what else refers to the session must too.
   * Called after all listeners of `SessionClosed`, so not for values that one of them has deleted.
   */
  readonly onGone?: (session: Session, value: T, departure: Departure) => void;
}

/**
 * One value per session, for as long as the session is on this node: what a feature would keep in a `Map<Session, T>`, without
 * the leak when a session moves to another node, where nothing closes. Made by {@link SessionStores.open}, or with `new` where a
 * test needs one on its own.
 */
export class SessionStore<T> {
  private readonly values = new Map<Session, T>();

  /** @param name unique on the server, such as "chat.channels" */
  constructor(
    readonly name: string,
    readonly options: SessionStoreOptions<T> = {},
  ) {}

  /** How many sessions have a value. */
  get size(): number {
    return this.values.size;
  }

  /** The session's value. */
  get(session: Session): T | undefined {
    return this.values.get(session);
  }

  /** Whether the session has a value. */
  has(session: Session): boolean {
    return this.values.has(session);
  }

  /** Sets the session's value. Does nothing once the session has ended or moved away. Returns the value. */
  set(session: Session, value: T): T {
    if (session.isOpen) this.values.set(session, value);
    return value;
  }

  /** Forgets the session's value. @returns false when it had none */
  delete(session: Session): boolean {
    return this.values.delete(session);
  }

  /** The sessions that have a value, in the order in which they got one. */
  sessions(): IterableIterator<Session> {
    return this.values.keys();
  }

  /** The sessions and their values, in the order in which they got one. */
  [Symbol.iterator](): IterableIterator<[Session, T]> {
    return this.values.entries();
  }

  /** For {@link SessionStores}: what `pack` makes of the session's value; undefined when there is nothing. */
  pack(session: Session): unknown {
    const { pack } = this.options;
    const value = pack && this.values.get(session);
    return value === undefined ? undefined : pack?.(value, session);
  }

  /** For {@link SessionStores}: takes back what {@link pack} has returned. A promise only where `unpack` returns one. */
  unpack(session: Session, packed: unknown): Promise<void> | undefined {
    const value = this.options.unpack?.(packed, session);
    if (value instanceof Promise) return value.then((later) => this.keep(session, later));
    this.keep(session, value);
    return undefined;
  }

  /** For {@link SessionStores}: the session is gone from this node. */
  drop(session: Session, departure: Departure): void {
    const value = this.values.get(session);
    if (!this.values.delete(session) || value === undefined) return;
    this.options.onGone?.(session, value, departure);
  }

  private keep(session: Session, value: T | undefined): void {
    if (value !== undefined) this.set(session, value);
  }
}
