import { Injectable, type OnModuleDestroy, type OnModuleInit } from '@nestjs/common';
import { NodesChanged } from '../../../core/cluster/cluster.events.js';
import { EventBus } from '../../../core/events/event-bus.js';
import { GameError } from '../../../protocol/game-error.js';
import {
  type ChatLineDto,
  type ChatMemberDto,
  ChatMemberJoinedDto,
  ChatMemberLeftDto,
  ChatReceivedDto,
} from '../chat.messages.js';
import { ChatDeletedDto, ChatEditedDto, ChatMemberTypingDto } from '../lines/chat-lines.messages.js';
import type { KeptChannel } from '../lines/line-store.js';
import { ChatBlocks } from '../safety/chat-blocks.js';
import { ChatMutedDto, ChatSlowModeSetDto } from '../safety/chat-moderation.messages.js';
import { type ChannelCopies, type ChannelHost, type ChannelNews, ChannelNodes } from './channel-nodes.js';
import type { ChannelCopy, ChatChannel } from './chat-channel.js';
import { type MemberChanges, SharedChannel } from './shared-channel.js';

/** When a node that has not answered is asked again. */
const ASK_AGAIN_MS = 1_500;

/** A comparison of a channel with the copies of other nodes. */
interface Comparison {
  readonly done: Promise<void>;
  /** What was told meanwhile. */
  heard: { readonly news: ChannelNews; readonly nodeId: string }[];
  /** Whether it has to be done once more, since something was missed after the nodes were asked. */
  isStale: boolean;
}

/**
 * Keeps the copies of named channels alike over several nodes: by what they tell each other, and by asking all when a channel is opened, when
 * a number of a line is missing, and when the bus may have lost something.
 */
@Injectable()
export class NamedNodes implements ChannelHost, OnModuleInit, OnModuleDestroy {
  private channels: ReadonlyMap<string, ChatChannel> = new Map();
  private readonly comparisons = new Map<SharedChannel, Comparison>();
  private timer: NodeJS.Timeout | undefined;
  private readonly unanswered = new Set<SharedChannel>();

  constructor(
    private readonly nodes: ChannelNodes,
    private readonly blocks: ChatBlocks,
    private readonly events: EventBus,
  ) {
    nodes.connect('named', this);
  }

  /** Nest's hook: the members at a node that is gone are gone. */
  onModuleInit(): void {
    this.events.on(NodesChanged, ({ gone }) => {
      const nobody = new Map(gone.map((nodeId) => [nodeId, []] as const));
      if (nobody.size > 0) for (const channel of this.all()) this.show(channel, channel.correct(nobody));
    });
  }

  /** Nest's hook. */
  onModuleDestroy(): void {
    clearTimeout(this.timer);
  }

  /** @param channels those open here, by key */
  serve(channels: ReadonlyMap<string, ChatChannel>): void {
    this.channels = channels;
  }

  /** Whether members may be at other nodes. */
  get isShared(): boolean {
    return this.nodes.isShared;
  }

  /** A copy of a channel that is about to be opened here. */
  create(key: string, kept: KeptChannel | undefined): SharedChannel {
    return new SharedChannel(key, kept, this.nodes);
  }

  /** A channel is closed here: another node may number its lines. */
  release(key: string): void {
    this.nodes.release(key);
  }

  /** Brings a channel up to what the other nodes know. */
  compare(channel: SharedChannel): Promise<void> {
    const running = this.comparisons.get(channel);
    if (running !== undefined) {
      running.isStale = true;
      return running.done;
    }
    let start: (comparison: Comparison) => void = () => undefined;
    const started = new Promise<Comparison>((resolve) => (start = resolve));
    const done = started.then((one) => this.run(channel, one)).finally(() => this.comparisons.delete(channel));
    const comparison: Comparison = { done, heard: [], isStale: false };
    this.comparisons.set(channel, comparison);
    start(comparison);
    return done;
  }

  /** For {@link ChannelNodes}. */
  opened(key: string): SharedChannel {
    const channel = this.find(key);
    if (channel === undefined) throw new GameError('cluster.try_again');
    return channel;
  }

  /** For {@link ChannelNodes}. */
  copy(key: string, afterId: number): ChannelCopy | undefined {
    return this.find(key)?.copy(afterId);
  }

  /** For {@link ChannelNodes}. */
  doubt(): void {
    for (const channel of this.all()) void this.compare(channel);
  }

  /** For {@link ChannelNodes}. */
  hear(news: ChannelNews, nodeId: string): void {
    const channel = this.find(news.key);
    if (channel === undefined) return;
    const { message } = news;
    this.comparisons.get(channel)?.heard.push({ news, nodeId });
    if (message instanceof ChatReceivedDto) this.hearLine(channel, message);
    else if (message instanceof ChatMemberJoinedDto) {
      if (channel.arrive(message.member, nodeId)) this.show(channel, { came: [message.member], went: [] });
    } else if (message instanceof ChatMemberLeftDto) {
      if (channel.goneFrom(message.member.id, nodeId)) this.show(channel, { came: [], went: [message.member] });
    } else if (message instanceof ChatMemberTypingDto) {
      channel.tellNowHere(message, { blockers: this.blocks.blockersOf(message.member.playerId) });
    } else this.hearChange(channel, message);
  }

