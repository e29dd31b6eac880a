import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../core/events/event-bus.js';
import { KeyedLimit } from '../../core/limits/keyed-limit.js';
import { serverTimeMs } from '../../core/observability/server-time.js';
import { broadcast } from '../../core/sessions/broadcast.js';
import { PlayerBlocks } from '../../core/sessions/player-blocks.js';
import { PlayerSessions } from '../../core/sessions/player-sessions.js';
import { SessionRegistry } from '../../core/sessions/session-registry.js';
import {
  SessionClosed,
  SessionJoinedGroup,
  SessionLeftGroup,
  SessionSignedIn,
} from '../../core/sessions/session.events.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import {
  PartyAcceptDto,
  PartyDeclineDto,
  PartyInvitationEndReason,
  PartyInvitationEndedDto,
  PartyInvitationsDto,
  PartyInvitedDto,
  PartyInvitePlayerDto,
  PartyInviteSessionDto,
  PartyWithdrawDto,
  type PartyInvitationDto,
  type PartyInvitationSentDto,
  type PartyInvitationsListedDto,
} from './invitations.messages.js';
import { addressOfPlayer, addressOfSession, type Invitation, Invitations } from './invitations.js';
import { PartyError } from './parties.errors.js';
import type { PartyJoinedDto } from './parties.messages.js';
import { PARTY, PartyDirectory } from './party-directory.js';
import type { Party } from './party.js';

/** Rate limit of invitations, per session. */
const INVITES_PER_SECOND = 0.5;
const INVITE_BURST = 16;

