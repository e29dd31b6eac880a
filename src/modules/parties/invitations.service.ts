import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../core/events/event-bus.js';
import { KeyedLimit } from '../../core/limits/keyed-limit.js';
import { broadcast } from '../../core/sessions/broadcast.js';
import {
  SessionClosed,
  SessionJoinedGroup,
  SessionLeftGroup,
  SessionSignedIn,
} from '../../core/sessions/session.events.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { type InvitationHost, type InvitationNews, InvitationNodes, type OfferAnswer } from './invitation-nodes.js';
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
import {
  addressesOf,
  addressOfPlayer,
  addressOfSession,
  cardOf,
  type Invitation,
  Invitations,
  isCopy,
  type SentInvitation,
  type TravellingCopy,
} from './invitations.js';
import { Invitees } from './invitees.js';
import { PartyError } from './parties.errors.js';
import { type PartyJoinedDto, PartyType } from './parties.messages.js';
import { PARTY, PartyDirectory } from './party-directory.js';
import { type Newcomer, type PartyHost, PartyNodes } from './party-nodes.js';
import type { Party } from './party.js';

/** Rate limit of invitations, per session. */
const INVITES_PER_SECOND = 0.5;
const INVITE_BURST = 16;

/** Sends invitations to a party, and handles the answers. */
@Injectable()
export class InvitationsService implements OnModuleInit, OnModuleDestroy, InvitationHost, PartyHost<PartyAcceptDto> {
  private readonly rate = new KeyedLimit({ perSecond: INVITES_PER_SECOND, burst: INVITE_BURST });
  private cancelTimer: (() => void) | undefined;

  constructor(
    private readonly parties: PartyDirectory,
    private readonly invitations: Invitations,
    private readonly invitees: Invitees,
    private readonly nodes: InvitationNodes,
    private readonly partyNodes: PartyNodes,
    private readonly events: EventBus,
  ) {
    nodes.connect(this);
    partyNodes.connect(PartyType.Accept, this);
    invitations.onArrived = (invitation) => this.onArrived(invitation);
  }

  /** Nest's hook: an invitation ends when its sender leaves the party, or its receiver joins it or is gone. */
  onModuleInit(): void {
    this.events.on(SessionJoinedGroup, ({ session, group }) => {
      if (group.kind === PARTY) this.onJoined(session, group.id);
    });
    this.events.on(SessionLeftGroup, ({ session, group }) => {
      if (group.kind === PARTY && !session.hasMoved) this.withdrawAll(session);
    });
    this.events.on(SessionSignedIn, ({ session }) => {
      // A member may have signed in as a player who was invited.
      const party = this.parties.of(session);
      if (party !== undefined) this.onJoined(session, party.id);
      if (this.allTo(session).length > 0) this.invitations.markReceivers([session]);
    });
    this.events.on(SessionClosed, ({ session }) => {
      if (!session.hasMoved) this.forget(session);
    });
  }

  /** Nest's hook. */
  onModuleDestroy(): void {
    this.cancelTimer?.();
  }

  /** Invites all sessions of a player. */
  @OnMessage(PartyInvitePlayerDto)
  invitePlayer(
    session: Session,
    { playerId }: PartyInvitePlayerDto,
  ): PartyInvitationSentDto | Promise<PartyInvitationSentDto> {
    const party = this.requireRoom(session);
    this.requirePace(session);
    return this.invite(party, session, addressOfPlayer(playerId));
  }

  /** Invites a session, or its player if it is signed in. */
  @OnMessage(PartyInviteSessionDto)
  inviteSession(
    session: Session,
    { sessionId }: PartyInviteSessionDto,
  ): PartyInvitationSentDto | Promise<PartyInvitationSentDto> {
    const party = this.requireRoom(session);
    this.requirePace(session);
    const playerId = this.invitees.at(addressOfSession(sessionId))[0]?.playerId;
    return this.invite(
      party,
      session,
      playerId === undefined ? addressOfSession(sessionId) : addressOfPlayer(playerId),
    );
  }

