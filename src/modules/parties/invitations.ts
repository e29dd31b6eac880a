import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { serverTimeMs } from '../../core/observability/server-time.js';
import type { SessionStore } from '../../core/sessions/session-store.js';
import { SessionStores } from '../../core/sessions/session-stores.js';
import type { Session } from '../../core/sessions/session.js';
import { MonotonicClock } from '../../core/time/monotonic-clock.js';
import { GameError } from '../../protocol/game-error.js';
import type { PartyInvitationDto } from './invitations.messages.js';
import { PartyError } from './parties.errors.js';
import { PartyDirectory } from './party-directory.js';
import { type Newcomer, PartyNodes } from './party-nodes.js';
import type { Party } from './party.js';

/** How long an invitation is valid. */
export const INVITATION_TTL_MS = 60_000;
/** Maximum open invitations per sender, and per receiver. */
export const MAX_SENT = 16;
export const MAX_RECEIVED = 16;

const ID_BYTES = 12;
/** What was told stands unless the clock has stood for longer. */
const SLACK_MS = 100;

/** What every node knows of an invitation. */
interface KnownInvitation {
  readonly id: string;
  /** The receiver: see {@link addressOfPlayer} and {@link addressOfSession}. */
  readonly to: string;
  /** By the clock of the game, which stands while the node is frozen. */
  readonly expiresAtMs: number;
  /** What clients were told of that. */
  toldMs: number;
  /** Kept until it expires, so that its sender cannot ask again at once; it can no longer be accepted. */
  isDeclined: boolean;
}

/** An invitation whose sender is here, and with that the party. */
export interface SentInvitation extends KnownInvitation {
  readonly party: Party;
  readonly from: Session;
  /** The receiver has blocked the sender, who must not find out: nobody sees it, and it expires. */
  isHidden: boolean;
  /** The other nodes that have a copy, since the receiver is there. */
  readonly holders: Set<string>;
  /** What receivers were told last. */
  card?: InvitationCard;
  /** The node to which the sender is moving. */
  movedTo?: string;
}

/** An invitation whose receiver is here and whose sender is at another node. */
export interface CopiedInvitation extends KnownInvitation {
  /** The node where its sender is; empty while that is not known. */
  nodeId: string;
  /** What the receiver was told. */
  readonly card: InvitationCard;
}

/** One invitation. */
export type Invitation = SentInvitation | CopiedInvitation;

/** What a receiver is told of an invitation, but for when it expires. */
export type InvitationCard = Omit<PartyInvitationDto, 'expiresAtMs'>;

/** A copy on its way to another node, whose clock may be another. */
export interface TravellingCopy {
  readonly to: string;
  readonly leftMs: number;
  readonly nodeId: string;
  readonly card: InvitationCard;
}

interface PackedInvitation extends Pick<SentInvitation, 'id' | 'to' | 'isHidden' | 'isDeclined'> {
  readonly leftMs: number;
  readonly holders: readonly string[];
}

/** The address of a player, who may have several sessions. */
export function addressOfPlayer(playerId: string): string {
  return `player:${playerId}`;
}

/** The address of an anonymous session. */
export function addressOfSession(sessionId: string): string {
  return `session:${sessionId}`;
}

/** Of whom an address is. */
export function ownerOf(address: string): { readonly kind: 'player' | 'session'; readonly id: string } {
  const id = address.slice(address.indexOf(':') + 1);
  return { kind: address === addressOfPlayer(id) ? 'player' : 'session', id };
}

/** The addresses a session's invitations may be stored under: one that got some before it signed in has two. */
export function addressesOf({ id, playerId }: Newcomer): string[] {
  return playerId === undefined ? [addressOfSession(id)] : [addressOfPlayer(playerId), addressOfSession(id)];
}

/** Whether an invitation is another node's. */
export function isCopy(invitation: Invitation): invitation is CopiedInvitation {
  return 'nodeId' in invitation;
}

/** What the receiver of an invitation is told. */
export function cardOf(invitation: Invitation): InvitationCard {
  if (isCopy(invitation)) return invitation.card;
  const { id, party, from } = invitation;
  const member = party.members.get(from);
  // A sender on its way to another node is no member here any more.
  if (member === undefined && invitation.card !== undefined) return invitation.card;
  return (invitation.card = {
    id,
    partyId: party.id,
    fromId: from.id,
    ...(from.playerId !== undefined && { fromPlayerId: from.playerId }),
    fromName: member?.name ?? '',
    members: party.members.size,
    maxMembers: party.maxMembers,
  });
}

