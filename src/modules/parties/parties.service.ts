import { Injectable, Optional, type OnModuleInit } from '@nestjs/common';
import { Cluster } from '../../core/cluster/cluster.js';
import { ClusterBus } from '../../core/cluster/cluster-bus.js';
import { guessLimit } from '../../core/credentials/count-news.js';
import { EventBus } from '../../core/events/event-bus.js';
import type { GuessLimit } from '../../core/limits/guess-limit.js';
import {
  SessionClosed,
  SessionDropped,
  SessionResumed,
  SessionSeated,
  SessionSignedIn,
} from '../../core/sessions/session.events.js';
import type { Session } from '../../core/sessions/session.js';
import { GameError } from '../../protocol/game-error.js';
import { OnMessage } from '../../protocol/message.decorators.js';
import { PartyError } from './parties.errors.js';
import {
  DEFAULT_MEMBERS,
  PartyConfigureDto,
  PartyCreateDto,
  PartyCurrentDto,
  PartyDisbandDto,
  PartyJoinDto,
  PartyJoinedDto,
  PartyKickDto,
  PartyLeaveDto,
  PartyLeaveReason,
  PartyPromoteDto,
  PartySetDataDto,
  PartySetMyDataDto,
  PartySetReadyDto,
  PartyType,
} from './parties.messages.js';
import { normalPartyCode } from './party-code.js';
import { PartyDirectory, type PartySettings } from './party-directory.js';
import {
  PartyDataChangedDto,
  PartyMemberDataChangedDto,
  PartyMemberStatusChangedDto,
  PartySettingsChangedDto,
} from './party-events.messages.js';
import { type Newcomer, PartyNodes, type PartyHost } from './party-nodes.js';
import type { Party, PartyMember } from './party.js';

/** Allowed wrong codes per minute; a school or a mobile network may share one address. */
const GUESSES = { perPlayer: 10, perAddress: 100, windowMs: 60_000 };

/**
 * Everything players do with parties, except inviting. Changes are sent to every member, including the one who made them,
 * so that a client applies them in one place.
 */
@Injectable()
export class PartiesService implements OnModuleInit, PartyHost<PartyJoinDto> {
  private readonly guesses: GuessLimit;

  constructor(
    private readonly parties: PartyDirectory,
    private readonly events: EventBus,
    private readonly nodes: PartyNodes,
    bus: ClusterBus,
    @Optional() cluster?: Cluster,
  ) {
    this.guesses = guessLimit('parties', GUESSES, bus, cluster);
    nodes.connect(PartyType.Join, this);
  }

  /** Nest's hook: losing the seat ends a membership, a disconnect does not. */
  onModuleInit(): void {
    this.events.on(SessionClosed, ({ session }) => this.parties.exit(session, PartyLeaveReason.Lost));
    this.events.on(SessionDropped, ({ session }) => this.tellStatus(session));
    this.events.on(SessionResumed, ({ session, recovered }) => this.resume(session, recovered));
    this.events.on(SessionSignedIn, ({ session, playerId }) => this.parties.claim(session, playerId));
    this.events.on(SessionSeated, ({ session }) => this.parties.of(session)?.onChange());
  }

  /** Creates a party of one. */
  @OnMessage(PartyCreateDto)
  create(session: Session, message: PartyCreateDto): PartyJoinedDto | Promise<PartyJoinedDto> {
    if (this.nodes.isShared) return this.createShared(session, message);
    return joined(this.parties.open(session, message.name, settingsOf(message)), session);
  }

  /** Joins by code. A party that is closed, or has kicked this player, answers as if it did not exist. */
  @OnMessage(PartyJoinDto)
  join(session: Session, { code: typed, name }: PartyJoinDto): PartyJoinedDto | Promise<PartyJoinedDto> {
    this.parties.requireNone(session);
    if (this.guesses.isExhausted(session)) throw new GameError(PartyError['party.too_many_guesses']);
    const code = normalPartyCode(typed);
    if (this.nodes.isShared && this.parties.find(code) === undefined) return this.joinElsewhere(session, code, name);
    try {
      const party = this.check({ code }, session);
      this.parties.enter(party, session, name);
      return joined(party, session);
    } catch (error) {
      throw this.counted(session, error);
    }
  }

  /** For {@link PartyNodes}. */
  check({ code }: Pick<PartyJoinDto, 'code'>, newcomer: Newcomer): Party {
    const party = this.parties.find(code);
    if (!party?.isOpen || isShutOut(party, newcomer)) throw new GameError(PartyError['party.no_such_party']);
    this.parties.requirePlace(party, newcomer);
    return party;
  }

  /** The party's current state. */
  @OnMessage(PartyCurrentDto)
  current(session: Session): PartyJoinedDto {
    return joined(this.require(session).party, session);
  }

  /** Removes the session from its party. */
  @OnMessage(PartyLeaveDto)
  leave(session: Session): void {
    this.require(session);
    this.parties.exit(session, PartyLeaveReason.Left);
  }

