import { Injectable, type OnModuleInit } from '@nestjs/common';
import { EventBus } from '../../../core/events/event-bus.js';
import { PlayerRecords } from '../../../core/events/player-records.js';
import { broadcast } from '../../../core/sessions/broadcast.js';
import { PlayerSessions } from '../../../core/sessions/player-sessions.js';
import { SessionClosed } from '../../../core/sessions/session.events.js';
import type { Session } from '../../../core/sessions/session.js';
import { GameError } from '../../../protocol/game-error.js';
import { directAddress, directKey } from '../chat-address.js';
import { ChatError } from '../chat.errors.js';
import { type ChatLineDto, type ChatMemberDto, MAX_MEMBERS_LISTED } from '../chat.messages.js';
import { ChatHistory } from '../lines/chat-history.js';
import { ChatReceivedDto } from '../chat.messages.js';
import { ChatDeletedDto, ChatEditedDto } from '../lines/chat-lines.messages.js';
import { changedLine, type KeptChannel } from '../lines/line-store.js';
import { ChatBlocks } from '../safety/chat-blocks.js';
import { ChatNames } from '../safety/chat-names.js';
import { type ChannelHost, type ChannelNews, ChannelNodes } from './channel-nodes.js';
import {
  attentive,
  type ChannelCopy,
  type ChannelMessage,
  ChatChannel,
  type Exclusions,
  memberFor,
  type MemberPage,
} from './chat-channel.js';

/** A conversation of two players, wherever they are connected. For each client it is named after the other player. */
class DirectChannel extends ChatChannel {
  override readonly isShared: boolean;
  override readonly players: readonly [string, string];
  /** True once it has to be replaced by a newly opened object. */
  isClosed = false;

  constructor(
    [one, other]: readonly [string, string],
    private readonly sessions: PlayerSessions,
    private readonly nameOf: (session: Session) => string,
    kept: KeptChannel,
    private readonly nodes: ChannelNodes,
  ) {
    super(directKey(one, other), 'direct', kept);
    this.isShared = nodes.isShared;
    this.players = [one, other];
  }

  /** True when neither player is online. */
  override get isEmpty(): boolean {
    for (const player of this.players) {
      for (const session of this.sessions.of(player)) if (session.isOpen) return false;
    }
    return true;
  }

  override memberOf(session: Session): ChatMemberDto | undefined {
    const isHis = session.playerId !== undefined && this.players.includes(session.playerId);
    return isHis && !this.isClosed ? memberFor(session, this.nameOf(session)) : undefined;
  }

  override get memberCount(): number {
    return this.players.reduce((count, player) => count + this.sessions.of(player).size, 0);
  }

  override listMembers(): MemberPage {
    const all = this.players.flatMap((player) => [...this.sessions.of(player)]).slice(0, MAX_MEMBERS_LISTED);
    return { members: all.map((session) => memberFor(session, this.nameOf(session))) };
  }

  override addressFor(session: Session): string {
    return directAddress(this.partnerOf(session.playerId));
  }

  override shown(lines: readonly ChatLineDto[], session: Session): readonly ChatLineDto[] {
    const channel = this.addressFor(session);
    return lines.map((line) => changedLine(line, { channel }));
  }

  override tell(message: ChannelMessage, exclusions: Exclusions = {}): void {
    this.tellElsewhere(message, exclusions);
    this.tellHere(message, exclusions);
  }

  /** The same, without the other nodes. */
  tellHere(message: ChannelMessage, { except, blockers }: Exclusions = {}): void {
    for (const player of this.players) {
      if (blockers?.has(player)) continue;
      broadcast(this.sessions.of(player), this.addressed(message, player), except);
    }
  }

  override tellNow(message: ChannelMessage, { except, blockers }: Exclusions = {}): void {
    this.tellElsewhere(message, { blockers });
    for (const player of this.players) {
      if (blockers?.has(player)) continue;
      broadcast(attentive(this.sessions.of(player)), this.addressed(message, player), except);
    }
  }

  private tellElsewhere(message: ChannelMessage, { blockers = new Set() }: Exclusions): void {
    if (this.isShared) this.nodes.tell(this.key, message, { players: this.players, blockers: [...blockers] });
  }

  private partnerOf(playerId: string | undefined): string {
    const [one, other] = this.players;
    return playerId === one ? other : one;
  }

  /** A copy of the message, with the channel's name as this player sees it. */
  private addressed(message: ChannelMessage, playerId: string): ChannelMessage {
    const channel = directAddress(this.partnerOf(playerId));
    const copy = Object.create(Object.getPrototypeOf(message) as object) as ChannelMessage;
    return Object.assign(copy, message, { channel });
  }
}

const NOTHING: KeptChannel = { lines: [], mutes: [] };

/** Open conversations per player; beyond that, the one opened first is closed until it is needed again. */
const MAX_OPEN_PER_PLAYER = 64;

