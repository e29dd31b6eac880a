import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { SessionStore, type Departure, type SessionStoreOptions } from './session-store.js';
import type { Session } from './session.js';

/** How much all stores may pack of one session, in bytes of JSON. */
export const MAX_PACKED_BYTES = 16_384;

/** How long a session that comes waits for its stores. */
const READY_MS = 5_000;

const NAME = /^[a-z][\w-]*(\.[\w-]+)+$/;

/** What features keep of a session, as plain JSON data by the name of the store. */
export type PackedStores = Readonly<Record<string, unknown>>;

/**
 * The stores in which features keep what they know of a session. They are emptied when the session ends or moves to another node,
 * and what they can pack survives a restart and moves along. A store that fails, or that does not fit, loses its own value only.
 */
@Injectable()
export class SessionStores {
  private readonly logger = new Logger(SessionStores.name);
  private readonly stores = new Map<string, SessionStore<unknown>>();
  /** Sessions for which a failure to pack was logged already, as it is packed again and again. */
  private readonly told = new WeakSet<Session>();
  private readonly unpacking = new Map<Session, Promise<void>>();

  /**
   * Opens a store; do so in the constructor of the provider that owns it.
   * @param name the feature's and its own, such as "chat.channels"; what was packed is found by it again
   * @throws Error when the name is taken or malformed
   */
  open<T>(name: string, options: SessionStoreOptions<T> = {}): SessionStore<T> {
    if (!NAME.test(name)) throw new Error(`"${name}" is no name of a session store; write one like "chat.channels".`);
    if (this.stores.has(name)) throw new Error(`There is a session store "${name}" already.`);
    const store = new SessionStore<T>(name, options);
    this.stores.set(name, store as SessionStore<unknown>);
    return store;
  }

  /** The name of every store, in the order they were opened. */
  names(): string[] {
    return [...this.stores.keys()];
  }

  /** How many sessions have a value in each store, by its name. */
  sizes(): Record<string, number> {
    return Object.fromEntries([...this.stores.values()].map(({ name, size }) => [name, size]));
  }

  /** What the stores keep of a session, at most {@link MAX_PACKED_BYTES}; undefined when that is nothing. */
  pack(session: Session): PackedStores | undefined {
    let packed: Record<string, unknown> | undefined;
    let bytes = 0;
    for (const store of this.stores.values()) {
      try {
        const one = store.pack(session);
        const text = one === undefined ? undefined : JSON.stringify(one);
        if (text === undefined) continue;
        const size = Buffer.byteLength(text) + store.name.length;
        if (bytes + size > MAX_PACKED_BYTES) throw tooLarge(store, size, MAX_PACKED_BYTES - bytes);
        bytes += size;
        (packed ??= {})[store.name] = one;
      } catch (error) {
        if (!this.told.has(session)) this.tell(error, `The session store "${store.name}" could not pack its value.`);
        this.told.add(session);
      }
    }
    return packed;
  }

  /**
   * Gives the stores back what {@link pack} has returned, in the order they were opened; what no store is open for is ignored.
   * @returns a promise, which never fails, while a store is still at it; {@link ready} returns it too
   */
  unpack(session: Session, packed: PackedStores): Promise<void> | undefined {
    const works: Promise<void>[] = [];
    for (const store of this.stores.values()) {
      if (!Object.hasOwn(packed, store.name)) continue;
      const tell = (error: unknown): void => {
        this.tell(error, `The session store "${store.name}" could not unpack a value.`);
      };
      try {
        const work = store.unpack(session, packed[store.name]);
        if (work !== undefined) works.push(work.catch(tell));
      } catch (error) {
        tell(error);
      }
    }
    if (works.length === 0) return undefined;
    const all = Promise.all(works).then(() => void this.unpacking.delete(session));
    this.unpacking.set(session, all);
    return all;
  }

  /**
   * Resolves once everything that was given to {@link unpack} is back, of this session or of all, or after five seconds: a store that waits
   * for longer, such as for the owner of a channel, does so beside the rest.
   */
  async ready(session?: Session): Promise<void> {
    const sessions = session === undefined ? [...this.unpacking.keys()] : [session];
    const works = sessions.flatMap((one) => this.unpacking.get(one) ?? []);
    if (works.length === 0) return;
    await Promise.race([Promise.all(works), delay(READY_MS, undefined, { ref: false })]);
  }

  /** For the owner of the sessions: this one is gone from this node. Call it once, after everybody was told. */
  drop(session: Session, departure: Departure): void {
    for (const store of this.stores.values()) {
      try {
        store.drop(session, departure);
      } catch (error) {
        this.tell(error, `The session store "${store.name}" could not clean up.`);
      }
    }
  }

  private tell(err: unknown, text: string): void {
    this.logger.error({ err }, text);
  }
}

function tooLarge({ name }: SessionStore<unknown>, bytes: number, left: number): RangeError {
  return new RangeError(
    `The session store "${name}" packs ${bytes} bytes where ${left} are left: all stores of a session may pack ` +
      `${MAX_PACKED_BYTES} together.`,
  );
}
