import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SessionGroups } from '../../core/sessions/session-groups.js';
import type { SessionStore } from '../../core/sessions/session-store.js';
import { SessionStores } from '../../core/sessions/session-stores.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { PartyError } from './parties.errors.js';
import { PartyLeaveReason } from './parties.messages.js';
import { newPartyCode } from './party-code.js';
import {
  PartyEndedDto,
  PartyLeaderChangedDto,
  PartyMemberJoinedDto,
  PartyMemberLeftDto,
} from './party-events.messages.js';
import { MEMBER_LIMITS, PARTY_LIMITS, PartyValues } from './party-values.js';
import { type Newcomer, PartyNodes } from './party-nodes.js';
import { PartyRecords } from './party-records.js';
import { type PackedParty, Party } from './party.js';

/** The kind of group that a party is. */
export const PARTY = 'party';

/** The initial settings of a party. */
export interface PartySettings {
  readonly isOpen: boolean;
  readonly maxMembers: number;
}

/**
 * The parties of this node and their members. A session is in at most one party, and so is a player: joining from another
 * session removes the older one. A party has exactly one leader, and ends when its last member leaves. Everyone affected
 * is told at once.
 */
@Injectable()
export class PartyDirectory {
  private readonly byCode = new Map<string, Party>();
  private readonly partyOf: SessionStore<Party>;
  /** The session with which a player is in a party. */
  private readonly seatOf = new Map<string, Session>();
  /** Came from another node, where others have seen them leave; their clients are not here yet. */
  private readonly arrived: SessionStore<true>;

  constructor(
    private readonly groups: SessionGroups,
    private readonly nodes: PartyNodes,
    private readonly records: PartyRecords,
    stores: SessionStores,
  ) {
    records.find = (code) => this.byCode.get(code);
    this.arrived = stores.open('parties.arrived');
    this.partyOf = stores.open<Party>('parties.party', {
      pack: (party, session) => party.pack(session),
      unpack: (packed, session) => this.restore(session, packed as PackedParty),
      onGone: (session, party) => this.takeOut(party, session, PartyLeaveReason.Lost),
    });
  }

  /** Number of parties. */
  get size(): number {
    return this.byCode.size;
  }

  /** Number of sessions and of players that are members; both are zero when nobody is in a party. */
  get memberships(): number {
    return Math.max(this.partyOf.size, this.seatOf.size);
  }

  /** The party with this code. */
  find(code: string): Party | undefined {
    return this.byCode.get(code);
  }

  /** Whether a session has come from another node since this was asked last: its client knows of its party as it was there. */
  hasArrived(session: Session): boolean {
    return this.arrived.delete(session);
  }

  /** The session's party, if it is in one. */
  of(session: Session): Party | undefined {
    return this.partyOf.get(session);
  }

  /** Creates a party with one member. @param code one that no party has. @throws GameError party.already_member */
  open(leader: Session, name: string, { isOpen, maxMembers }: PartySettings, code = this.newCode()): Party {
    this.requireNone(leader);
    const party = new Party(this.groups.open(PARTY, randomUUID()), code, leader, isOpen, maxMembers);
    this.keep(party);
    // Set first, so that nobody who hears of the membership finds a party without a leader.
    party.group.leader = leader;
    this.add(party, leader, name);
    return party;
  }

  /** Adds a session to a party. @throws GameError party.already_member, party.full */
  enter(party: Party, session: Session, name: string): void {
    this.requireNone(session);
    this.requirePlace(party, session);
    this.add(party, session, name);
  }

  /** Refuses who has no place in a party. @throws GameError party.full */
  requirePlace(party: Party, { playerId }: Newcomer): void {
    const older = playerId === undefined ? undefined : this.seatOf.get(playerId);
    const isSwap = older !== undefined && party.members.has(older);
    if (party.members.size - (isSwap ? 1 : 0) >= party.maxMembers) throw new GameError(PartyError['party.full']);
  }

  /** Removes a session from its party, which ends with its last member. Does nothing when it is in none. */
  exit(session: Session, reason: PartyLeaveReason): void {
    const party = this.partyOf.get(session);
    if (party !== undefined) this.takeOut(party, session, reason);
  }

  private takeOut(party: Party, session: Session, reason: PartyLeaveReason): void {
    const heir = party.leader === session ? party.heir() : undefined;
    if (heir !== undefined) {
      party.leader = party.group.leader = heir;
      // Who follows finds the leader there.
      party.awaitedLeaderId = session.hasMoved ? (party.awaitedLeaderId ?? session.id) : undefined;
    }
    this.remove(party, session);
    if (reason !== PartyLeaveReason.Left) session.send(new PartyEndedDto(reason));
    if (party.members.size === 0) {
      this.close(party);
      return;
    }
    party.tell(new PartyMemberLeftDto({ memberId: session.id, reason }));
    if (heir !== undefined) party.tell(new PartyLeaderChangedDto(heir.id));
  }