  /** Disbands the party. */
  @OnMessage(PartyDisbandDto)
  disband(session: Session): void {
    this.parties.disband(this.requireLead(session), session);
  }

  /** Kicks a member. */
  @OnMessage(PartyKickDto)
  kick(session: Session, { memberId }: PartyKickDto): void {
    const party = this.requireLead(session);
    const { session: kicked } = this.requireOther(party, session, memberId);
    party.shutOut(kicked.playerId ?? kicked.id);
    this.parties.exit(kicked, PartyLeaveReason.Kicked);
  }

  /** Hands over the leadership. */
  @OnMessage(PartyPromoteDto)
  promote(session: Session, { memberId }: PartyPromoteDto): void {
    const party = this.requireLead(session);
    this.parties.lead(party, this.requireOther(party, session, memberId).session);
  }

  /** Changes who may join. */
  @OnMessage(PartyConfigureDto)
  configure(session: Session, { isOpen, maxMembers }: PartyConfigureDto): void {
    const party = this.requireLead(session);
    if (maxMembers < party.members.size) throw new GameError(PartyError['party.too_small']);
    party.isOpen = isOpen;
    party.maxMembers = maxMembers;
    party.tell(new PartySettingsChangedDto({ isOpen, maxMembers }));
  }

  /** Sets whether a member is ready. */
  @OnMessage(PartySetReadyDto)
  setReady(session: Session, { isReady }: PartySetReadyDto): void {
    const { member } = this.require(session);
    if (member.isReady === isReady) return;
    member.isReady = isReady;
    this.tellStatus(session);
  }

  /** Changes the party's data. */
  @OnMessage(PartySetDataDto)
  setData(session: Session, { data }: PartySetDataDto): void {
    const party = this.requireLead(session);
    party.data.change(data);
    party.tell(new PartyDataChangedDto({ data }));
  }

  /** Changes a member's own data. */
  @OnMessage(PartySetMyDataDto)
  setMyData(session: Session, { data }: PartySetMyDataDto): void {
    const { party, member } = this.require(session);
    member.data.change(data);
    party.tell(new PartyMemberDataChangedDto({ memberId: session.id, data }));
  }

  private async createShared(session: Session, message: PartyCreateDto): Promise<PartyJoinedDto> {
    this.parties.requireNone(session);
    const code = await this.nodes.records.claim(() => this.parties.newCode());
    try {
      if (!session.isOpen) throw new GameError('session.closed');
      return joined(this.parties.open(session, message.name, settingsOf(message), code), session);
    } catch (error) {
      this.nodes.records.release(code);
      throw error;
    }
  }

  private async joinElsewhere(session: Session, code: string, name: string): Promise<PartyJoinedDto> {
    try {
      return await this.nodes.join(session, { code, name });
    } catch (error) {
      throw this.counted(session, error);
    }
  }

  /** Counts a wrong code. */
  private counted(session: Session, error: unknown): unknown {
    const isWrong = error instanceof GameError && error.code === PartyError['party.no_such_party'];
    if (isWrong) this.guesses.count(session);
    return error;
  }

  private resume(session: Session, recovered: boolean): void {
    const party = this.parties.of(session);
    // After a crash the client begins anew, and knows of no party; at another node, of one that some may have left.
    if (party !== undefined && (this.parties.hasArrived(session) || !recovered))
      session.send(Object.assign(new PartyJoinedDto(), joined(party, session)));
    this.tellStatus(session);
  }

  private tellStatus(session: Session): void {
    const party = this.parties.of(session);
    const member = party?.members.get(session);
    if (!party || !member) return;
    const { isReady } = member;
    party.tell(new PartyMemberStatusChangedDto({ memberId: session.id, isReady, isAway: !session.isConnected }));
  }

  private require(session: Session): { party: Party; member: PartyMember } {
    const party = this.parties.of(session);
    const member = party?.members.get(session);
    if (!party || !member) throw new GameError(PartyError['party.not_member']);
    return { party, member };
  }

  private requireLead(session: Session): Party {
    const { party } = this.require(session);
    if (party.leader !== session) throw new GameError(PartyError['party.not_leader']);
    return party;
  }

  private requireOther(party: Party, session: Session, memberId: string): PartyMember {
    const member = party.memberWith(memberId);
    if (!member || member.session === session) throw new GameError(PartyError['party.no_such_member']);
    return member;
  }
}

function joined(party: Party, session: Session): PartyJoinedDto {
  return { party: party.toDto(), memberId: session.id };
}

function settingsOf({ isOpen = true, maxMembers = DEFAULT_MEMBERS }: PartyCreateDto): PartySettings {
  return { isOpen, maxMembers };
}

function isShutOut(party: Party, { id, playerId }: Newcomer): boolean {
  return party.hasShutOut(id) || (playerId !== undefined && party.hasShutOut(playerId));
}
