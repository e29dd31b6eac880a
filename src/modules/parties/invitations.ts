import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { SessionStore } from '../../core/sessions/session-store.js';
import { SessionStores } from '../../core/sessions/session-stores.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { PartyError } from './parties.errors.js';
import type { Party } from './party.js';

/** How long an invitation is valid. */
export const INVITATION_TTL_MS = 60_000;
/** Maximum open invitations per sender, and per receiver. */
export const MAX_SENT = 16;
export const MAX_RECEIVED = 16;

const ID_BYTES = 12;

/** One invitation. */
export interface Invitation {
  readonly id: string;
  readonly party: Party;
  readonly from: Session;
  /** The receiver: see {@link addressOfPlayer} and {@link addressOfSession}. */
  readonly to: string;
  readonly expiresAtMs: number;
  /** The receiver has blocked the sender, who must not find out: nobody sees it, and it expires. */
  readonly isHidden: boolean;
  /** Kept until it expires, so that its sender cannot ask again at once; it can no longer be accepted. */
  isDeclined: boolean;
}

/** The address of a player, who may have several sessions. */
export function addressOfPlayer(playerId: string): string {
  return `player:${playerId}`;
}

/** The address of an anonymous session. */
export function addressOfSession(sessionId: string): string {
  return `session:${sessionId}`;
}

/** Open invitations: one at a time for each sender and receiver, and a limited number for each of them. */
@Injectable()
export class Invitations {
  /** In order of creation, which is also the order of expiry. */
  private readonly byId = new Map<string, Invitation>();
  private readonly sentBy: SessionStore<Set<Invitation>>;
  private readonly sentTo = new Map<string, Set<Invitation>>();

  constructor(stores: SessionStores) {
    this.sentBy = stores.open('parties.invitations', {
      onGone: (_session, sent) => sent.forEach((invitation) => this.remove(invitation)),
    });
  }

  /** The number of invitations, including declined ones. */
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
   * @param isHidden see {@link Invitation.isHidden}
   * @throws GameError party.already_invited, party.too_many_invitations, party.too_busy
   */
  add(party: Party, from: Session, to: string, nowMs: number, isHidden = false): Invitation {
    const sent = this.sentBy.get(from) ?? new Set<Invitation>();
    const received = this.sentTo.get(to) ?? new Set<Invitation>();
    for (const known of received) if (known.from === from) throw new GameError(PartyError['party.already_invited']);
    if (sent.size >= MAX_SENT) throw new GameError(PartyError['party.too_many_invitations']);
    if (received.size >= MAX_RECEIVED) throw new GameError(PartyError['party.too_busy']);

    const id = randomBytes(ID_BYTES).toString('base64url');
    const invitation = { id, party, from, to, expiresAtMs: nowMs + INVITATION_TTL_MS, isHidden, isDeclined: false };
    this.byId.set(id, invitation);
    this.sentBy.set(from, sent.add(invitation));
    this.sentTo.set(to, received.add(invitation));
    return invitation;
  }

  /** The invitation with this id that can still be accepted. */
  find(id: string): Invitation | undefined {
    const invitation = this.byId.get(id);
    return invitation?.isDeclined === false ? invitation : undefined;
  }

  /** All invitations from a sender. */
  from(session: Session): Invitation[] {
    return [...(this.sentBy.get(session) ?? [])];
  }

  /** All invitations to a receiver, including declined ones. */
  to(address: string): Invitation[] {
    return [...(this.sentTo.get(address) ?? [])];
  }

  /** Removes an invitation. */
  remove(invitation: Invitation): void {
    if (!this.byId.delete(invitation.id)) return;
    const sent = this.sentBy.get(invitation.from);
    sent?.delete(invitation);
    if (sent?.size === 0) this.sentBy.delete(invitation.from);
    const received = this.sentTo.get(invitation.to);
    received?.delete(invitation);
    if (received?.size === 0) this.sentTo.delete(invitation.to);
  }

  /** Removes expired invitations and returns them. */
  takeExpired(nowMs: number): Invitation[] {
    const expired: Invitation[] = [];
    for (const invitation of this.byId.values()) {
      if (invitation.expiresAtMs > nowMs) break;
      expired.push(invitation);
    }
    for (const invitation of expired) this.remove(invitation);
    return expired;
  }
}