/**
 * Open invitations: one at a time for each sender and receiver, and a limited number for each of them. On several nodes they move along with
 * their senders, and copies of them with their receivers.
 */
@Injectable()
export class Invitations {
  /** In order of expiry. */
  private readonly byId = new Map<string, Invitation>();
  private latestExpiryMs = 0;
  private readonly sentBy: SessionStore<Set<SentInvitation>>;
  /** Sessions that have got some, so that these move along. */
  private readonly receivers: SessionStore<true>;
  private readonly sentTo = new Map<string, Set<Invitation>>();
  /** Told of invitations that have come from another node. */
  onArrived: (invitation: Invitation) => void = () => undefined;

  constructor(
    stores: SessionStores,
    private readonly parties: PartyDirectory,
    private readonly nodes: PartyNodes,
    /** By it invitations expire. */
    readonly clock: MonotonicClock,
  ) {
    this.sentBy = stores.open<Set<SentInvitation>>('parties.invitations', {
      pack: (sent) => (nodes.isShared ? [...sent].map((invitation) => this.packed(invitation)) : undefined),
      unpack: (packed, session) => this.bringBack(session, packed as readonly PackedInvitation[]),
      onGone: (_session, sent) => sent.forEach((invitation) => this.leaveBehind(invitation)),
    });
    this.receivers = stores.open<true>('parties.invited', {
      pack: (_, session) => (nodes.isShared ? this.copiesFor(session) : undefined),
      unpack: (packed) => this.bringCopies(packed as readonly TravellingCopy[]),
    });
  }

  /** The number of invitations, including declined ones and copies. */
  get size(): number {
    return this.byId.size;
  }

  /** When the next one expires. */
  get nextExpiryMs(): number | undefined {
    const [first] = this.byId.values();
    return first?.expiresAtMs;
  }

  /**
   * Adds an invitation.
   * @param isHidden see {@link SentInvitation.isHidden}
   * @throws GameError party.already_invited, party.too_many_invitations, party.too_busy
   */
  add(party: Party, from: Session, to: string, isHidden = false): SentInvitation {
    const sent = this.sentBy.get(from);
    for (const known of this.to(to))
      if (!isCopy(known) && known.from === from) throw new GameError(PartyError['party.already_invited']);
    if (sent !== undefined && sent.size >= MAX_SENT) throw new GameError(PartyError['party.too_many_invitations']);
    if (this.isBusy(to)) throw new GameError(PartyError['party.too_busy']);

    const id = randomBytes(ID_BYTES).toString('base64url');
    const times = this.timesOf(INVITATION_TTL_MS);
    return this.keepSent({ id, party, from, to, ...times, isHidden, isDeclined: false, holders: new Set() });
  }

  /** Keeps the copy of an invitation from another node. */
  addCopy({ to, leftMs, nodeId, card }: TravellingCopy, isDeclined = false): CopiedInvitation {
    const copy = { id: card.id, to, ...this.timesOf(leftMs), isDeclined, nodeId, card };
    this.keep(copy);
    return copy;
  }

  /** Whether somebody has as many invitations as one may have. */
  isBusy(to: string): boolean {
    return (this.sentTo.get(to)?.size ?? 0) >= MAX_RECEIVED;
  }

  /** The invitation with this id that can still be accepted. */
  find(id: string): Invitation | undefined {
    const invitation = this.byId.get(id);
    return invitation?.isDeclined === false ? invitation : undefined;
  }

  /** The same, or one that was declined. */
  get(id: string): Invitation | undefined {
    return this.byId.get(id);
  }

  /** All invitations from a sender. */
  from(session: Session): SentInvitation[] {
    return [...(this.sentBy.get(session) ?? [])];
  }

  /** All invitations to a receiver, including declined ones. */
  to(address: string): Invitation[] {
    return [...(this.sentTo.get(address) ?? [])];
  }

  /** These sessions have got an invitation. */
  markReceivers(sessions: Iterable<Session>): void {
    if (this.nodes.isShared) for (const session of sessions) this.receivers.set(session, true);
  }

  /** An invitation for another node. */
  copyOf(invitation: Invitation): TravellingCopy {
    const nodeId = isCopy(invitation) ? invitation.nodeId : this.nodes.nodeId;
    const leftMs = Math.max(0, invitation.expiresAtMs - this.clock.nowMs());
    return { to: invitation.to, leftMs, nodeId, card: cardOf(invitation) };
  }