/** Sends invitations to a party, and handles the answers. */
@Injectable()
export class InvitationsService implements OnModuleInit, OnModuleDestroy {
  private readonly rate = new KeyedLimit({ perSecond: INVITES_PER_SECOND, burst: INVITE_BURST });
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly parties: PartyDirectory,
    private readonly invitations: Invitations,
    private readonly registry: SessionRegistry,
    private readonly blocks: PlayerBlocks,
    private readonly players: PlayerSessions,
    private readonly events: EventBus,
  ) {}

  /** Nest's hook: an invitation ends when its sender leaves the party, or its receiver joins it or is gone. */
  onModuleInit(): void {
    this.events.on(SessionJoinedGroup, ({ session, group }) => {
      if (group.kind === PARTY) this.onJoined(session, group.id);
    });
    this.events.on(SessionLeftGroup, ({ session, group }) => {
      if (group.kind === PARTY) this.withdrawAll(session);
    });
    this.events.on(SessionSignedIn, ({ session }) => {
      // A member may have signed in as a player who was invited.
      const party = this.parties.of(session);
      if (party !== undefined) this.onJoined(session, party.id);
    });
    this.events.on(SessionClosed, ({ session }) => this.forget(session));
  }

  /** Nest's hook. */
  onModuleDestroy(): void {
    clearTimeout(this.timer);
  }

  /** Invites all sessions of a player. */
  @OnMessage(PartyInvitePlayerDto)
  invitePlayer(session: Session, { playerId }: PartyInvitePlayerDto): PartyInvitationSentDto {
    return this.invite(session, addressOfPlayer(playerId), [...this.players.of(playerId)]);
  }

  /** Invites a session, or its player if it is signed in. */
  @OnMessage(PartyInviteSessionDto)
  inviteSession(session: Session, { sessionId }: PartyInviteSessionDto): PartyInvitationSentDto {
    const invited = this.registry.find(sessionId);
    if (invited?.playerId !== undefined) return this.invitePlayer(session, { playerId: invited.playerId });
    return this.invite(session, addressOfSession(sessionId), invited ? [invited] : []);
  }

  /** Joins the party, which ends the invitation. */
  @OnMessage(PartyAcceptDto)
  accept(session: Session, { invitationId, name }: PartyAcceptDto): PartyJoinedDto {
    const { party } = this.requireReceived(session, invitationId);
    this.parties.enter(party, session, name);
    party.forgive(session.id);
    if (session.playerId !== undefined) party.forgive(session.playerId);
    return { party: party.toDto(), memberId: session.id };
  }

  /** Declines; the invitation is kept until it expires, so that its sender cannot insist. */
  @OnMessage(PartyDeclineDto)
  decline(session: Session, { invitationId }: PartyDeclineDto): void {
    const invitation = this.requireReceived(session, invitationId);
    this.tellEnd(invitation, PartyInvitationEndReason.Declined, session);
    invitation.isDeclined = true;
  }

  /** Withdraws an invitation. */
  @OnMessage(PartyWithdrawDto)
  withdraw(session: Session, { invitationId }: PartyWithdrawDto): void {
    const invitation = this.invitations.find(invitationId);
    if (invitation?.from !== session) throw new GameError(PartyError['party.no_such_invitation']);
    this.end(invitation, PartyInvitationEndReason.Withdrawn, session);
  }

  /** The invitations waiting for the session's answer. */
  @OnMessage(PartyInvitationsDto)
  list(session: Session): PartyInvitationsListedDto {
    const waiting = this.allTo(session).filter(({ isDeclined, isHidden }) => !isDeclined && !isHidden);
    return { invitations: waiting.map(toDto) };
  }

  private invite(session: Session, to: string, receivers: readonly Session[]): PartyInvitationSentDto {
    const party = this.requireRoom(session);
    this.requirePace(session);
    if (receivers.length === 0) throw new GameError(PartyError['party.not_here']);
    if (receivers.some((receiver) => party.members.has(receiver))) {
      throw new GameError(PartyError['party.cannot_invite_member']);
    }
    // Either all sessions of one player, or a single anonymous one.
    const isHidden = this.blocks.has(receivers[0]?.playerId, session.playerId);
    const invitation = this.invitations.add(party, session, to, serverTimeMs(), isHidden);
    if (!isHidden) broadcast(receivers, new PartyInvitedDto(toDto(invitation)));
    this.schedule();
    return { invitationId: invitation.id, expiresAtMs: invitation.expiresAtMs };
  }

  private requireRoom(session: Session): Party {
    const party = this.parties.of(session);
    if (party === undefined) throw new GameError(PartyError['party.not_member']);
    if (party.members.size >= party.maxMembers) throw new GameError(PartyError['party.full']);
    return party;
  }

  // Also counts receivers who are offline: nobody should find out who is online by trying.
  private requirePace(session: Session): void {
    if (!this.rate.admits(session.playerId ?? session.id)) throw new GameError('rate.limited');
  }

  private requireReceived(session: Session, id: string): Invitation {
    const invitation = this.invitations.find(id);
    if (invitation?.isHidden === false && addressesOf(session).includes(invitation.to)) return invitation;
    throw new GameError(PartyError['party.no_such_invitation']);
  }

  private onJoined(session: Session, partyId: string): void {
    for (const invitation of this.allTo(session)) {
      if (invitation.party.id === partyId) this.end(invitation, PartyInvitationEndReason.Accepted, session);
    }
  }

  private withdrawAll(session: Session): void {
    for (const invitation of this.invitations.from(session))
      this.end(invitation, PartyInvitationEndReason.Withdrawn, session);
  }

  private forget(session: Session): void {
    for (const invitation of this.allTo(session)) {
      // A player with another session can still answer.
      if (!this.receiversOf(invitation).some((receiver) => receiver.isOpen)) {
        this.end(invitation, PartyInvitationEndReason.Expired, session);
      }
    }
  }

  private allTo(session: Session): Invitation[] {
    return addressesOf(session).flatMap((address) => this.invitations.to(address));
  }

  private receiversOf({ to }: Invitation): Session[] {
    const id = to.slice(to.indexOf(':') + 1);
    if (to === addressOfPlayer(id)) return [...this.players.of(id)];
    const session = this.registry.find(id);
    return session ? [session] : [];
  }

  private end(invitation: Invitation, reason: PartyInvitationEndReason, by?: Session): void {
    this.invitations.remove(invitation);
    this.tellEnd(invitation, reason, by);
    this.schedule();
  }

  private tellEnd(invitation: Invitation, reason: PartyInvitationEndReason, by: Session | undefined): void {
    // Both sides already know about a declined one.
    if (invitation.isDeclined) return;
    const concerned = [invitation.from, ...(invitation.isHidden ? [] : this.receiversOf(invitation))];
    broadcast(concerned, new PartyInvitationEndedDto({ invitationId: invitation.id, reason }), by);
  }

  private schedule(): void {
    const { nextExpiryMs } = this.invitations;
    if (nextExpiryMs === undefined) {
      clearTimeout(this.timer);
      this.timer = undefined;
      return;
    }
    this.timer ??= setTimeout(() => this.expire(), Math.max(1, nextExpiryMs - serverTimeMs())).unref();
  }

  private expire(): void {
    this.timer = undefined;
    for (const invitation of this.invitations.takeExpired(serverTimeMs())) {
      this.tellEnd(invitation, PartyInvitationEndReason.Expired, undefined);
    }
    this.schedule();
  }
}

/** The addresses a session's invitations may be stored under: one that got some before it signed in has two. */
function addressesOf({ id, playerId }: Session): string[] {
  return playerId === undefined ? [addressOfSession(id)] : [addressOfPlayer(playerId), addressOfSession(id)];
}

function toDto({ id, party, from, expiresAtMs }: Invitation): PartyInvitationDto {
  const { playerId } = from;
  return {
    id,
    partyId: party.id,
    fromId: from.id,
    ...(playerId !== undefined && { fromPlayerId: playerId }),
    fromName: party.members.get(from)?.name ?? '',
    members: party.members.size,
    maxMembers: party.maxMembers,
    expiresAtMs,
  };
}
