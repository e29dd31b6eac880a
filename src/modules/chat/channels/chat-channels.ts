import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ChatConfig } from '../chat.config.js';
import { EventBus } from '../../../core/events/event-bus.js';
import { SessionClosed, SessionSignedIn } from '../../../core/sessions/session.events.js';
import type { SessionStore } from '../../../core/sessions/session-store.js';
import { SessionStores } from '../../../core/sessions/session-stores.js';
import type { Session } from '../../../core/sessions/session.js';
import { GameError } from '../../../protocol/game-error.js';
import { directPartner, type ChannelKind } from '../chat-address.js';
import { ChatBlocks } from '../safety/chat-blocks.js';
import { ChatChannel } from './chat-channel.js';
import { ChatHistory } from '../lines/chat-history.js';
import { memberFor } from './chat-channel.js';
import { bytesOfMember, fitting, pageBytes } from './chat-pages.js';
import { ChatError } from '../chat.errors.js';
import {
  ChatMemberJoinedDto,
  ChatMemberLeftDto,
  MAX_MEMBERS_LISTED,
  type ChatLineDto,
  type ChatMemberDto,
} from '../chat.messages.js';
import { DirectChannels } from './direct-channels.js';
import { NamedNodes } from './named-nodes.js';
import { SharedChannel } from './shared-channel.js';
import { RECENT_LINES } from '../lines/recent-lines.js';

/** How many named channels one session may be in; limits what a client can make the server store. */
const MAX_CHANNELS_PER_SESSION = 16;
/** Maximum reads per request while looking for lines that the session may see. */
const MAX_READS = 10;

/** A channel, and how one of its members appears there. */
export interface Membership {
  readonly channel: ChatChannel;
  readonly member: ChatMemberDto;
}

/** What a new member is told about the channel. */
export interface Entrance {
  readonly channel: string;
  readonly member: ChatMemberDto;
  readonly members: ChatMemberDto[];
  readonly memberCount: number;
  readonly history: ChatLineDto[];
}

/** A named channel that a session is in, and its name there. Rooms and parties bring their members into their channels themselves. */
type PackedMembership = readonly [key: string, name: string];

/** A channel that a session can now enter. */
export interface Doorway {
  readonly channel: ChatChannel;
  /** Lines before the ones in memory, for when the session has blocked the authors of too many of those. */
  readonly older: readonly ChatLineDto[];
}

/** One page of a channel's lines for a session. */
export interface LinePage {
  /** Oldest first. */
  readonly lines: ChatLineDto[];
  /** Where the next page ends; undefined when there is nothing older. */
  readonly before: number | undefined;
}

/** The live channels and their members. A channel without members exists only in the store, if at all. */
@Injectable()
export class ChatChannels implements OnModuleInit {
  private readonly channels = new Map<string, ChatChannel>();
  private readonly openings = new Map<string, Promise<ChatChannel>>();
  private readonly channelsOf: SessionStore<Set<ChatChannel>>;

  constructor(
    private readonly config: ChatConfig,
    private readonly events: EventBus,
    private readonly history: ChatHistory,
    private readonly blocks: ChatBlocks,
    private readonly directs: DirectChannels,
    private readonly named: NamedNodes,
    stores: SessionStores,
  ) {
    this.channelsOf = stores.open<Set<ChatChannel>>('chat.channels', {
      pack: (channels, session) => packed(session, channels),
      unpack: (entries, session) => this.returnTo(session, entries as PackedMembership[]),
      onGone: (session, channels) => channels.forEach((channel) => this.part(session, channel)),
    });
  }

  /** Nest's hook: disconnecting leaves all channels; signing in updates how the session is seen. */
  onModuleInit(): void {
    this.named.serve(this.channels);
    this.events.on(SessionClosed, ({ session }) => this.leaveAll(session));
    this.events.on(SessionSignedIn, ({ session }) => this.showPlayer(session));
  }

  /** All live channels. */
  *all(): Generator<ChatChannel> {
    yield* this.channels.values();
    yield* this.directs.all();
  }