  private hearLine(channel: SharedChannel, line: ChatReceivedDto): void {
    const { lastId } = channel.lines;
    if (line.id <= lastId) return;
    channel.early.push(line);
    if (line.id === lastId + 1) this.showLines(channel, []);
    else void this.compare(channel);
  }

  private hearChange(channel: SharedChannel, message: object): void {
    if (message instanceof ChatEditedDto) {
      channel.lines.replace(message);
      channel.tellHere(message, { blockers: this.blocks.blockersOf(message.from.playerId) });
    } else if (message instanceof ChatDeletedDto) {
      channel.lines.blank(message.id);
      channel.tellHere(message);
    } else if (message instanceof ChatMutedDto) {
      channel.rules.mute(message.target, message.untilMs, Date.now());
      channel.tellHere(message);
    } else if (message instanceof ChatSlowModeSetDto) {
      channel.rules.slowModeMs = message.seconds * 1000;
      channel.tellHere(message);
    }
  }

  private async run(channel: SharedChannel, comparison: Comparison): Promise<void> {
    comparison.isStale = false;
    comparison.heard = [];
    const copies = await this.nodes.ask(channel.key, channel.lines.lastId);
    this.show(channel, channel.correct(membersOf(copies, comparison.heard)));
    this.takeOver(channel, copies, !isStale(comparison));
    if (this.nodes.others().some((nodeId) => !copies.has(nodeId))) this.askAgain(channel);
    if (isStale(comparison)) await this.run(channel, comparison);
  }

  private takeOver(channel: SharedChannel, copies: ChannelCopies, isLast: boolean): void {
    const nowMs = Date.now();
    const lines: ChatLineDto[] = [];
    for (const copy of copies.values()) {
      if (copy === undefined) continue;
      lines.push(...copy.lines);
      channel.rules.slowModeMs = Math.max(channel.rules.slowModeMs, copy.slowModeMs);
      for (const { playerId, untilMs } of copy.mutes) {
        if (untilMs > nowMs) channel.rules.mute(playerId, untilMs, nowMs);
      }
    }
    this.showLines(channel, lines, isLast);
    if (isLast) for (const copy of copies.values()) channel.lines.goOnAfter(copy?.lastId ?? 0);
  }

  /** @param isAll whether a number that is missing now will not come any more */
  private showLines(channel: SharedChannel, lines: readonly ChatLineDto[], isAll = false): void {
    const all = [...lines, ...channel.early].sort((one, other) => one.id - other.id);
    channel.early = [];
    for (const line of all) {
      if (!isAll && line.id > channel.lines.lastId + 1) {
        channel.early.push(line);
        continue;
      }
      for (const said of channel.lines.catchUp([line])) {
        channel.tellHere(new ChatReceivedDto(said), { blockers: this.blocks.blockersOf(said.from.playerId) });
      }
    }
  }

  private show(channel: SharedChannel, { came, went }: MemberChanges): void {
    const { key, memberCount } = channel;
    for (const member of came) channel.tellHere(new ChatMemberJoinedDto({ channel: key, member, memberCount }));
    for (const member of went) channel.tellHere(new ChatMemberLeftDto({ channel: key, member, memberCount }));
  }

  private askAgain(channel: SharedChannel): void {
    this.unanswered.add(channel);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const channels = [...this.unanswered].filter((one) => this.find(one.key) === one);
      this.unanswered.clear();
      for (const one of channels) void this.compare(one);
    }, ASK_AGAIN_MS).unref();
  }

  private find(key: string): SharedChannel | undefined {
    const channel = this.channels.get(key);
    return channel instanceof SharedChannel ? channel : undefined;
  }

  private *all(): Generator<SharedChannel> {
    for (const key of this.channels.keys()) {
      const channel = this.find(key);
      if (channel !== undefined) yield channel;
    }
  }
}

/** Who is at which node, by the copies and what was told after they were made. */
function membersOf(copies: ChannelCopies, heard: Comparison['heard']): Map<string, ChatMemberDto[]> {
  const said = new Map<string, ChatMemberDto[]>();
  for (const [nodeId, copy] of copies) {
    const members = new Map((copy?.members ?? []).map((member) => [member.id, member]));
    for (const { news, nodeId: from } of heard) {
      if (from !== nodeId || news.version <= (copy?.version ?? 0)) continue;
      const { message } = news;
      if (message instanceof ChatMemberJoinedDto) members.set(message.member.id, message.member);
      if (message instanceof ChatMemberLeftDto) members.delete(message.member.id);
    }
    said.set(nodeId, [...members.values()]);
  }
  return said;
}

/** Others change it during the comparison. */
function isStale(comparison: Comparison): boolean {
  return comparison.isStale;
}