  /** Joins the party, which ends the invitation. */
  @OnMessage(PartyAcceptDto)
  accept(session: Session, message: PartyAcceptDto): PartyJoinedDto | Promise<PartyJoinedDto> {
    const invitation = this.requireReceived(session, message.invitationId);
    if (!isCopy(invitation)) return this.join(session, message);
    this.parties.requireNone(session);
    if (invitation.nodeId === '') throw new GameError('cluster.try_again');
    return this.partyNodes.go(session, invitation.nodeId, [PartyType.Accept, message]);
  }

  /** For {@link PartyNodes}. */
  check({ invitationId }: PartyAcceptDto, newcomer: Newcomer): Party {
    const { party } = this.requireSent(newcomer, invitationId);
    this.parties.requirePlace(party, newcomer);
    return party;
  }

  /** For {@link PartyNodes}, and who is here. */
  join(session: Session, { invitationId, name }: PartyAcceptDto): PartyJoinedDto {
    const { party } = this.requireSent(session, invitationId);
    this.parties.enter(party, session, name);
    party.forgive(session.id);
    if (session.playerId !== undefined) party.forgive(session.playerId);
    return { party: party.toDto(), memberId: session.id };
  }

  /** Declines; the invitation is kept until it expires, so that its sender cannot insist. */
  @OnMessage(PartyDeclineDto)
  decline(session: Session, { invitationId }: PartyDeclineDto): void {
    this.end(this.requireReceived(session, invitationId), PartyInvitationEndReason.Declined, session);
  }

  /** Withdraws an invitation. */
  @OnMessage(PartyWithdrawDto)
  withdraw(session: Session, { invitationId }: PartyWithdrawDto): void {
    const invitation = this.invitations.find(invitationId);
    if (invitation === undefined || isCopy(invitation) || invitation.from !== session)
      throw new GameError(PartyError['party.no_such_invitation']);
    this.end(invitation, PartyInvitationEndReason.Withdrawn, session);
  }

  /** The invitations waiting for the session's answer. */
  @OnMessage(PartyInvitationsDto)
  list(session: Session): PartyInvitationsListedDto {
    const waiting = this.allTo(session).filter((invitation) => !invitation.isDeclined && isShown(invitation));
    return { invitations: waiting.map((invitation) => this.dtoOf(invitation)) };
  }

  /** For {@link InvitationNodes}. */
  receive(copy: TravellingCopy): OfferAnswer {
    const receivers = this.invitees.at(copy.to);
    const [first] = receivers;
    if (first === undefined) return { state: 'absent' };
    if (copy.to === addressOfSession(first.id) && first.playerId !== undefined)
      return { state: 'absent', playerId: first.playerId };
    if (this.invitees.hasBlocked(receivers, copy.card.fromPlayerId)) return { state: 'hidden' };
    if (this.invitations.isBusy(copy.to)) return { state: 'busy' };
    this.show(this.invitations.addCopy(copy), receivers);
    return { state: 'taken' };
  }

  /** For {@link InvitationNodes}. */
  hear(news: InvitationNews, nodeId: string): boolean {
    const invitation = this.invitations.get(news.id);
    if (invitation === undefined) return false;
    if (news.kind === 'ended') this.end(invitation, news.reason, undefined, nodeId);
    else if (isCopy(invitation)) this.follow(invitation, nodeId);
    else if (news.kind === 'held') invitation.holders.add(nodeId);
    else if (news.kind === 'moved') invitation.movedTo = nodeId;
    else this.release(invitation, nodeId);
    return true;
  }

