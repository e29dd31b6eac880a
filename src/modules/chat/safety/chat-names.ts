import { Injectable } from '@nestjs/common';
import type { SessionStore } from '../../../core/sessions/session-store.js';
import { SessionStores } from '../../../core/sessions/session-stores.js';
import type { Session } from '../../../core/sessions/session.js';
import { WordFilter } from './word-filter.js';

/** The name of somebody who has not chosen one. */
const NAMELESS = 'Player';

/**
 * Decides members' names. The default uses the name that the client chose, through the word filter; a game with account
 * names binds its own class, see {@link ChatModule.forRoot}.
 */
export abstract class ChatNames {
  /**
   * The session's new name.
   * @param wanted what its client asked for, 1 to 24 characters
   * @throws GameError when the name is not allowed
   */
  abstract choose(session: Session, wanted: string): string;

  /** The session's current name; `inGroup` is its name in its room or party, if it has one there. */
  abstract of(session: Session, inGroup?: string): string;
}

/** Everybody gets the name they choose. */
@Injectable()
export class ChosenNames extends ChatNames {
  private readonly names: SessionStore<string>;

  constructor(
    private readonly filter: WordFilter,
    stores: SessionStores,
  ) {
    super();
    this.names = stores.open<string>('chat.names', { pack: (name) => name, unpack: String });
  }

  choose(session: Session, wanted: string): string {
    const name = this.filter.clean(wanted);
    this.names.set(session, name);
    return name;
  }

  of(session: Session, inGroup?: string): string {
    const chosen = this.names.get(session);
    if (chosen !== undefined || inGroup === undefined) return chosen ?? NAMELESS;
    return this.filter.clean(inGroup);
  }
}
