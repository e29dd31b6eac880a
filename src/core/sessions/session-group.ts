import type { Session } from './session.js';

/** Sessions that belong together: the players of a room, the members of a party. */
export class SessionGroup {
  /** In the order they joined; read-only. */
  readonly sessions = new Set<Session>();
  /** The members' display names, where they have chosen one. Set by the group's owner, dropped with the membership. */
  readonly names = new Map<Session, string>();
  /** The group's leader, if it has one. Set by its owner. */
  leader: Session | undefined = undefined;

  /**
   * @param kind e.g. "room" or "party"
   * @param id unique within its kind
   * @param label set by its owner, e.g. the room's type
   */
  constructor(
    readonly kind: string,
    readonly id: string,
    readonly label: string,
  ) {}
}
