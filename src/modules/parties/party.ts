import { broadcast } from '../../core/sessions/broadcast.js';
import type { SessionGroup } from '../../core/sessions/session-group.js';
import type { Session } from '../../core/sessions/session.js';
import type { PartyDto, PartyMemberDto } from './parties.messages.js';
import { MEMBER_LIMITS, PARTY_LIMITS, PartyValues } from './party-values.js';

/** How many of those it sent away a party remembers. */
const MAX_KICKED = 64;

/** Somebody in a party. */
export class PartyMember {
  /** Whether the member has said that it is ready. */
  isReady = false;
  /** The member's own data. */
  readonly data = new PartyValues(MEMBER_LIMITS);

  constructor(
    readonly session: Session,
    readonly name: string,
  ) {}

  /** The member as it is shown. */
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

/** One party: who is in it, who leads, and what its leader has set. {@link PartyDirectory} alone changes its members. */
export class Party {
  /** In the order they came. */
  readonly members = new Map<Session, PartyMember>();
  /** What the leader has set for all. */
  readonly data = new PartyValues(PARTY_LIMITS);
  private readonly kicked = new Set<string>();

  /**
   * @param group the same members, as other features see them
   * @param code what friends type to join
   * @param leader speaks for it
   */
  constructor(
    readonly group: SessionGroup,
    readonly code: string,
    public leader: Session,
    public isOpen: boolean,
    public maxMembers: number,
  ) {}

  /** Unique, and no secret. */
  get id(): string {
    return this.group.id;
  }

  /** The member with this session id. */
  memberWith(id: string): PartyMember | undefined {
    for (const member of this.members.values()) if (member.session.id === id) return member;
    return undefined;
  }

  /** Remembers somebody by player or session id who may not come back by the code. */
  shutOut(who: string): void {
    this.kicked.add(who);
    if (this.kicked.size <= MAX_KICKED) return;
    const [first = ''] = this.kicked;
    this.kicked.delete(first);
  }

  /** Whether somebody was sent away. */
  hasShutOut(who: string): boolean {
    return this.kicked.has(who);
  }

  /** Lets somebody who was sent away come back. */
  forgive(who: string): void {
    this.kicked.delete(who);
  }

  /** Who leads when the leader is gone: who came first of those whose connection stands, or of all. */
  heir(): Session | undefined {
    let first: Session | undefined;
    for (const session of this.members.keys()) {
      if (session === this.leader) continue;
      if (session.isConnected) return session;
      first ??= session;
    }
    return first;
  }

  /** Sends a message to all members, or all but one. */
  tell(message: object, except?: Session): void {
    broadcast(this.members.keys(), message, except);
  }

  /** The whole party as it is shown. */
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