  /**
   * A channel for this session to enter, once its lines and the session's blocks are loaded; immediate if nothing is stored.
   * @param key a name, `room:<id>` or `party:<id>`
   */
  ready(session: Session, key: string, kind: ChannelKind): Doorway | Promise<Doorway> {
    const loading = this.blocks.ready(session.playerId);
    if (loading) return loading.then(() => this.ready(session, key, kind));
    const opening = this.openings.get(key);
    if (opening) return opening.then((opened) => this.doorway(session, opened));
    const channel = this.channels.get(key);
    if (channel) return this.doorway(session, channel);
    if (kind === 'named' && this.named.isShared) {
      return this.opening(key, this.openShared(key)).then((opened) => this.doorway(session, opened));
    }
    if (!this.history.keeps(kind)) return { channel: this.adopt(new ChatChannel(key, kind)), older: [] };
    return this.opening(key, this.open(key, kind)).then((opened) => this.doorway(session, opened));
  }

  /**
   * Adds the session and tells the others.
   * @throws GameError session.closed, chat.too_many_channels, chat.channel_full
   */
  enter(session: Session, { channel: found, older }: Doorway, name: string): Entrance {
    const { channel, member } = this.add(session, found, name);
    const { memberCount } = channel;
    channel.tell(new ChatMemberJoinedDto({ channel: channel.key, member, memberCount }), { except: session });
    const maxBytes = pageBytes(session);
    const { members } = channel.listMembers(0, MAX_MEMBERS_LISTED, maxBytes / 4);
    const left = maxBytes - members.reduce((bytes, one) => bytes + bytesOfMember(one), 0);
    const lines = [...older, ...this.shown(session, channel, channel.lines.latest())].slice(-RECENT_LINES);
    return { channel: channel.key, member, members, memberCount, history: fitting(lines, left) };
  }

  private add(session: Session, found: ChatChannel, name: string): Membership {
    const channel = this.adopt(found);
    const joined = this.channelsOf.get(session) ?? new Set();
    try {
      this.requireMembership(session, channel, joined);
    } catch (error) {
      this.dropIfEmpty(channel);
      throw error;
    }
    this.channelsOf.set(session, joined.add(channel));
    const member = memberFor(session, name);
    channel.enter(session, member);
    return { channel, member };
  }

  /** Brings a session back into its channels after a restart. Nobody is told: to the clients nothing has happened. */
  private async returnTo(session: Session, entries: readonly PackedMembership[]): Promise<undefined> {
    for (const [key, name] of entries) {
      const { channel } = await this.ready(session, key, 'named');
      channel.announce(this.add(session, channel, name).member);
    }
  }

  private part(session: Session, channel: ChatChannel): void {
    if (!session.hasMoved) {
      this.leave(session, channel);
      return;
    }
    channel.depart(session);
    this.dropIfEmpty(channel);
  }

  /** Removes the session and tells the others. */
  leave(session: Session, channel: ChatChannel): void {
    const member = channel.leave(session);
    this.channelsOf.get(session)?.delete(channel);
    const { key, memberCount } = channel;
    if (member) channel.tell(new ChatMemberLeftDto({ channel: key, member, memberCount }));
    this.dropIfEmpty(channel);
  }

  /** Renames the session in the room, party and conversation channels. */
  rename(session: Session, name: string): void {
    for (const channel of this.channelsOf.get(session) ?? []) {
      if (channel.kind === 'named') continue;
      const member = memberFor(session, name);
      channel.enter(session, member);
      const { key, memberCount } = channel;
      channel.tell(new ChatMemberJoinedDto({ channel: key, member, memberCount }), { except: session });
    }
  }

  /**
   * The channel by the client's name for it, if the session is a member. A promise only for a conversation that is not open.
   * @throws GameError chat.not_member; for a conversation auth.required, chat.undeliverable
   */
  require(session: Session, address: string): Membership | Promise<Membership> {
    const partner = directPartner(address);
    const channel = partner === undefined ? this.channels.get(address) : this.directs.ready(session, partner);
    return channel instanceof Promise
      ? channel.then((opened) => membershipOf(session, opened))
      : membershipOf(session, channel);
  }

  /** The channel with this key, if it is live. */
  find(key: string): ChatChannel | undefined {
    return this.channels.get(key);
  }

