import { Injectable, Optional, type OnModuleInit, type Type } from '@nestjs/common';
import { ClusterBus } from '../../../core/cluster/cluster-bus.js';
import { Cluster } from '../../../core/cluster/cluster.js';
import { StoreUnavailableError } from '../../../core/cluster/membership.js';
import { LinkError } from '../../../core/cluster/node-links.js';
import { NodeNews } from '../../../core/cluster/node-news.js';
import type { RecordHolder } from '../../../core/cluster/owned-records.js';
import type { OwnedKey, OwnedRecord } from '../../../core/cluster/ownership.js';
import { GameError } from '../../../protocol/game-error.js';
import { type ChatLineDto, ChatMemberJoinedDto, ChatMemberLeftDto, ChatReceivedDto } from '../chat.messages.js';
import { ChatDeletedDto, ChatEditedDto, ChatMemberTypingDto } from '../lines/chat-lines.messages.js';
import { LineNumbers, type UnnumberedLine } from '../lines/line-numbers.js';
import { ChatMutedDto, ChatSlowModeSetDto } from '../safety/chat-moderation.messages.js';
import type { ChannelCopy, ChannelMessage, ChatChannel } from './chat-channel.js';

const SAY_CALL = 'chat.say';
const SAY_MS = 5_000;
const COPY_CALL = 'chat.copy';
const COPY_MS = 500;
const TOPIC = 'chat:channels';
/** How often the owner may change while a line is on its way to it. */
const TRIES = 4;

/** What is told of channels, by its name on the bus. */
const MESSAGES: Readonly<Record<string, Type<ChannelMessage>>> = {
  said: ChatReceivedDto,
  edited: ChatEditedDto,
  deleted: ChatDeletedDto,
  typing: ChatMemberTypingDto,
  joined: ChatMemberJoinedDto,
  left: ChatMemberLeftDto,
  muted: ChatMutedDto,
  slowed: ChatSlowModeSetDto,
};

type Players = readonly [string, string];

/** What a node tells the others of a channel. */
export interface ChannelNews {
  readonly key: string;
  readonly message: ChannelMessage;
  /** The two players of a conversation, and who of them is not told. */
  readonly players?: Players;
  readonly blockers?: readonly string[];
  /** Counts up at each node. */
  readonly version: number;
}

/** A copy of a channel as another node has answered. */
export interface AnsweredCopy extends ChannelCopy {
  /** The last of its {@link ChannelNews} that is contained. */
  readonly version: number;
}

/** The answers of the nodes; `undefined` of one where the channel is not open. Who has not answered is not among them. */
export type ChannelCopies = ReadonlyMap<string, AnsweredCopy | undefined>;

/** The channels of one kind at a node. */
export interface ChannelHost {
  /** A channel that this node numbers the lines of. @throws GameError cluster.try_again when it is not open here any more */
  opened(key: string, players: Players | undefined): ChatChannel | Promise<ChatChannel>;
  /** What is known here of a channel, with the lines after this number; undefined when it is not open. */
  copy(key: string, afterId: number): ChannelCopy | undefined;
  /** Another node has told something. */
  hear(news: ChannelNews, nodeId: string): void;
  /** Something may not have been heard. */
  doubt(): void;
}

/**
 * Named channels and conversations over several nodes. Each is open wherever it has members; a line gets its number from the one node that
 * owns the channel's record, and all nodes are told of it over the bus.
 */
@Injectable()
export class ChannelNodes implements OnModuleInit {
  private readonly hosts = new Map<'named' | 'direct', ChannelHost>();
  private readonly news: NodeNews<Omit<ChannelNews, 'message'> & { kind: string; message: object }> | undefined;
  /** Who was found to own a channel that is open here. */
  private readonly owners = new Map<string, string>();
  private readonly searches = new Map<string, Promise<string | undefined>>();
  private version = 0;

  constructor(
    private readonly numbers: LineNumbers,
    private readonly bus: ClusterBus,
    @Optional() private readonly cluster?: Cluster,
  ) {
    this.news = cluster && new NodeNews(TOPIC, bus, cluster.nodeId);
  }

  /** Whether members may be at other nodes. */
  get isShared(): boolean {
    return this.cluster !== undefined;
  }

  /** For the owner of the channels of a kind. */
  connect(kind: 'named' | 'direct', host: ChannelHost): void {
    this.hosts.set(kind, host);
  }

  /** Nest's hook: answers other nodes, and hears what they tell. */
  onModuleInit(): void {
    const { cluster, news } = this;
    if (cluster === undefined || news === undefined) return;
    cluster.links.answer(SAY_CALL, (asked) => this.sayHere(...(asked as [string, UnnumberedLine])));
    cluster.links.answer(COPY_CALL, (asked) => this.copyHere(...(asked as [string, number])));
    news.hear(({ kind, message, ...rest }, nodeId) => {
      const messageClass = MESSAGES[kind];
      if (messageClass === undefined) return;
      const copy = Object.create(messageClass.prototype as object) as ChannelMessage;
      this.hostOf(rest.key)?.hear({ ...rest, message: Object.assign(copy, message) }, nodeId);
    });
    cluster.takeover.restores('channel', (record) => this.clear(record));
    this.bus.onGap(() => {
      for (const host of this.hosts.values()) host.doubt();
    });
  }