/** The open conversations: those that an online player has spoken in or read recently. */
@Injectable()
export class DirectChannels implements OnModuleInit, ChannelHost {
  private readonly channels = new Map<string, DirectChannel>();
  private readonly openings = new Map<string, Promise<DirectChannel>>();
  private readonly channelsOf = new Map<string, Set<DirectChannel>>();

  constructor(
    private readonly events: EventBus,
    private readonly players: PlayerSessions,
    private readonly names: ChatNames,
    private readonly history: ChatHistory,
    private readonly blocks: ChatBlocks,
    private readonly records: PlayerRecords,
    private readonly nodes: ChannelNodes,
  ) {
    nodes.connect('direct', this);
  }

  /** Nest's hook: closes a conversation when both players are gone. */
  onModuleInit(): void {
    this.events.on(SessionClosed, ({ session: { playerId } }) => {
      if (playerId === undefined) return;
      for (const channel of this.channelsOf.get(playerId) ?? []) if (channel.isEmpty) this.close(channel);
    });
  }

  /** All open conversations. */
  all(): Iterable<DirectChannel> {
    return this.channels.values();
  }

  /**
   * The conversation between the session's player and another; a promise when it has to be opened first.
   * @throws GameError auth.required, chat.undeliverable
   */
  ready({ playerId }: Session, partner: string): DirectChannel | Promise<DirectChannel> {
    if (playerId === undefined) throw new GameError('auth.required');
    if (playerId === partner || this.records.isErased(partner)) throw new GameError(ChatError['chat.undeliverable']);
    return this.readyFor(playerId, partner);
  }

  private readyFor(playerId: string, partner: string): DirectChannel | Promise<DirectChannel> {
    const key = directKey(playerId, partner);
    const known = this.channels.get(key) ?? this.openings.get(key);
    if (known) return known;
    const opening = this.open(key, playerId, partner).finally(() => this.openings.delete(key));
    this.openings.set(key, opening);
    return opening;
  }

  /** For {@link ChannelNodes}. */
  opened(_key: string, players?: readonly [string, string]): DirectChannel | Promise<DirectChannel> {
    if (players === undefined) throw new GameError('cluster.try_again');
    return this.readyFor(...players);
  }

  /** For {@link ChannelNodes}. */
  copy(key: string, afterId: number): ChannelCopy | undefined {
    return this.channels.get(key)?.copy(afterId);
  }

  /** For {@link ChannelNodes}. */
  hear({ key, players, message, blockers }: ChannelNews): void {
    if (players === undefined) return;
    const channel = this.channels.get(key) ?? this.passing(players);
    if (message instanceof ChatReceivedDto) {
      if (channel.lines.find(message.id) !== undefined) return;
      channel.lines.catchUp([message]);
      this.history.keepCopy(channel, message);
    }
    if (message instanceof ChatEditedDto) channel.lines.replace(message);
    if (message instanceof ChatDeletedDto) channel.lines.blank(message.id);
    channel.tellHere(message, { blockers: new Set(blockers) });
  }

  /** For {@link ChannelNodes}: they are read again when they are next needed. */
  doubt(): void {
    for (const channel of [...this.channels.values()]) this.close(channel);
  }

  /** One that is not open here, to tell its players something. */
  private passing(players: readonly [string, string]): DirectChannel {
    return new DirectChannel(players, this.players, (session) => this.names.of(session), NOTHING, this.nodes);
  }

  private async open(key: string, opener: string, partner: string): Promise<DirectChannel> {
    const players: [string, string] = opener < partner ? [opener, partner] : [partner, opener];
    for (const player of players) this.blocks.hold(player);
    try {
      for (const player of players) await this.blocks.ready(player);
      const nameOf = (session: Session): string => this.names.of(session);
      const channel = new DirectChannel(players, this.players, nameOf, await this.history.open(key), this.nodes);
      this.keep(channel, opener);
      return channel;
    } catch (error) {
      for (const player of players) this.blocks.release(player);
      throw error;
    }
  }

  private keep(channel: DirectChannel, opener: string): void {
    this.channels.set(channel.key, channel);
    for (const player of channel.players) {
      this.channelsOf.set(player, (this.channelsOf.get(player) ?? new Set()).add(channel));
    }
    const [oldest, ...others] = this.channelsOf.get(opener) ?? [];
    if (oldest && others.length >= MAX_OPEN_PER_PLAYER) this.close(oldest);
    if (channel.isEmpty) this.close(channel);
  }

  private close(channel: DirectChannel): void {
    channel.isClosed = true;
    this.nodes.release(channel.key);
    this.channels.delete(channel.key);
    for (const player of channel.players) {
      const others = this.channelsOf.get(player);
      others?.delete(channel);
      if (others?.size === 0) this.channelsOf.delete(player);
      this.blocks.release(player);
    }
  }
}