  /**
   * The latest lines before number `before` that this session may read. Skips the lines of blocked players, up to a limited
   * number of reads.
   */
  async page(session: Session, channel: ChatChannel, before: number | undefined, limit: number): Promise<LinePage> {
    let lines: ChatLineDto[] = [];
    let next = before;
    for (let reads = 0; reads < MAX_READS; reads++) {
      const read = await this.history.page(channel, next, limit);
      const seen = this.shown(session, channel, read);
      lines = [...seen, ...lines];
      next = read[0]?.id ?? 1;
      if (next <= 1 || lines.length >= limit || seen.length === read.length) break;
    }
    const page = fitting(lines.slice(-limit), pageBytes(session));
    const first = page.length < lines.length ? page[0]?.id : next;
    return { lines: page, before: first === undefined || first <= 1 ? undefined : first };
  }

  /** Drops a channel that nobody has entered after all. */
  dropIfEmpty(channel: ChatChannel): void {
    if (!channel.isEmpty || this.channels.get(channel.key) !== channel) return;
    this.channels.delete(channel.key);
    if (channel.isShared) this.named.release(channel.key);
  }

  /** Lines as this session should see them: without those of players it has blocked. */
  private shown(session: Session, channel: ChatChannel, lines: readonly ChatLineDto[]): ChatLineDto[] {
    return channel.shown(lines, session).filter(({ from }) => !this.blocks.has(session.playerId, from.playerId));
  }

  // Loads older lines: a player who has blocked all recent speakers would otherwise find the channel empty.
  private doorway(session: Session, channel: ChatChannel): Doorway | Promise<Doorway> {
    const recent = channel.lines.latest();
    const hidden = recent.length - this.shown(session, channel, recent).length;
    const first = recent[0]?.id ?? 1;
    if (hidden === 0 || first <= 1 || !this.history.keeps(channel.kind)) return { channel, older: [] };
    return this.page(session, channel, first, hidden).then(({ lines: older }) => ({ channel, older }));
  }

  private opening(key: string, opens: Promise<ChatChannel>): Promise<ChatChannel> {
    const opening = opens.finally(() => this.openings.delete(key));
    this.openings.set(key, opening);
    return opening;
  }

  private async open(key: string, kind: ChannelKind): Promise<ChatChannel> {
    return this.adopt(new ChatChannel(key, kind, await this.history.open(key)));
  }

  private async openShared(key: string): Promise<ChatChannel> {
    const kept = this.history.keeps('named') ? await this.history.open(key) : undefined;
    // What is told from here on is heard; what was told since then is in the others' copies.
    const channel = this.named.create(key, kept);
    this.channels.set(key, channel);
    await this.named.compare(channel);
    return channel;
  }

  /** The live channel with this key: the existing one, or else this one. */
  private adopt(channel: ChatChannel): ChatChannel {
    const known = this.channels.get(channel.key);
    if (known) return known;
    this.channels.set(channel.key, channel);
    // It was closed for a moment, and has not heard what was told in it.
    if (channel instanceof SharedChannel) void this.named.compare(channel);
    return channel;
  }

  private requireMembership(session: Session, channel: ChatChannel, joined: ReadonlySet<ChatChannel>): void {
    // It may have closed while the channel was being opened.
    if (!session.isOpen) throw new GameError('session.closed');
    if (channel.kind !== 'named' || joined.has(channel)) return;
    const named = [...joined].filter(({ kind }) => kind === 'named').length;
    if (named >= MAX_CHANNELS_PER_SESSION) throw new GameError(ChatError['chat.too_many_channels']);
    if (channel.memberCount >= this.config.CHAT_CHANNEL_MEMBERS) throw new GameError(ChatError['chat.channel_full']);
  }

  private leaveAll(session: Session): void {
    for (const channel of this.channelsOf.get(session) ?? []) this.part(session, channel);
    this.channelsOf.delete(session);
  }

  private showPlayer(session: Session): void {
    for (const channel of this.channelsOf.get(session) ?? []) {
      const member = channel.memberOf(session);
      if (!member) continue;
      const seen = memberFor(session, member.name);
      channel.enter(session, seen);
      channel.announce(seen);
    }
  }
}

function packed(session: Session, channels: Iterable<ChatChannel>): PackedMembership[] | undefined {
  const entries: PackedMembership[] = [];
  for (const channel of channels) {
    const member = channel.kind === 'named' ? channel.memberOf(session) : undefined;
    if (member !== undefined) entries.push([channel.key, member.name]);
  }
  return entries.length > 0 ? entries : undefined;
}

function membershipOf(session: Session, channel: ChatChannel | undefined): Membership {
  const member = channel?.memberOf(session);
  if (!channel || !member) throw new GameError(ChatError['chat.not_member']);
  return { channel, member };
}
