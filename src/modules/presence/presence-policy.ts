/**
 * Decides who may see whom. A global module of the game that exports one replaces the default, e.g. to allow only friends.
 * Called once, when somebody starts to follow; out of scope: how players agree, and withdrawing consent.
 */
export abstract class PresencePolicy {
  /** Whether one player may follow the other; never called for a player and themselves. */
  abstract mayFollow(followerId: string, followedId: string): boolean | Promise<boolean>;
}

/** The default: everybody may follow everybody. Players who do not want to be seen can be invisible. */
export class EverybodyMayFollow extends PresencePolicy {
  mayFollow(): boolean {
    return true;
  }
}
