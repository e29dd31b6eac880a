import { broadcast } from '../../core/sessions/broadcast.js';
import type { SessionGroup } from '../../core/sessions/session-group.js';
import type { Session } from '../../core/sessions/session.js';
import type { PartyDto, PartyMemberDto } from './parties.messages.js';
import { MEMBER_LIMITS, PARTY_LIMITS, PartyValues, type PackedValues } from './party-values.js';

/** How many kicked players a party remembers. */
const MAX_KICKED = 64;

/** A party as each of its members packs it, with what is that member's own. */
export interface PackedParty {
  readonly id: string;
  readonly code: string;
  /** The session id of its leader. */
  readonly leaderId: string;
  readonly isOpen: boolean;
  readonly maxMembers: number;
  readonly data: PackedValues;
  readonly kicked: readonly string[];
  readonly member: {
    readonly place: number;
    readonly name: string;
    readonly isReady: boolean;
    readonly data: PackedValues;
  };
}

/** A member of a party. */
export class PartyMember {
  /** Whether the member is ready. */
  isReady = false;
  /** The member's own data. */
  readonly data = new PartyValues(MEMBER_LIMITS);

  constructor(
    readonly session: Session,
    readonly name: string,
    /** Counts up in the order of arrival. */
    readonly place: number,
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
  /** After a restart: the session id of the leader, whom another member stands in for until it is back. */
  awaitedLeaderId: string | undefined = undefined;
  /** Called at every change: all of them are told. */
  onChange: () => void = () => undefined;
  private readonly kicked = new Set<string>();
  private lastPlace = 0;

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

  /** Adds a member, who is new or, when `place` is given, was in the party before a restart. */
  add(session: Session, name: string, place = this.lastPlace + 1): PartyMember {
    const member = new PartyMember(session, name, place);
    const isLast = place > this.lastPlace;
    this.members.set(session, member);
    if (isLast) this.lastPlace = place;
    else this.sort();
    return member;
  }

  /** The party for one of its members to keep over a restart. */
  pack(session: Session): PackedParty | undefined {
    const member = this.members.get(session);
    if (member === undefined) return undefined;
    const { id, code, isOpen, maxMembers, kicked } = this;
    const { place, name, isReady } = member;
    return {
      ...{ id, code, isOpen, maxMembers, leaderId: this.awaitedLeaderId ?? this.leader.id, kicked: [...kicked] },
      data: this.data.pack(),
      member: { place, name, isReady, data: member.data.pack() },
    };
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

  private sort(): void {
    const members = [...this.members].sort(([, one], [, other]) => one.place - other.place);
    this.members.clear();
    for (const [session, member] of members) this.members.set(session, member);
  }

  /** Sends word of a change to all members, or all except one. */
  tell(message: object, except?: Session): void {
    this.onChange();
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