  /** Makes a member the leader. */
  lead(party: Party, session: Session): void {
    party.awaitedLeaderId = undefined;
    if (party.leader === session) return;
    party.leader = party.group.leader = session;
    party.tell(new PartyLeaderChangedDto(session.id));
  }

  /** Disbands a party and tells its members, except the one who asked for it. */
  disband(party: Party, by: Session): void {
    party.tell(new PartyEndedDto(PartyLeaveReason.Disbanded), by);
    for (const session of [...party.members.keys()]) this.remove(party, session);
    this.close(party);
  }

  /** A session has signed in: its player leaves any party they are in with an older session. */
  claim(session: Session, playerId: string): void {
    const party = this.partyOf.get(session);
    if (party === undefined) return;
    this.takeSeat(session, playerId);
    const member = party.members.get(session);
    if (member !== undefined) party.tell(new PartyMemberJoinedDto(member.toDto()));
  }

  private add(party: Party, session: Session, name: string): void {
    const member = party.add(session, name);
    this.partyOf.set(session, party);
    party.group.names.set(session, name);
    this.groups.join(party.group, session);
    party.tell(new PartyMemberJoinedDto(member.toDto()), session);
    if (session.playerId !== undefined) this.takeSeat(session, session.playerId);
  }

  /**
   * Brings a member back after a restart, or from another node; the first of a party brings the party. After a restart nobody is told: to the
   * clients nothing has happened. From another node members come one by one, and have seen each other leave.
   */
  private restore(session: Session, packed: PackedParty): Party {
    const { name, place, isReady, data } = packed.member;
    // Throws before anything is changed.
    new PartyValues(MEMBER_LIMITS).unpack(data);
    const party = this.byId(packed.id) ?? this.reopen(session, packed);
    const member = party.add(session, name, place);
    member.isReady = isReady;
    member.data.unpack(data);
    const isLeader = party.awaitedLeaderId === session.id;
    if (isLeader) {
      party.awaitedLeaderId = undefined;
      party.leader = party.group.leader = session;
    }
    // Before others hear of the membership.
    this.partyOf.set(session, party);
    party.group.names.set(session, name);
    this.groups.join(party.group, session);
    if (session.playerId !== undefined) this.takeSeat(session, session.playerId);
    if (!this.nodes.isShared) return party;
    this.records.take(party.code, isLeader);
    this.arrived.set(session, true);
    party.tell(new PartyMemberJoinedDto(member.toDto()), session);
    if (isLeader) party.tell(new PartyLeaderChangedDto(session.id), session);
    return party;
  }

  private reopen(first: Session, packed: PackedParty): Party {
    const { id, isOpen, maxMembers } = packed;
    new PartyValues(PARTY_LIMITS).unpack(packed.data);
    const code = this.byCode.has(packed.code) ? this.newCode() : packed.code;
    const party = new Party(this.groups.open(PARTY, id), code, first, isOpen, maxMembers);
    party.data.unpack(packed.data);
    for (const who of packed.kicked) party.shutOut(who);
    party.group.leader = first;
    party.awaitedLeaderId = packed.leaderId;
    this.keep(party);
    return party;
  }

  private keep(party: Party): void {
    this.byCode.set(party.code, party);
    party.onChange = () => this.records.touch(party.code);
  }

  private byId(id: string): Party | undefined {
    for (const party of this.byCode.values()) if (party.id === id) return party;
    return undefined;
  }

  /** A code that no party here has. */
  newCode(): string {
    let code = newPartyCode();
    while (this.byCode.has(code)) code = newPartyCode();
    return code;
  }

  private takeSeat(session: Session, playerId: string): void {
    const older = this.seatOf.get(playerId);
    this.seatOf.set(playerId, session);
    if (older === undefined || older === session) return;
    const party = this.partyOf.get(session);
    if (party?.leader === older) this.lead(party, session);
    this.exit(older, PartyLeaveReason.Moved);
  }

  private remove(party: Party, session: Session): void {
    party.members.delete(session);
    this.partyOf.delete(session);
    const { playerId } = session;
    if (playerId !== undefined && this.seatOf.get(playerId) === session) this.seatOf.delete(playerId);
    this.groups.leave(party.group, session);
  }

  private close(party: Party): void {
    this.byCode.delete(party.code);
    this.records.release(party.code);
    this.groups.close(party.group);
  }

  /** @throws GameError party.already_member */
  requireNone(session: Session): void {
    if (this.partyOf.has(session)) throw new GameError(PartyError['party.already_member']);
  }
}