  private invite(party: Party, session: Session, to: string): PartyInvitationSentDto | Promise<PartyInvitationSentDto> {
    const receivers = this.invitees.at(to);
    const isHere = receivers.length > 0;
    const isElsewhere = this.nodes.mayHave(to, isHere);
    if (!isHere && !isElsewhere) throw new GameError(PartyError['party.not_here']);
    if (receivers.some((receiver) => party.members.has(receiver))) {
      throw new GameError(PartyError['party.cannot_invite_member']);
    }
    const isHidden = this.invitees.hasBlocked(receivers, session.playerId);
    const invitation = this.invitations.add(party, session, to, isHidden);
    this.show(invitation, receivers);
    return isElsewhere && !isHidden ? this.spread(invitation, isHere) : this.sentDtoOf(invitation);
  }

  /** Brings an invitation to the other nodes where its receiver is. */
  private async spread(invitation: SentInvitation, isHere: boolean): Promise<PartyInvitationSentDto> {
    const { party, from, to } = invitation;
    const answers = await this.offer(invitation);
    for (const [nodeId, { state }] of answers) if (state === 'taken') invitation.holders.add(nodeId);
    if (this.invitations.get(invitation.id) !== invitation) {
      this.tellHolders(invitation, PartyInvitationEndReason.Withdrawn);
      throw new GameError(PartyError['party.not_member']);
    }
    const all = [...answers.values()];
    invitation.isHidden = all.some(({ state }) => state === 'hidden');
    if (isHere || invitation.isHidden || invitation.holders.size > 0) return this.sentDtoOf(invitation);
    this.drop(invitation);
    const player = all.find(({ playerId }) => playerId !== undefined)?.playerId;
    if (player !== undefined && to !== addressOfPlayer(player))
      return this.invite(party, from, addressOfPlayer(player));
    const isBusy = all.some(({ state }) => state === 'busy');
    throw new GameError(PartyError[isBusy ? 'party.too_busy' : 'party.not_here']);
  }

  private async offer(invitation: SentInvitation): Promise<Map<string, OfferAnswer>> {
    try {
      return await this.nodes.offer(this.invitations.copyOf(invitation));
    } catch (error) {
      this.drop(invitation);
      throw error;
    }
  }

  private show(invitation: Invitation, receivers: readonly Session[]): void {
    this.invitations.markReceivers(receivers);
    if (isShown(invitation)) broadcast(receivers, new PartyInvitedDto(this.dtoOf(invitation)));
    this.schedule();
  }

  /** Its sender or its receiver has come from another node: those who have it are told where. */
  private onArrived(invitation: Invitation): void {
    this.schedule();
    const { id } = invitation;
    if (!isCopy(invitation)) {
      for (const nodeId of invitation.holders) void this.callOn(invitation, nodeId);
      return;
    }
    void this.nodes.tell(invitation.nodeId, { id, kind: 'held' }).then((isKnown) => {
      // It has ended meanwhile.
      if (isKnown === false) this.end(invitation, PartyInvitationEndReason.Withdrawn, undefined, invitation.nodeId);
    });
  }

  private async callOn(invitation: SentInvitation, nodeId: string): Promise<void> {
    const isKnown = await this.nodes.tell(nodeId, { id: invitation.id, kind: 'moved' });
    if (isKnown === false) this.release(invitation, nodeId);
  }

  /** The sender of an invitation is at another node now. */
  private follow(invitation: Invitation & { nodeId: string }, nodeId: string): void {
    invitation.nodeId = nodeId;
    if (!invitation.isDeclined) return;
    const { id } = invitation;
    void this.nodes.tell(nodeId, { id, kind: 'ended', reason: PartyInvitationEndReason.Declined });
  }

