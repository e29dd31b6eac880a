import { Injectable } from '@nestjs/common';
import type { SavedSession } from '../../sessions/saved-session.js';
import { SessionRecords } from '../../sessions/session-records.js';
import { SessionSeats } from '../../sessions/session-seats.js';
import { SessionStores } from '../../sessions/session-stores.js';
import type { Session } from '../../sessions/session.js';
import { CodecRegistry } from '../codec-registry.js';

/**
 * Sessions that outlive their node without a room, for features whose records do: they keep what {@link save} returns in a record, and
 * who takes that record brings the sessions back with it. Their clients begin anew in them, as after a crash. Saved rooms bring
 * their members back themselves, and come first.
 */
@Injectable()
export class LeftSessions {
  constructor(
    private readonly seats: SessionSeats,
    private readonly records: SessionRecords,
    private readonly codecs: CodecRegistry,
    private readonly stores: SessionStores,
  ) {}

  /** What is kept of a session; undefined when it cannot be resumed. */
  save(session: Session): SavedSession | undefined {
    return this.seats.of(session) && this.seats.save(session, false);
  }

  /**
   * Brings sessions of a dead node back, with their seats; not those that are at home elsewhere by now, or not let in any more.
   * @throws StoreUnavailableError, and then it is to be tried again
   */
  async take(left: readonly SavedSession[]): Promise<void> {
    const areOurs = await Promise.all(left.map(({ id }) => this.records.inherit(id)));
    const all = left.filter((_, index) => areOurs[index]).map((saved) => this.restore(saved));
    await this.stores.ready();
    for (const { id, isOpen } of all) if (!isOpen) this.records.drop(id);
  }

  private restore(saved: SavedSession): Session {
    const codec = this.codecs.of(saved.subprotocol);
    return codec.subprotocol === saved.subprotocol ? this.seats.restore(saved, codec) : this.seats.ended(saved, codec);
  }
}