  /**
   * Says a line at the channel's owner.
   * @throws GameError cluster.try_again, cluster.unavailable; see {@link LineNumbers.add}
   */
  async say(key: string, line: UnnumberedLine): Promise<ChatLineDto> {
    try {
      for (let tries = 0; tries < TRIES; tries++) {
        const owner = await this.ownerOf(key, line.players);
        if (owner === undefined) continue;
        if (owner === this.cluster?.nodeId) return await this.sayHere(key, line);
        const said = await this.sayThere(owner, key, line);
        if (said !== undefined) return said;
      }
    } catch (cause) {
      if (cause instanceof StoreUnavailableError) throw new GameError('cluster.unavailable', { cause });
      throw cause;
    }
    throw new GameError('cluster.try_again');
  }

  /** Tells the other nodes. */
  tell(key: string, message: ChannelMessage, more: Pick<ChannelNews, 'players' | 'blockers'> = {}): void {
    const kind = Object.keys(MESSAGES).find((name) => message.constructor === MESSAGES[name]);
    if (kind !== undefined) this.news?.tell({ key, kind, message, version: ++this.version, ...more });
  }

  /** What the other nodes have of a channel, with their lines after this number. Resolves soon, whoever has answered by then. */
  async ask(key: string, afterId: number): Promise<ChannelCopies> {
    const copies = new Map<string, AnsweredCopy | undefined>();
    await Promise.all(
      this.others().map(async (nodeId) => {
        try {
          const answer = await this.cluster?.links.call(nodeId, COPY_CALL, [key, afterId], COPY_MS);
          copies.set(nodeId, (answer ?? undefined) as AnsweredCopy | undefined);
        } catch (error) {
          if (!(error instanceof LinkError)) throw error;
        }
      }),
    );
    return copies;
  }

  /** The other living nodes. */
  others(): string[] {
    return (this.cluster?.livingNodes() ?? []).filter((nodeId) => nodeId !== this.cluster?.nodeId);
  }

  /** A channel is closed here: another node may number its lines. */
  release(key: string): void {
    this.owners.delete(key);
    void this.cluster?.records.end(keyOf(key));
  }

  private hostOf(key: string): ChannelHost | undefined {
    return this.hosts.get(key.startsWith('direct:') ? 'direct' : 'named');
  }

  private ownerOf(key: string, players: Players | undefined): Promise<string | undefined> {
    const running = this.searches.get(key);
    if (running !== undefined) return running;
    const search = this.findOwner(key, players).finally(() => this.searches.delete(key));
    this.searches.set(key, search);
    return search;
  }

  private async findOwner(key: string, players: Players | undefined): Promise<string | undefined> {
    if (this.cluster === undefined) return undefined;
    const { records, nodeId } = this.cluster;
    if (records.proofOf(keyOf(key)) !== undefined) return nodeId;
    const known = this.owners.get(key);
    if (this.cluster.isAlive(known)) return known;
    const holder = holderOf();
    const found = (await records.find(keyOf(key))) ?? (await records.create(keyOf(key), holder, true));
    const owner = found?.owner;
    if (owner !== nodeId && this.cluster.isAlive(owner)) {
      this.owners.set(key, owner);
      return owner;
    }
    if (found !== undefined && !(await records.take(keyOf(key), found.epoch, holder))) return undefined;
    await this.adopt(key, players);
    return nodeId;
  }

  /** Removes the record of a node that is gone: whoever says something next makes another. */
  private async clear(record: OwnedRecord): Promise<void> {
    const { records } = this.cluster ?? {};
    // Meanwhile nobody here takes it for this node's own.
    await this.searches.get(record.id);
    const cleared = records
      ?.take(record, record.epoch, holderOf())
      .then((isTaken) => (isTaken ? records.end(record) : undefined))
      .then(() => undefined)
      .finally(() => this.searches.delete(record.id));
    if (cleared === undefined) return;
    this.searches.set(record.id, cleared);
    await cleared;
  }

  /** Goes on after the last line that was told anywhere, or stored. */
  private async adopt(key: string, players: Players | undefined): Promise<void> {
    try {
      const channel = await this.hostOf(key)?.opened(key, players);
      if (channel === undefined) throw new GameError('cluster.try_again');
      await this.numbers.catchUp(channel);
      const copies = await this.ask(key, channel.lines.lastId);
      for (const copy of copies.values()) {
        this.numbers.accept(channel, copy?.lines ?? []);
        channel.lines.goOnAfter(copy?.lastId ?? 0);
      }
    } catch (error) {
      this.release(key);
      throw error;
    }
  }

  private async sayHere(key: string, line: UnnumberedLine): Promise<ChatLineDto> {
    await this.searches.get(key);
    const host = this.hostOf(key);
    if (host === undefined || this.cluster?.records.proofOf(keyOf(key)) === undefined)
      throw new GameError('cluster.try_again');
    return this.numbers.add(await host.opened(key, line.players), line);
  }

  /** @returns undefined when the other node does not have the channel (any more) */
  private async sayThere(nodeId: string, key: string, line: UnnumberedLine): Promise<ChatLineDto | undefined> {
    try {
      return (await this.cluster?.links.call(nodeId, SAY_CALL, [key, line], SAY_MS)) as ChatLineDto;
    } catch (cause) {
      if (!(cause instanceof LinkError)) throw cause;
      this.owners.delete(key);
      if (cause.code === 'cluster.try_again') return undefined;
      throw cause.toGameError();
    }
  }

  private copyHere(key: string, afterId: number): AnsweredCopy | undefined {
    const copy = this.hostOf(key)?.copy(key, afterId);
    return copy && { ...copy, version: this.version };
  }
}

/** A channel is what its open copies have; its record only says who numbers. */
function holderOf(): RecordHolder {
  return { content: () => ({}), onLost: () => undefined };
}

function keyOf(key: string): OwnedKey {
  return { kind: 'channel', id: key };
}
