import { broadcast } from '../../core/sessions/broadcast.js';
import type { SessionGroup } from '../../core/sessions/session-group.js';
import type { Session } from '../../core/sessions/session.js';
import type { PartyDto, PartyMemberDto } from './parties.messages.js';
import { MEMBER_LIMITS, PARTY_LIMITS, PartyValues } from './party-values.js';

/** How many kicked players a party remembers. */
const MAX_KICKED = 64;

/** A member of a party. */
export class PartyMember {
  /** Whether the member is ready. */
  isReady = false;
  /** The member's own data. */
  readonly data = new PartyValues(MEMBER_LIMITS);

  constructor(
    readonly session: Session,
    readonly name: string,
  ) {}

  /** The member as sent to clients. */
  toDto(): PartyMemberDto {
    const { id, playerId, isConnected } = this.session;
    return {
      id,
      ...(playerId !== undefined && { playerId }),
      name: this.name,
      isReady: this.isReady,
      isAway: !isConnected,
      data: this.data.toRecord(),
    };
  }
}

/** One party: its members, its leader, and its data. Only {@link PartyDirectory} changes its members. */
export class Party {
  /** In order of arrival. */
  readonly members = new Map<Session, PartyMember>();
  /** Set by the leader. */
  readonly data = new PartyValues(PARTY_LIMITS);
  private readonly kicked = new Set<string>();

  /**
   * @param group the same members, as other modules see them
   * @param code what friends type to join
   * @param leader its first leader
   */
  constructor(
    readonly group: SessionGroup,
    readonly code: string,
    public leader: Session,
    public isOpen: boolean,
    public maxMembers: number,
  ) {}

  /** Unique; not secret. */
  get id(): string {
    return this.group.id;
  }

  /** The member with this session id. */
  memberWith(id: string): PartyMember | undefined {
    for (const member of this.members.values()) if (member.session.id === id) return member;
    return undefined;
  }

  /** Bars a player or session id from rejoining by code. */
  shutOut(who: string): void {
    this.kicked.add(who);
    if (this.kicked.size <= MAX_KICKED) return;
    const [first = ''] = this.kicked;
    this.kicked.delete(first);
  }

  /** Whether somebody was kicked. */
  hasShutOut(who: string): boolean {
    return this.kicked.has(who);
  }

  /** Lets somebody who was kicked come back. */
  forgive(who: string): void {
    this.kicked.delete(who);
  }

  /** Who takes over when the leader is gone: the first to have joined, preferably of those who are connected. */
  heir(): Session | undefined {
    let first: Session | undefined;
    for (const session of this.members.keys()) {
      if (session === this.leader) continue;
      if (session.isConnected) return session;
      first ??= session;
    }
    return first;
  }

  /** Sends a message to all members, or all except one. */
  tell(message: object, except?: Session): void {
    broadcast(this.members.keys(), message, except);
  }

  /** The whole party as sent to clients. */
  toDto(): PartyDto {
    return {
      id: this.id,
      code: this.code,
      leaderId: this.leader.id,
      isOpen: this.isOpen,
      maxMembers: this.maxMembers,
      members: [...this.members.values()].map((member) => member.toDto()),
      data: this.data.toRecord(),
    };
  }
}
