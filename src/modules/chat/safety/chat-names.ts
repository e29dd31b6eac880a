import { Injectable } from '@nestjs/common';
import type { Session } from '../../../core/sessions/session.js';
import { WordFilter } from './word-filter.js';

/** How somebody is called who has not said it. */
const NAMELESS = 'Player';

/**
 * How members are called. The default takes the name that the client chose, through the word filter; a game with account
 * names binds its own, see {@link ChatModule.forRoot}.
 */
export abstract class ChatNames {
  /**
   * The session's name from now on.
   * @param wanted what its client asks for, 1 to 24 characters
   * @throws GameError when it may not be called so
   */
  abstract choose(session: Session, wanted: string): string;

  /** The session's name as it is; `inGroup` is what its room or party calls it, where that knows a name. */
  abstract of(session: Session, inGroup?: string): string;
}

/** Everybody is called as he likes. */
@Injectable()
export class ChosenNames extends ChatNames {
  private readonly names = new WeakMap<Session, string>();

  constructor(private readonly filter: WordFilter) {
    super();
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
