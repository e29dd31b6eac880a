/**
 * Says who may see whom. A module of the game that is global and exports one takes the default's place, e.g. to let friends
 * only. Asked once, when somebody begins to follow; out of its scope: how players agree, and taking consent back.
 */
export abstract class PresencePolicy {
  /** Whether the one player may follow the other; never asked about oneself. */
  abstract mayFollow(followerId: string, followedId: string): boolean | Promise<boolean>;
}

/** The default: everybody may follow everybody. Who does not want to be seen is invisible. */
export class EverybodyMayFollow extends PresencePolicy {
  mayFollow(): boolean {
    return true;
  }
}
