import type { Session } from './session.js';

/** Sessions that belong together: the players of a room, the members of a party. */
export class SessionGroup {
  /** In the order they came; for reading only. */
  readonly sessions = new Set<Session>();
  /** How members are called in the group, where they have chosen a name. Set by its owner, forgotten with the membership. */
  readonly names = new Map<Session, string>();
  /** Who speaks for the group, where it has such a one. Set by its owner. */
  leader: Session | undefined = undefined;

  /**
   * @param kind what sort of group it is, e.g. "room" or "party"
   * @param id unique within its kind
   * @param label what its owner says of it, e.g. the room's type
   */
  constructor(
    readonly kind: string,
    readonly id: string,
    readonly label: string,
  ) {}
}