  /** When an invitation expires as clients are told: a time of the epoch, later than at first if the node was frozen meanwhile. */
  toldExpiryOf(invitation: Invitation): number {
    const { toldMs } = this.timesOf(invitation.expiresAtMs - this.clock.nowMs());
    if (Math.abs(toldMs - invitation.toldMs) > SLACK_MS) invitation.toldMs = toldMs;
    return invitation.toldMs;
  }

  /** Removes an invitation. */
  remove(invitation: Invitation): void {
    if (!this.byId.delete(invitation.id)) return;
    if (!isCopy(invitation)) {
      const sent = this.sentBy.get(invitation.from);
      sent?.delete(invitation);
      if (sent?.size === 0) this.sentBy.delete(invitation.from);
    }
    const received = this.sentTo.get(invitation.to);
    received?.delete(invitation);
    if (received?.size === 0) this.sentTo.delete(invitation.to);
  }

  /** Removes expired invitations and returns them. */
  takeExpired(): Invitation[] {
    const nowMs = this.clock.nowMs();
    const expired: Invitation[] = [];
    for (const invitation of this.byId.values()) {
      if (invitation.expiresAtMs > nowMs) break;
      expired.push(invitation);
    }
    for (const invitation of expired) this.remove(invitation);
    return expired;
  }

  private timesOf(leftMs: number): Pick<KnownInvitation, 'expiresAtMs' | 'toldMs'> {
    return { expiresAtMs: this.clock.nowMs() + leftMs, toldMs: Math.round(serverTimeMs() + leftMs) };
  }

  private keepSent(invitation: SentInvitation): SentInvitation {
    this.sentBy.set(invitation.from, (this.sentBy.get(invitation.from) ?? new Set()).add(invitation));
    this.keep(invitation);
    return invitation;
  }

  private keep(invitation: Invitation): void {
    this.byId.set(invitation.id, invitation);
    this.sentTo.set(invitation.to, (this.sentTo.get(invitation.to) ?? new Set()).add(invitation));
    if (invitation.expiresAtMs >= this.latestExpiryMs) {
      this.latestExpiryMs = invitation.expiresAtMs;
      return;
    }
    // It was some time under way.
    const inOrder = [...this.byId].sort(([, one], [, other]) => one.expiresAtMs - other.expiresAtMs);
    this.byId.clear();
    for (const [id, known] of inOrder) this.byId.set(id, known);
  }

  private packed({ id, to, isHidden, isDeclined, expiresAtMs, holders }: SentInvitation): PackedInvitation {
    const leftMs = Math.max(0, expiresAtMs - this.clock.nowMs());
    return { id, to, isHidden, isDeclined, leftMs, holders: [...holders, this.nodes.nodeId] };
  }

  /** Its sender has come from another node, with the party. */
  private bringBack(from: Session, packed: readonly PackedInvitation[]): undefined {
    const party = this.parties.of(from);
    if (party === undefined) return;
    for (const { id, to, isHidden, isDeclined, leftMs, holders } of packed) {
      const known = this.byId.get(id);
      if (known !== undefined && !isCopy(known)) continue;
      if (known !== undefined) this.remove(known);
      const others = new Set(holders.filter((nodeId) => nodeId !== this.nodes.nodeId));
      const times = this.timesOf(leftMs);
      const hasDeclined = isDeclined || known?.isDeclined === true;
      this.onArrived(
        this.keepSent({ id, party, from, to, ...times, isHidden, isDeclined: hasDeclined, holders: others }),
      );
    }
  }

  /** Its sender is gone from here; if to another node, a copy stays for those who are here. */
  private leaveBehind(invitation: SentInvitation): void {
    const copy = this.copyOf(invitation);
    this.remove(invitation);
    if (!invitation.from.hasMoved || invitation.isHidden) return;
    this.addCopy({ ...copy, nodeId: invitation.movedTo ?? '' }, invitation.isDeclined);
  }

  private copiesFor(session: Session): TravellingCopy[] | undefined {
    const all = addressesOf(session).flatMap((address) => this.to(address));
    const shown = all.filter((invitation) => !invitation.isDeclined && (isCopy(invitation) || !invitation.isHidden));
    return shown.length === 0 ? undefined : shown.map((invitation) => this.copyOf(invitation));
  }

  /** Its receiver has come from another node. */
  private bringCopies(packed: readonly TravellingCopy[]): true {
    for (const copy of packed) {
      if (this.byId.has(copy.card.id) || copy.nodeId === this.nodes.nodeId) continue;
      this.onArrived(this.addCopy(copy));
    }
    return true;
  }
}