  /** The receiver is gone from a node. */
  private release(invitation: SentInvitation, nodeId: string): void {
    invitation.holders.delete(nodeId);
    const isAnywhere = invitation.holders.size > 0 || this.invitees.at(invitation.to).some(({ isOpen }) => isOpen);
    if (!isAnywhere) this.end(invitation, PartyInvitationEndReason.Expired);
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

  private requireReceived(receiver: Newcomer, id: string): Invitation {
    const invitation = this.invitations.find(id);
    if (invitation !== undefined && isShown(invitation) && addressesOf(receiver).includes(invitation.to))
      return invitation;
    throw new GameError(PartyError['party.no_such_invitation']);
  }

  private requireSent(receiver: Newcomer, id: string): SentInvitation {
    const invitation = this.requireReceived(receiver, id);
    if (isCopy(invitation)) throw new GameError('cluster.try_again');
    return invitation;
  }

  private onJoined(session: Session, partyId: string): void {
    for (const invitation of this.allTo(session)) {
      if (cardOf(invitation).partyId === partyId) this.end(invitation, PartyInvitationEndReason.Accepted, session);
    }
  }

  private withdrawAll(session: Session): void {
    for (const invitation of this.invitations.from(session))
      this.end(invitation, PartyInvitationEndReason.Withdrawn, session);
  }

  private forget(session: Session): void {
    for (const invitation of this.allTo(session)) {
      // A player with another session can still answer.
      if (this.invitees.at(invitation.to).some(({ isOpen }) => isOpen)) continue;
      if (isCopy(invitation)) {
        this.drop(invitation);
        void this.nodes.tell(invitation.nodeId, { id: invitation.id, kind: 'left' });
      } else if (invitation.holders.size === 0) this.end(invitation, PartyInvitationEndReason.Expired, session);
    }
  }

  private allTo(session: Session): Invitation[] {
    return addressesOf(session).flatMap((address) => this.invitations.to(address));
  }

  /** @param by who has ended it and is not told; @param fromNodeId the node that has told of it */
  private end(invitation: Invitation, reason: PartyInvitationEndReason, by?: Session, fromNodeId?: string): void {
    const { id, isDeclined } = invitation;
    this.tellEnd(invitation, reason, by);
    if (reason === PartyInvitationEndReason.Declined) invitation.isDeclined = true;
    else this.drop(invitation);
    if (!isCopy(invitation)) this.tellHolders(invitation, reason, fromNodeId);
    else if (fromNodeId === undefined && !isDeclined)
      void this.nodes.tell(invitation.nodeId, { id, kind: 'ended', reason });
  }

  private tellHolders({ id, holders }: SentInvitation, reason: PartyInvitationEndReason, except?: string): void {
    for (const nodeId of holders) if (nodeId !== except) void this.nodes.tell(nodeId, { id, kind: 'ended', reason });
  }

  private drop(invitation: Invitation): void {
    this.invitations.remove(invitation);
    this.schedule();
  }

  private tellEnd(invitation: Invitation, reason: PartyInvitationEndReason, by: Session | undefined): void {
    // Both sides already know about a declined one.
    if (invitation.isDeclined) return;
    const receivers = isShown(invitation) ? this.invitees.at(invitation.to) : [];
    const concerned = isCopy(invitation) ? receivers : [invitation.from, ...receivers];
    broadcast(concerned, new PartyInvitationEndedDto({ invitationId: invitation.id, reason }), by);
  }

  private schedule(): void {
    const { nextExpiryMs } = this.invitations;
    if (nextExpiryMs === undefined) {
      this.cancelTimer?.();
      this.cancelTimer = undefined;
      return;
    }
    const { clock } = this.invitations;
    this.cancelTimer ??= clock.setTimer(() => this.expire(), Math.max(1, nextExpiryMs - clock.nowMs()));
  }

  private expire(): void {
    this.cancelTimer = undefined;
    for (const invitation of this.invitations.takeExpired()) {
      this.tellEnd(invitation, PartyInvitationEndReason.Expired, undefined);
    }
    this.schedule();
  }

  private dtoOf(invitation: Invitation): PartyInvitationDto {
    return { ...cardOf(invitation), expiresAtMs: this.invitations.toldExpiryOf(invitation) };
  }

  private sentDtoOf(invitation: Invitation): PartyInvitationSentDto {
    return { invitationId: invitation.id, expiresAtMs: this.invitations.toldExpiryOf(invitation) };
  }
}

function isShown(invitation: Invitation): boolean {
  return isCopy(invitation) || !invitation.isHidden;
}
